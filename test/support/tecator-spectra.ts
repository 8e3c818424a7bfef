import { readFileSync } from 'node:fs'
import { type Matrix, matrixFromRows } from '../../src/core/math/matrix.ts'
import { rootPath } from './shared.ts'

const lines = readFileSync(rootPath('examples', 'tecator', 'tecator.csv'), 'utf8')
  .trimEnd()
  .split('\n')
const header = lines[0]!.split(',')
const table = lines.slice(1).map(line => line.split(','))
const spectral = header.flatMap((name, at) => (/^[\d.]+$/.test(name) ? [at] : []))

/** Spectra and reference values of the samples whose `set` is one of these letters: C and M train, T tests. */
export function tecatorSpectra(sets: string): { readonly X: Matrix; readonly target: (name: string) => Float64Array } {
  const rows = table.filter(cells => sets.includes(cells[header.indexOf('set')]!))
  return {
    X: matrixFromRows(rows.map(cells => spectral.map(at => Number(cells[at])))),
    target: name => Float64Array.from(rows, cells => Number(cells[header.indexOf(name)])),
  }
}
