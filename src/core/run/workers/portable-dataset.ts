import type { Dataset } from '../../datasets/index.ts'
import type { Matrix } from '../../math/matrix.ts'

/**
 * A dataset as it goes to another thread: its large arrays in memory that the threads share, what is read on demand read. The
 * same arrays (of datasets that share X, or targets) stay the same on the other side.
 */
export function portableDatasets(datasets: readonly Dataset[]): readonly Dataset[] {
  const shared = new Map<unknown, unknown>()
  const once = <T>(thing: T, make: () => T): T => {
    if (!shared.has(thing)) shared.set(thing, make())
    return shared.get(thing) as T
  }
  const matrix = (given: Matrix): Matrix =>
    once(given, () => ({ rows: given.rows, columns: given.columns, values: inSharedMemory(given.values) }))
  return datasets.map(dataset => ({
    ...dataset,
    X: matrix(dataset.X),
    y: inSharedMemory(dataset.y),
    // Its columns are read when they are asked for, which no other thread could.
    metadata: once(dataset.metadata, () => ({ ...dataset.metadata })),
    joint:
      dataset.joint && once(dataset.joint, () => ({ targets: dataset.joint!.targets, Y: matrix(dataset.joint!.Y) })),
  }))
}

function inSharedMemory(values: Float64Array): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}
