import { N4aError } from '../../errors/index.ts'

/** Do the work for all items, past those whose files are damaged; the first of these is thrown at the end. */
export async function eachReadable<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let failure: N4aError | undefined
  for (const [index, item] of items.entries()) {
    try {
      await work(item, index)
    } catch (error) {
      if (!(error instanceof N4aError) || error.code !== 'DamagedFile') throw error
      failure ??= error
    }
  }
  if (failure) throw failure
}
