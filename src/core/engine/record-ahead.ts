/**
 * Results that may wait for the disk; with more of them computing would only fill memory. Nor may more wait than have been
 * recorded, so that the first are told at once and a short run can be stopped.
 */
const mostWaiting = 256

/** What waits for the disk while others are computed. */
export interface RecordingAhead {
  /** @param recorded resolves when `size` results are durable; `then` happens after, in the order of calls */
  add(size: number, recorded: Promise<void>, then: () => void): Promise<void>
  /** @throws what failed first; none of those behind it is announced */
  settle(): Promise<void>
}

/**
 * Computing goes on while what it has made is written: `add` waits only where too much is waiting already. A failure of the disk is
 * thrown by the next call, whichever that is.
 */
export function recordingAhead(): RecordingAhead {
  let waiting = 0
  let done = 0
  let failed: { readonly error: unknown } | null = null
  let last: Promise<void> = Promise.resolve()
  const throwFailure = () => {
    if (failed) throw failed.error
  }
  return {
    async add(size, recorded, then) {
      waiting += size
      const before = last
      last = Promise.all([recorded, before])
        .then(() => {
          if (!failed) then()
        })
        .catch(error => {
          failed ??= { error }
        })
        .finally(() => {
          waiting -= size
          done += size
        })
      if (waiting > Math.min(mostWaiting, done)) await last
      throwFailure()
    },
    async settle() {
      await last
      throwFailure()
    },
  }
}
