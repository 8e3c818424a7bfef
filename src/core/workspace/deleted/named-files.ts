import type { ArraySlice } from '../../records/index.ts'
import type { Layout } from '../layout.ts'
import { modelPath } from '../models/model-files.ts'
import { eachSlice } from '../parquet/each-slice.ts'
import { predictionFiles } from '../predictions/prediction-files.ts'
import { readResults, unappliedLines } from '../runs/run-results.ts'

/** Ids of the packs of arrays, and paths of the models, that records of these runs and of the tables point to. @throws DamagedFile */
export async function named(layout: Layout, runs: readonly (readonly [Layout, string])[]) {
  const arrays = new Set<string>()
  const models = new Set<string>()
  // Segments before tables: a checkpoint moves lines the other way.
  for (const [place, id] of runs) {
    for await (const { line } of unappliedLines(place.run(id))) {
      for (const slice of line.predictions.flatMap(slicesOf)) arrays.add(slice.array_id)
    }
    for (const { dataset, stored_models } of await readResults(place.run(id))) {
      for (const { sha256 } of stored_models) models.add(modelPath(layout, dataset, sha256))
    }
  }
  for (const path of predictionFiles(layout)) await eachSlice(path, ({ array_id }) => arrays.add(array_id))
  return { arrays, models }
}

type Slices = { readonly [Field in 'y_true' | 'y_pred' | 'sample_indices' | 'y_proba']?: ArraySlice }

/** The arrays of a prediction that stands in a segment. */
export const slicesOf = ({ y_true, y_pred, sample_indices, y_proba }: Slices): readonly ArraySlice[] =>
  [y_true, y_pred, sample_indices, y_proba].filter(slice => slice !== undefined)
