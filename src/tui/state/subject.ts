import type { Page } from './page.ts'

/** The record that a verb is about, and what kind it is: `run`, `result`, `prediction`, `dataset`, `template`, `operator`, … */
export interface Subject {
  readonly kind: string
  readonly record: object
}

/** That under the cursor, else the one that the page shows. */
export function subjectOf({ screen, load, list, level }: Page): Subject | null {
  const item = list?.items[level.list.cursor]
  if (list) {
    const kind = screen.marks ?? screen.id.replace(/s$/, '')
    return item === undefined ? null : { kind, record: item as object }
  }
  const record = load.ready ? screen.record?.(load.data) : undefined
  return record ? { kind: screen.id, record } : null
}
