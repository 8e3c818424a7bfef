import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import { json, list, mapping, number, text } from './cells.ts'
import { fileInside, isFolderInside, isThere, namesIn } from './inside.ts'
import { numbers, withParquet } from './parquet-rows.ts'
import { rowOf } from './row-blocks.ts'

/** `arrays/<dataset>.parquet`, one row a prediction, beside the store since 0.8. */

const FOLDER = 'arrays'
const TOMBSTONES = '_tombstones.json'

/** How the library makes a file name of a dataset's. */
function arrayFile(dataset: string): string {
  const name = dataset.replace(/[/\\:*?"<>|\s.]+/g, '_').replace(/^_+|_+$/g, '')
  return `${name}.parquet`
}

/** Predictions that were deleted; their rows stand until the library compacts. */
export function readTombstones(root: string): { deleted: ReadonlySet<string>; problems: readonly N4aError[] } {
  const path = join(root, FOLDER, TOMBSTONES)
  if (!isThere(path)) return { deleted: new Set(), problems: [] }
  try {
    const value = json(readFileSync(fileInside(root, FOLDER, TOMBSTONES), 'utf8'))
    const ids = list(value)?.map(id => text(id)) ?? Object.keys(mapping(value) ?? {})
    if (!list(value) && !mapping(value)) throw DamagedFile({ path, reason: 'it is no list of deleted predictions' })
    return { deleted: new Set(ids), problems: [] }
  } catch (error) {
    if (!(error instanceof N4aError)) throw error
    return { deleted: new Set(), problems: [error] }
  }
}

/** Columns of the probabilities, by dataset and prediction; only of the datasets that `wanted` names. */
export async function readShapes(
  root: string,
  datasets: readonly string[],
): Promise<{ shapes: ReadonlyMap<string, number>; problems: readonly N4aError[] }> {
  const shapes = new Map<string, number>()
  const problems: N4aError[] = []
  if (!isFolderInside(root, join(root, FOLDER))) return { shapes, problems }
  for (const dataset of datasets) {
    if (!namesIn(join(root, FOLDER)).includes(arrayFile(dataset))) continue
    try {
      const path = fileInside(root, FOLDER, arrayFile(dataset))
      const rows = await withParquet(path, file => file.rows(['prediction_id', 'y_proba_shape']))
      for (const { prediction_id, y_proba_shape } of rows) {
        const columns = number(numbers(y_proba_shape)[1])
        if (columns) shapes.set(text(prediction_id), columns)
      }
    } catch (error) {
      if (!(error instanceof N4aError)) throw error
      problems.push(error)
    }
  }
  return { shapes, problems }
}

const columns = ['y_true', 'y_pred', 'y_proba', 'sample_indices'] as const

/** @throws DamagedFile */
export async function readStoreArray(root: string, dataset: string, id: string, column: string): Promise<Float64Array> {
  const path = fileInside(root, FOLDER, arrayFile(dataset))
  const row = await rowOf(path, 'prediction_id', id, columns)
  if (!row) throw DamagedFile({ path, reason: `it has no arrays of the prediction ${id}` })
  return numbers(row[column])
}
