import { readFileSync } from 'node:fs'
import { type Matrix, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { sharedPath } from '../support/shared.ts'
import { paramsOf } from './sample-spectra.ts'

const folder = sharedPath('fixtures', 'nirs4all', 'operators')

/** False where the developers' shared folder is absent. */
export const hasFixtures = folder !== undefined

interface FixtureCase {
  readonly params: Readonly<Record<string, unknown>>
  readonly output: readonly (readonly number[])[]
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

function input(): { X: Matrix; y: Float64Array } {
  const lines = readFileSync(`${folder}/_input_A.csv`, 'utf8').trimEnd().split('\n').slice(1)
  const table = lines.map(line => line.split(';').map(Number))
  const values = Float64Array.from(table.flatMap(cells => cells.slice(0, -1)))
  return {
    X: { rows: table.length, columns: table[0]!.length - 1, values },
    y: Float64Array.from(table, cells => cells.at(-1)!),
  }
}

/** What the Python library gave for each case of an operator, and what n4a gives: fitted on its rows, the state stored. */
export function fixtureCases(file: string) {
  const { class: path, fit_rows, transform_rows, cases } = JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8'))
  const operator = getOperator(path) as AnyTransform
  const { X, y } = input()
  const training = range(...(fit_rows as [number, number]))
  const batch = takeRows(X, range(...(transform_rows as [number, number])))
  return (cases as FixtureCase[]).map(({ params, output }) => ({
    params,
    expected: output.flat(),
    run: () => {
      const resolved = paramsOf(operator, params)
      operator.check?.(resolved)
      const state = operator.fit(takeRows(X, training), resolved, { y: takeElements(y, training), axis: null })
      return operator.transform(batch, structuredClone(state), resolved)
    },
  }))
}

/** Largest difference, in units of the largest expected value. */
export function relativeDifference(found: Matrix, expected: readonly number[]): number {
  const size = Math.max(...expected.map(Math.abs))
  if (found.values.length !== expected.length) return Number.POSITIVE_INFINITY
  return Math.max(...expected.map((value, at) => Math.abs(value - found.values[at]!))) / size
}
