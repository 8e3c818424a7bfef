import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matrixFromRows, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { rootPath, sharedPath } from '../support/shared.ts'
import { differences, hasFixtures } from './python-fixtures.ts'
import { fitTransform } from './sample-spectra.ts'

const reference = JSON.parse(readFileSync(rootPath('test', 'operators', 'reference', 'discretization.json'), 'utf8'))
const X = matrixFromRows(reference.X)
const training = takeRows(
  X,
  Array.from({ length: 20 }, (_, i) => i),
)
const operator = (name: string) => getOperator(name) as AnyTransform

describe('KBinsDiscretizer', () => {
  it.each(reference.cases as { params: object; output: number[][] }[])(
    'gives the bins of scikit-learn 1.2.1: $params',
    ({ params, output }) => {
      expect(Array.from(fitTransform(operator('KBinsDiscretizer'), training, X, params).values)).toEqual(output.flat())
      const integer = fitTransform(operator('IntegerKBinsDiscretizer'), training, X, params)
      expect(Array.from(integer.values)).toEqual(output.flat())
    },
  )

  it.skipIf(!hasFixtures)('gives the bins of the Python library 0.11 (../shared)', () => {
    expect(differences('KBinsDiscretizer', () => true)).toEqual([0])
  })
})

describe('RangeDiscretizer', () => {
  const y = matrixFromRows([[1], [2], [3], [5], [11], [-4], [8.5]])
  const codes = (bins: unknown) => Array.from(fitTransform(operator('RangeDiscretizer'), y, y, { bins }).values)

  it('counts the edges that a value has reached', () => {
    expect(codes([2, 5, 10])).toEqual([0, 1, 1, 2, 3, 0, 2])
  })

  it('divides the range of the training values where only a number is given', () => {
    // −4 … 11 in three: edges at 1 and 6.
    expect(codes(3)).toEqual([1, 1, 1, 1, 2, 0, 2])
  })
})

const folder = sharedPath('fixtures', 'nirs4all', 'operators')

it.skipIf(!folder).each(['IntegerKBinsDiscretizer', 'RangeDiscretizer'])(
  '%s gives the classes of the Python library 0.11 (../shared)',
  file => {
    const { class: path, cases } = JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8'))
    const lines = readFileSync(`${folder}/_input_A.csv`, 'utf8').trimEnd().split('\n').slice(1)
    const y = matrixFromRows(lines.map(line => [Number(line.split(';').at(-1))]))
    const first = takeRows(
      y,
      Array.from({ length: 12 }, (_, i) => i),
    )
    for (const { params, output } of cases) {
      expect(Array.from(fitTransform(operator(path), first, y, params).values)).toEqual(output.flat())
    }
  },
)
