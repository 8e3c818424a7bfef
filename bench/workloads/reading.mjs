import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { madeSpectra } from '../harness/data.mjs'
import { timesAsLong } from '../harness/goals.mjs'
import { sameNumbers } from '../harness/interleave.mjs'
import { n4aSide } from '../harness/side.mjs'

const peer = 'readFile of it'

export const reading = {
  name: 'reading',
  title: 'Reading a CSV of 5000 × 2100 spectra',
  rounds: 11,
  compare: sameNumbers(1e-12),
  groups: scratch => {
    const file = join(scratch, 'large.csv')
    if (!existsSync(file)) writeTable(file)
    return [
      { label: 'n4a', ours: true, sides: [n4aSide('', 'read-csv', { file }, ['--expose-gc'])] },
      { label: peer, sides: [n4aSide('', 'read-file', { file }, ['--expose-gc'])] },
    ]
  },
  goals: [timesAsLong('n4a', peer, 4.5)],
}

/** Absorbances with six digits, as instruments export them. */
function writeTable(file) {
  const { n_samples, n_features, X, y } = madeSpectra(5000, 2100)
  const lines = [['sample', 'y', ...Array.from({ length: n_features }, (_, j) => 400 + j)].join(',')]
  for (let i = 0; i < n_samples; i++) {
    const spectrum = Array.from(X.subarray(i * n_features, (i + 1) * n_features), value => value.toFixed(6))
    lines.push([`s${i}`, y[i].toFixed(4), ...spectrum].join(','))
  }
  writeFileSync(file, `${lines.join('\n')}\n`)
}
