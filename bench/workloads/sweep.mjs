import { madeSpectra, writeData } from '../harness/data.mjs'
import { pairedRatio, timesAsFast } from '../harness/goals.mjs'
import { sameNumbers } from '../harness/interleave.mjs'
import { n4aSide, pythonSides } from '../harness/side.mjs'

const n_components = 20
const counts = Array.from({ length: n_components }, (_, i) => i + 1)
const savitzkyGolay = { window_length: 15, polyorder: 2, deriv: 1 }
const steps = [[], ['SNV'], ['MSC'], [{ class: 'SavitzkyGolay', params: savitzkyGolay }]]
const pipelines = steps.flatMap(before =>
  counts.map(n => [...before, { model: { class: 'PLSRegression', params: { n_components: n } } }]),
)
const [run, operators] = ['n4a, a run in the process, all scored', 'n4a, the operators fold by fold']
const [refit, oneFit] = ['scikit-learn, one fit per configuration and fold', 'scikit-learn, one fit for all components']

export const sweep = {
  name: 'sweep',
  title: '4 preprocessings × n_components 1…20 × 5 folds, 500 × 1000',
  rounds: 9,
  compare: sameNumbers(1e-7),
  groups: scratch => {
    const data = writeData(scratch, 'pls-500x1000', () => madeSpectra(500, 1000))
    const peer = algorithm => ({ data, algorithm, n_components, preprocessings: ['none', 'snv', 'msc', 'sg'] })
    const model = ['PLSRegression', { n_components }]
    const preprocessings = [null, ['SNV', {}], ['MSC', {}], ['SavitzkyGolay', savitzkyGolay]]
    return [
      {
        label: run,
        ours: true,
        sides: [1, 2].map(workers =>
          n4aSide(`${workers} worker${workers > 1 ? 's' : ''}`, 'plan', { data, pipelines, workers }, ['--expose-gc']),
        ),
      },
      {
        label: operators,
        ours: true,
        sides: [n4aSide('1 thread', 'models', { data, preprocessings, model, values: counts }, ['--expose-gc'])],
      },
      { label: refit, sides: pythonSides('pls', peer('refit'), { jobs: true }) },
      { label: oneFit, sides: pythonSides('pls', peer('one_fit'), { jobs: true }) },
      {
        label: 'improved kernel PLS (IKPLS, algorithm 1) in NumPy',
        sides: pythonSides('pls', peer('improved_kernel'), { jobs: true }),
      },
    ]
  },
  goals: [timesAsFast(run, refit, 120), timesAsFast(run, oneFit, 8), scaling],
}

function scaling(groups) {
  const { sides } = groups.find(({ label }) => label === run)
  const [one, two] = ['1 worker', '2 workers'].map(label => sides.find(side => side.label === label).times)
  const ratio = pairedRatio(one, two)
  return { goal: '1 → 2 workers: ≥ 1.8 ×', value: `${ratio.toFixed(2)} ×`, reached: ratio >= 1.8 }
}
