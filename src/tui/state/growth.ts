import type { ResultRecord } from '../../core/index.ts'

/** Least time between two times that new results are put into the page, in milliseconds. */
const pace = 100

export interface Growth {
  readonly add: (results: readonly ResultRecord[]) => void
  /** The page is read from now on: what has come so far will be in it. */
  readonly forget: () => void
  /** The page was read: put in what came meanwhile. */
  readonly flush: () => void
  readonly stop: () => void
}

/**
 * Puts the results that a run finishes into the page that is looked at, instead of reading all of them again. `apply` says
 * whether it could; while the page is being read they wait.
 */
export function createGrowth(isReading: () => boolean, apply: (results: readonly ResultRecord[]) => void): Growth {
  let waiting: readonly ResultRecord[] = []
  let timer: NodeJS.Timeout | undefined
  let next = 0

  const flush = () => {
    if (waiting.length === 0 || isReading()) return
    const taken = waiting
    waiting = []
    const started = Date.now()
    apply(taken)
    // Long lists take long to draw: leave time for the keys.
    next = Date.now() + Math.max(pace, 4 * (Date.now() - started))
  }

  return {
    add: results => {
      waiting = waiting.length === 0 ? results : waiting.concat(results)
      timer ??= setTimeout(
        () => {
          timer = undefined
          flush()
        },
        Math.max(0, next - Date.now()),
      )
    },
    forget: () => {
      waiting = []
    },
    flush,
    stop: () => clearTimeout(timer),
  }
}
