import { madeSpectra, writeData } from '../harness/data.mjs'
import { timesAsFast } from '../harness/goals.mjs'
import { sameNumbers } from '../harness/interleave.mjs'
import { n4aSide, pythonSides } from '../harness/side.mjs'

const every = 997
const [ours, peer] = ['n4a', 'NumPy + SciPy']

export const preprocessing = {
  name: 'snv-sg',
  title: 'SNV + Savitzky–Golay (15, 2, first derivative), 5000 × 2100',
  rounds: 9,
  compare: sameNumbers(1e-12, { toLargest: true }),
  groups: scratch => {
    const data = writeData(scratch, 'large', () => madeSpectra(5000, 2100))
    const steps = ['SNV', { class: 'SavitzkyGolay', params: { window_length: 15, polyorder: 2, deriv: 1 } }]
    return [
      { label: ours, ours: true, sides: [n4aSide('1 thread', 'transforms', { data, steps, every }, ['--expose-gc'])] },
      { label: peer, sides: pythonSides('snv_sg', { data, every }) },
    ]
  },
  goals: [timesAsFast(ours, peer, 10)],
}
