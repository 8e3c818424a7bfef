import { madeSpectra, writeData } from '../harness/data.mjs'
import { timesAsFast } from '../harness/goals.mjs'
import { sameNumbers } from '../harness/interleave.mjs'
import { n4aSide, pythonSides } from '../harness/side.mjs'

const alphas = Array.from({ length: 20 }, (_, i) => 10 ** (-4 + (8 * i) / 19))
const ours = 'n4a, the operator fold by fold'
const eachAlpha = 'scikit-learn, one fit per alpha and fold'

export const ridge = {
  name: 'ridge',
  title: 'Ridge, 20 alphas × 5 folds, 500 × 1000',
  rounds: 11,
  // scikit-learn solves with XXᵀ, which has lost half of the digits, and does not refine.
  compare: sameNumbers(1e-5),
  groups: scratch => {
    const data = writeData(scratch, 'pls-500x1000', () => madeSpectra(500, 1000))
    return [
      {
        label: ours,
        ours: true,
        sides: [n4aSide('1 thread', 'models', { data, model: ['Ridge', {}], values: alphas }, ['--expose-gc'])],
      },
      {
        label: eachAlpha,
        sides: pythonSides('ridge', { data, algorithm: 'each_alpha', alphas }, { jobs: true }),
      },
      {
        label: 'NumPy, one eigendecomposition a fold',
        sides: pythonSides('ridge', { data, algorithm: 'eigen', alphas }, { jobs: true }),
      },
    ]
  },
  goals: [timesAsFast(ours, eachAlpha, 25)],
}
