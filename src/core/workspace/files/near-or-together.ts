/** A local disk answers sooner, in milliseconds; a server on the network later. */
const NEAR = 0.5

/** Asked at the same time where each answer is waited for. */
const AT_ONCE = 16

/**
 * The same of many files. While each is read in no time, one after the other without turning away, which on a local disk takes
 * a fifth of the time; from the first that is waited for on, many at once. In their order.
 */
export async function nearOrTogether<T>(
  paths: readonly string[],
  near: (path: string) => T,
  waiting: (path: string) => Promise<T>,
): Promise<T[]> {
  const found: T[] = []
  let next = 0
  for (let slow = 0; next < paths.length && slow < 3; next++) {
    const started = performance.now()
    found.push(near(paths[next]!))
    // One alone may be the work of another process.
    if (performance.now() - started > NEAR) slow += 1
  }
  const work = async () => {
    for (let i = next++; i < paths.length; i = next++) found[i] = await waiting(paths[i]!)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, paths.length - next) }, work))
  return found
}
