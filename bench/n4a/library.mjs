import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A module of the built library, below dist/core. */
export const built = path => import(new URL(`../../dist/core/${path}`, import.meta.url).href)

function floats(file) {
  const bytes = readFileSync(file)
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

/** What harness/data.mjs wrote: X as a matrix, y, and the rows of each fold. */
export function readSpectra(folder) {
  const { n_samples, n_features, validation } = JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8'))
  const X = { rows: n_samples, columns: n_features, values: floats(join(folder, 'X.f64')) }
  const folds = validation.map(val => {
    const within = new Set(val)
    const train = Array.from({ length: n_samples }, (_, i) => i).filter(row => !within.has(row))
    return { train: Int32Array.from(train), val: Int32Array.from(val) }
  })
  return { X, y: floats(join(folder, 'y.f64')), folds }
}

/** Of the validation rows of all folds together, for each of several configurations: `predictions[fold][configuration]`. */
export function pooledRmse({ y, folds }, predictions) {
  return predictions[0].map((_, configuration) => {
    let squares = 0
    let rows = 0
    folds.forEach(({ val }, fold) => {
      const predicted = predictions[fold][configuration]
      for (let i = 0; i < val.length; i++) squares += (predicted[i] - y[val[i]]) ** 2
      rows += val.length
    })
    return Math.sqrt(squares / rows)
  })
}
