/** Least time between two reads of a page whose records change while it is looked at, in milliseconds. */
const pace = 500

export interface Reread {
  /** Read again as soon as the pace allows, if there is something new by then. */
  readonly soon: () => void
  readonly stop: () => void
}

/** Keeps a page fresh without reading it at every event: a large workspace takes long, and keys come first. */
export function createReread(hasNews: () => boolean, read: () => Promise<void>): Reread {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let next = 0

  const soon = () => {
    if (timer || stopped || !hasNews()) return
    timer = setTimeout(
      async () => {
        const started = Date.now()
        await read()
        const took = Date.now() - started
        next = Date.now() + Math.max(pace, 4 * took)
        timer = undefined
        soon()
      },
      Math.max(0, next - Date.now()),
    )
  }

  return {
    soon,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
