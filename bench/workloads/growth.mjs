import { madeSpectra, writeData } from '../harness/data.mjs'
import { distinctPipelines } from '../harness/runs.mjs'
import { n4aSide } from '../harness/side.mjs'
import { wholeRun } from './whole-process.mjs'

const pipelines = Array.from({ length: 20 }, (_, i) => [
  'SNV',
  { model: { class: 'PLSRegression', params: { n_components: i + 1 } } },
])

/** SNV and PLS with 1…20 components as a run in the process, in one thread. */
const sweepOf =
  ({ samples = 500, wavelengths = 500, folds = 5 }) =>
  scratch => {
    const name = `growth-${samples}-${wavelengths}-${folds}`
    const data = writeData(scratch, name, () => madeSpectra(samples, wavelengths), folds)
    return n4aSide('', 'plan', { data, pipelines, workers: 1 }, ['--expose-gc'])
  }

const against = (name, title, sizes, sideOf) => ({ name, title, sizes, sideOf, rounds: 3 })

/** What n4a alone needs as one size grows and the others stay. */
export const growths = [
  against('growth-pipelines', 'distinct pipelines, whole process, stored', [100, 300, 1000, 3000], (scratch, size) =>
    wholeRun(scratch, `growth-${size}`, distinctPipelines(size), { refit: 'none' }),
  ),
  against('growth-samples', 'samples (× 500 wavelengths, 5 folds)', [250, 500, 1000, 2000, 4000], (scratch, samples) =>
    sweepOf({ samples })(scratch),
  ),
  against(
    'growth-wavelengths',
    'wavelengths (500 samples, 5 folds)',
    [250, 500, 1000, 2000, 4000],
    (scratch, wavelengths) => sweepOf({ wavelengths })(scratch),
  ),
  against('growth-folds', 'folds (500 samples × 500 wavelengths)', [2, 5, 10, 20, 40], (scratch, folds) =>
    sweepOf({ folds })(scratch),
  ),
]
