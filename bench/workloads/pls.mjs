import { madeSpectra, tecator, writeData } from '../harness/data.mjs'
import { timesAsFast } from '../harness/goals.mjs'
import { sameNumbers } from '../harness/interleave.mjs'
import { n4aSide, pythonSides, rSides } from '../harness/side.mjs'

const n_components = 20
const counts = Array.from({ length: n_components }, (_, i) => i + 1)
const kernel = 'improved kernel PLS (IKPLS, algorithm 1) in NumPy'
// R's scores lose digits as components are added; the others agree.
const tolerance = peer => (peer.startsWith('R pls') ? 1e-4 : 1e-7)

const plsOn = ({ name, what, make, least, rounds, missed }) => ({
  name,
  title: `PLS, 1…20 components × 5 folds, ${what}`,
  rounds,
  compare: sameNumbers(tolerance),
  groups: scratch => {
    const data = writeData(scratch, name, make)
    const peer = algorithm => ({ data, algorithm, n_components, preprocessings: ['none'] })
    return [
      {
        label: 'n4a, the operator fold by fold',
        ours: true,
        sides: [
          n4aSide('1 thread', 'models', { data, model: ['PLSRegression', { n_components }], values: counts }, [
            '--expose-gc',
          ]),
        ],
      },
      { label: kernel, sides: pythonSides('pls', peer('improved_kernel'), { jobs: true }) },
      { label: 'scikit-learn, one fit a fold', sides: pythonSides('pls', peer('one_fit'), { jobs: true }) },
      {
        label: 'R pls',
        sides: rSides('pls', { data, n_components }, [{ method: 'simpls' }, { method: 'kernelpls' }]),
      },
    ]
  },
  goals: [timesAsFast('n4a, the operator fold by fold', kernel, least)],
  missed,
})

export const plsTecator = plsOn({
  name: 'pls-tecator',
  what: 'Tecator (215 × 100)',
  make: tecator,
  least: 10,
  rounds: 21,
})

export const plsMedium = plsOn({
  name: 'pls-500x1000',
  what: '500 × 1000',
  make: () => madeSpectra(500, 1000),
  least: 2,
  rounds: 15,
})

export const plsLarge = plsOn({
  name: 'pls-2000x2100',
  what: '2000 × 2100',
  make: () => madeSpectra(2000, 2100),
  least: 2.5,
  rounds: 7,
})
