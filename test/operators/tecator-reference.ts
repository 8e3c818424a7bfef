import { readFileSync } from 'node:fs'
import { type Matrix, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { resolveParameters } from '../../src/core/params/index.ts'
import { referenceTable } from '../support/reference.ts'
import { sharedPath } from '../support/shared.ts'

interface ReferenceRun {
  readonly run_id: string
  readonly pre: string
  readonly model: string
  readonly params: string
  readonly tol_abs: number
}

const folder = sharedPath('reference', 'tecator_fat')
const read = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8')

/** False where the developers' shared folder is absent. */
export const hasReference = folder !== undefined && sharedPath('data', 'tecator', 'tecator.csv') !== undefined

/** Spectra and fat of Tecator, divided as the reference computations were. */
export function tecator() {
  const lines = readFileSync(sharedPath('data', 'tecator', 'tecator.csv')!, 'utf8')
    .trimEnd()
    .split('\n')
  const table = lines.slice(1).map(line => line.split(','))
  const firstSpectral = lines[0]!.split(',').indexOf('850')
  const fat = lines[0]!.split(',').indexOf('fat')
  const X: Matrix = {
    rows: table.length,
    columns: table[0]!.length - firstSpectral,
    values: Float64Array.from(table.flatMap(cells => cells.slice(firstSpectral).map(Number))),
  }
  const y = Float64Array.from(table, cells => Number(cells[fat]))
  const rowsOf = (sets: string) => Array.from(table.keys()).filter(i => sets.includes(table[i]![1]!))
  const part = (rows: readonly number[]) => ({ X: takeRows(X, rows), y: takeElements(y, rows) })
  const { folds } = JSON.parse(read('folds.json')) as { folds: { train: number[]; val: number[] }[] }
  return { train: part(rowsOf('CM')), test: part(rowsOf('T')), folds }
}

export const referenceRuns = (): readonly ReferenceRun[] => JSON.parse(read('runs.json'))
/** The numbers of a column. */
export type Column = (name: string) => Float64Array
export function referenceColumns(file: string): Column {
  const rows = referenceTable(`${folder}/${file}`)
  return name => Float64Array.from(rows, row => Number(row[name]))
}
export const referenceJson = (file: string) => JSON.parse(read(file))
export const referenceText = read

/** The preprocessings of the reference runs that n4a has, by their name there. */
export const preprocessings: Readonly<Record<string, readonly [name: string, params: object] | null>> = {
  none: null,
  snv0: ['SNV', {}],
  snv1: ['SNV', { ddof: 1 }],
  msc: ['MSC', {}],
  sg11_2_1: ['SavitzkyGolay', { window_length: 11, polyorder: 2, deriv: 1 }],
  detrend: ['Detrend', {}],
  standard: ['StandardScaler', {}],
  minmax: ['MinMaxScaler', {}],
}

/** Fit a preprocessing on `training` and apply it to each of `targets`. */
export function preprocessed(pre: string, training: Matrix, targets: readonly Matrix[]): Matrix[] {
  const step = preprocessings[pre]
  if (!step) return [...targets]
  const operator = getOperator(step[0]) as AnyTransform
  const params = resolveParameters(operator.label, operator.params, { ...step[1] })
  const state = operator.fit(training, params, { y: new Float64Array(training.rows), axis: null })
  return targets.map(target => operator.transform(target, state, params))
}

export function largestDifference(found: Float64Array, expected: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < found.length; i++) {
    const difference = Math.abs(found[i]! - expected[i]!)
    if (!(difference <= largest)) largest = difference
  }
  return largest
}
