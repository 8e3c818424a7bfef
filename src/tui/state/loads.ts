/** What is known of a page's records. Records that were read once stay while they are read again. */
export interface Load {
  readonly data: unknown
  readonly ready: boolean
  readonly error: unknown
  readonly busy: boolean
  /** Busy for so long that a person wonders. */
  readonly slow: boolean
}

const nothing: Load = { data: undefined, ready: false, error: null, busy: false, slow: false }

/** What reading may use that takes long. */
export interface Reading<Data = unknown> {
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal
  /** Show what is known so far. */
  readonly partial: (data: Data) => void
  /** What was read of the page before, if anything. */
  readonly before: Data | undefined
}

const noticeable = 150

export interface Loads {
  readonly of: (key: number) => Load
  /** Reads; a call while the same key is being read joins it. Resolves when that is over, whatever came of it. */
  readonly start: (key: number, read: (reading: Reading) => Promise<unknown>) => Promise<void>
  /** Put something into records that were read. */
  readonly update: (key: number, change: (data: unknown) => unknown) => void
  /** End the reading, and forget what it has read so far. */
  readonly drop: (key: number) => void
  /** Forget all but these. */
  readonly keep: (keys: ReadonlySet<number>) => void
}

export function createLoads(onChange: () => void): Loads {
  const loads = new Map<number, Load>()
  const running = new Map<number, { readonly over: Promise<void>; readonly stop: AbortController }>()
  const of = (key: number) => loads.get(key) ?? nothing
  const change = (key: number, changes: Partial<Load>) => {
    loads.set(key, { ...of(key), ...changes })
    onChange()
  }

  const read = async (key: number, { signal }: AbortController, work: (reading: Reading) => Promise<unknown>) => {
    const put = (changes: Partial<Load>) => loads.has(key) && !signal.aborted && change(key, changes)
    change(key, { busy: true, slow: false })
    const timer = setTimeout(() => put({ slow: true }), noticeable)
    const partial = (data: unknown) => put({ data, ready: true, error: null })
    try {
      const data = await work({ signal, partial, before: of(key).data })
      put({ data, ready: true, error: null, busy: false, slow: false })
    } catch (error) {
      put({ error, busy: false, slow: false })
    } finally {
      clearTimeout(timer)
      if (!signal.aborted) running.delete(key)
    }
  }

  const drop = (key: number) => {
    running.get(key)?.stop.abort()
    running.delete(key)
    loads.delete(key)
  }

  return {
    of,
    start: (key, work) => {
      const under = running.get(key)
      if (under) return under.over
      const stop = new AbortController()
      const over = read(key, stop, work)
      // A reading that has failed at once is over.
      if (of(key).busy) running.set(key, { over, stop })
      return over
    },
    update: (key, update) => {
      const { ready, data } = of(key)
      if (ready) change(key, { data: update(data) })
    },
    drop,
    keep: keys => {
      for (const key of loads.keys()) if (!keys.has(key)) drop(key)
    },
  }
}
