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

const noticeable = 150

export interface Loads {
  readonly of: (key: number) => Load
  /** Reads; a call while the same key is being read joins it. Resolves when that is over, whatever came of it. */
  readonly start: (key: number, read: () => Promise<unknown>) => Promise<void>
  /** Put something into records that were read. */
  readonly update: (key: number, change: (data: unknown) => unknown) => void
  /** Forget all but these. */
  readonly keep: (keys: ReadonlySet<number>) => void
}

export function createLoads(onChange: () => void): Loads {
  const loads = new Map<number, Load>()
  const running = new Map<number, Promise<void>>()
  const of = (key: number) => loads.get(key) ?? nothing
  const change = (key: number, changes: Partial<Load>) => {
    loads.set(key, { ...of(key), ...changes })
    onChange()
  }

  const read = async (key: number, work: () => Promise<unknown>) => {
    change(key, { busy: true, slow: false })
    const timer = setTimeout(() => loads.has(key) && change(key, { slow: true }), noticeable)
    try {
      const data = await work()
      if (loads.has(key)) change(key, { data, ready: true, error: null, busy: false, slow: false })
    } catch (error) {
      if (loads.has(key)) change(key, { error, busy: false, slow: false })
    } finally {
      clearTimeout(timer)
      running.delete(key)
    }
  }

  return {
    of,
    start: (key, work) => {
      const under = running.get(key)
      if (under) return under
      const started = read(key, work)
      running.set(key, started)
      return started
    },
    update: (key, update) => {
      const { ready, data } = of(key)
      if (ready) change(key, { data: update(data) })
    },
    keep: keys => {
      for (const key of loads.keys()) if (!keys.has(key)) loads.delete(key)
    },
  }
}
