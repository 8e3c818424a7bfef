import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './side.mjs'

/** Numbers in [0, 1) by Mulberry32: the same on every machine. */
export function randomNumbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Spectra of eight overlapping bands with scatter, a sloping baseline and noise; y is a sum of concentrations with noise. */
export function madeSpectra(n_samples, n_features, seed = 1) {
  const next = randomNumbers(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const bands = Array.from({ length: 8 }, () => ({ center: next(), width: 0.03 + 0.15 * next() }))
  const shapes = bands.map(({ center, width }) =>
    Float64Array.from({ length: n_features }, (_, j) => Math.exp(-(((j / n_features - center) / width) ** 2) / 2)),
  )
  const X = new Float64Array(n_samples * n_features)
  const y = new Float64Array(n_samples)
  for (let i = 0; i < n_samples; i++) {
    const concentrations = bands.map(() => next())
    const [scatter, offset, slope] = [0.8 + 0.4 * next(), 0.2 * next(), 0.2 * next()]
    y[i] = 10 * concentrations[0] + 5 * concentrations[1] - 3 * concentrations[2] * concentrations[3] + 0.3 * normal()
    for (let j = 0; j < n_features; j++) {
      let value = 0
      for (let b = 0; b < bands.length; b++) value += concentrations[b] * shapes[b][j]
      X[i * n_features + j] = scatter * value + offset + (slope * j) / n_features + 0.002 * normal()
    }
  }
  return { n_samples, n_features, X, y }
}

/** All 215 spectra of the example, with their fat. */
export function tecator() {
  const [header, ...lines] = readFileSync(join(root, 'examples/tecator/tecator.csv'), 'utf8').trim().split('\n')
  const names = header.split(',')
  const spectra = names.flatMap((name, i) => (Number.isNaN(Number(name)) || name === '' ? [] : [i]))
  const rows = lines.map(line => line.split(','))
  return {
    n_samples: rows.length,
    n_features: spectra.length,
    X: Float64Array.from(rows.flatMap(cells => spectra.map(i => Number(cells[i])))),
    y: Float64Array.from(rows.map(cells => Number(cells[names.indexOf('fat')]))),
  }
}

/** Positions of the validation rows of each fold, shuffled. */
export function validationFolds(n_samples, n_splits, seed = 42) {
  const next = randomNumbers(seed)
  const rows = Array.from({ length: n_samples }, (_, i) => i)
  for (let i = n_samples - 1; i > 0; i--) {
    const other = Math.floor(next() * (i + 1))
    ;[rows[i], rows[other]] = [rows[other], rows[i]]
  }
  return Array.from({ length: n_splits }, (_, fold) =>
    rows.filter((_, i) => i % n_splits === fold).sort((a, b) => a - b),
  )
}

/** The folder of a data set that every side reads: X.f64 and y.f64 (64-bit floats, row by row), and data.json. */
export function writeData(scratch, name, make, n_splits = 5) {
  const folder = join(scratch, name)
  if (existsSync(join(folder, 'data.json'))) return folder
  const { n_samples, n_features, X, y } = make()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'X.f64'), X)
  writeFileSync(join(folder, 'y.f64'), y)
  const validation = validationFolds(n_samples, n_splits)
  writeFileSync(join(folder, 'data.json'), JSON.stringify({ n_samples, n_features, validation }))
  return folder
}
