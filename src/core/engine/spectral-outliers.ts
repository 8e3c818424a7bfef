import { readDatasets, validateDatasetSpec } from '../datasets/index.ts'
import { located } from '../errors/index.ts'
import { type Matrix, takeElements, takeRows } from '../math/matrix.ts'
import { type AnyRegressor, getOperator } from '../operators/index.ts'
import { applyChain, fitChain, parseTransforms, preprocessingLabel, takeRowFacts } from '../pipeline/index.ts'
import type { DatasetSpec, SpectralOutliers } from '../records/index.ts'
import { divideDataset } from './divide-dataset.ts'
import type { OutlierRequest } from './engine.ts'

/** As many as calibrations of few constituents usually need. */
const usualComponents = 3

/**
 * Hotelling's T² and Q of all spectra of a dataset, by the principal components of its training spectra after `steps`.
 * @throws SingularFit where the spectra hold fewer components, TooManyComponents, TooFewSamples, and errors of reading
 */
export async function spectralOutliers(
  spec: DatasetSpec,
  { steps = [], n_components = usualComponents }: OutlierRequest,
): Promise<SpectralOutliers> {
  const transforms = parseTransforms(steps)
  const [asRead] = await readDatasets([validateDatasetSpec(spec)], process.cwd())
  const { dataset, record } = divideDataset(asRead!)
  const all = Int32Array.from({ length: dataset.X.rows }, (_, i) => i)
  return located({ dataset: dataset.name, file: record.path }, () => {
    const { states } = fitChain(transforms, {
      X: takeRows(dataset.X, dataset.train),
      y: takeElements(dataset.y, dataset.train),
      axis: dataset.axis?.values ?? null,
      ...(dataset.sources && { sources: dataset.sources }),
      rows: takeRowFacts(dataset, dataset.train),
    })
    const X: Matrix = applyChain(transforms, states, dataset.X, takeRowFacts(dataset, all))
    const training = takeRows(X, dataset.train)
    const regression = getOperator('PCR') as AnyRegressor
    const params = { n_components }
    const state = regression.fit(training, takeElements(dataset.y, dataset.train), params, { axis: null })
    const ofTraining = regression.explain!(state, training, params).components!
    const ofAll = regression.explain!(state, X, params).components!
    return {
      dataset: dataset.name,
      preprocessings: transforms.length > 0 ? preprocessingLabel({ steps: transforms }) : null,
      sample_ids: dataset.sample_ids,
      described: (ofTraining.x_explained ?? []).reduce((sum, share) => sum + share, 0),
      components: {
        ...ofTraining,
        x_scores: ofAll.x_scores,
        hotelling_t2: ofAll.hotelling_t2,
        ...(ofAll.q_residuals && { q_residuals: ofAll.q_residuals }),
      },
    }
  })
}
