type Subscribe = (listener: () => void) => () => void

/** Changes that come within `interval` milliseconds are told once, at its end; the first after a pause at once. */
export function gather(subscribe: Subscribe, interval: number): Subscribe {
  if (interval === 0) return subscribe
  return listener => {
    let timer: NodeJS.Timeout | null = null
    let told = Number.NEGATIVE_INFINITY
    const tell = () => {
      timer = null
      told = performance.now()
      listener()
    }
    const stop = subscribe(() => {
      timer ??= setTimeout(tell, Math.max(0, interval - (performance.now() - told)))
    })
    return () => {
      stop()
      if (timer) clearTimeout(timer)
    }
  }
}
