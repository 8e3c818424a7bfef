import { N4aError } from '../../errors/index.ts'
import type { ForeignContent, ForeignStore } from './content.ts'

/** Codes are stored, labels are not: the codes stand for them. */
export async function classesOf(content: ForeignContent, store: ForeignStore, problems: N4aError[]) {
  const classes = new Map<string, readonly string[]>()
  const asked = new Set<string>()
  for (const { dataset, task_type, arrays } of content.predictions) {
    if (task_type === 'regression' || asked.has(dataset)) continue
    asked.add(dataset)
    try {
      const columns = arrays.y_proba?.columns ?? (await largestCode(content, dataset, store)) + 1
      if (columns > 0 && columns <= 10_000)
        classes.set(
          dataset,
          Array.from({ length: columns }, (_, i) => String(i)),
        )
    } catch (error) {
      if (!(error instanceof N4aError)) throw error
      problems.push(error)
    }
  }
  return classes
}

async function largestCode({ predictions }: ForeignContent, dataset: string, store: ForeignStore): Promise<number> {
  const own = predictions.filter(row => row.dataset === dataset)
  const parts = ['train', 'val', 'test'].map(part => own.find(({ partition }) => partition === part))
  let largest = -1
  for (const row of parts) {
    for (const code of row ? await store.readArray(row.arrays.y_true) : []) {
      if (!Number.isInteger(code) || code < 0) return -1
      if (code > largest) largest = code
    }
  }
  return largest
}
