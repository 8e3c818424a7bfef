import { readFileSync } from 'node:fs'
import { type Matrix, matrixFromRows, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { sharedPath } from '../support/shared.ts'
import { paramsOf } from './sample-spectra.ts'

const folder = sharedPath('fixtures', 'nirs4all', 'operators')

/** False where the developers' shared folder is absent. */
export const hasFixtures = folder !== undefined

const range = ([from, to]: readonly [number, number]) => Array.from({ length: to - from }, (_, i) => from + i)

interface Fixture {
  readonly class: string
  readonly input: string
  readonly fit_rows: readonly [number, number]
  readonly transform_rows: readonly [number, number]
  readonly cases: readonly {
    readonly params: Readonly<Record<string, unknown>>
    readonly input_transform?: string
    readonly output: readonly (readonly number[])[]
  }[]
}

function inputOf(file: string): { X: Matrix; axis: Float64Array } {
  const [header, ...lines] = readFileSync(`${folder}/${file}`, 'utf8').trimEnd().split('\n')
  const X = matrixFromRows(lines.map(line => line.split(';').slice(0, -1).map(Number)))
  return { X, axis: Float64Array.from(header!.split(';').slice(0, -1), name => Number(name.replace('f', ''))) }
}

/**
 * Fit and apply an operator as the Python library did, on the cases that `pick` chooses.
 * @returns for each case the largest difference, in units of the largest expected number
 */
export function differences(file: string, pick: (params: Readonly<Record<string, unknown>>) => boolean): number[] {
  const fixture = JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8')) as Fixture
  const operator = getOperator(fixture.class) as AnyTransform
  const { X: raw, axis } = inputOf(fixture.input)
  return fixture.cases
    .filter(({ params }) => pick(params))
    .map(({ params, input_transform, output }) => {
      const X = input_transform === '10**(-X)' ? { ...raw, values: raw.values.map(value => 10 ** -value) } : raw
      const given = paramsOf(operator, params)
      operator.check?.(given)
      const training = takeRows(X, range(fixture.fit_rows))
      const state = structuredClone(operator.fit(training, given, { y: new Float64Array(training.rows), axis }))
      const found = operator.transform(takeRows(X, range(fixture.transform_rows)), state, given)
      const expected = Float64Array.from(output.flat())
      if (found.values.length !== expected.length) return Number.POSITIVE_INFINITY
      const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      return found.values.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0) / size
    })
}
