import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AnySplitter, findOperator, type SplitRows } from '../../src/core/operators/index.ts'
import { sharedPath } from '../support/shared.ts'
import { paramsOf } from './sample-spectra.ts'

const folder = sharedPath('fixtures', 'nirs4all', 'operators')

interface Fixture {
  readonly class: string
  readonly portable: boolean
  readonly groups?: readonly number[]
  readonly y?: readonly number[]
  readonly cases: readonly {
    readonly params: Readonly<Record<string, unknown>>
    readonly folds: readonly { readonly train: readonly number[]; readonly test: readonly number[] }[]
  }[]
}

function fixtureRows({ groups, y }: Fixture): SplitRows {
  const lines = readFileSync(`${folder}/_input_A.csv`, 'utf8').trimEnd().split('\n').slice(1)
  const table = lines.map(line => line.split(';').map(Number))
  const columns = table[0]!.length - 1
  return {
    n_samples: table.length,
    X: { rows: table.length, columns, values: Float64Array.from(table.flatMap(cells => cells.slice(0, columns))) },
    y: y ? Float64Array.from(y) : Float64Array.from(table, cells => cells[columns]!),
    groups: groups ? groups.map(String) : null,
  }
}

const files = folder ? readdirSync(folder).filter(file => file.startsWith('split_')) : []
const fixtures = files.map((file): Fixture & { file: string } => ({
  file,
  ...JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')),
}))

describe.skipIf(!folder)('splitters give the folds of the Python library (../shared)', () => {
  it('for all of its classes', () => {
    expect(fixtures.length).toBeGreaterThan(15)
    expect(fixtures.filter(fixture => !findOperator(fixture.class)).map(({ file }) => file)).toEqual([])
  })

  it('split_SPlitSplitter.json, whose start was that of RandomState(0)', () => {
    const fixture = fixtures.find(({ file }) => file === 'split_SPlitSplitter.json')!
    const splitter = findOperator(fixture.class) as AnySplitter
    const [fold] = splitter.split(fixtureRows(fixture), paramsOf(splitter, { random_state: 0 }))
    expect(Array.from(fold!.val)).toEqual(fixture.cases[0]!.folds[0]!.test)
  })

  it.each(fixtures.filter(({ portable }) => portable))('$file', fixture => {
    const splitter = findOperator(fixture.class) as AnySplitter
    for (const { params, folds } of fixture.cases) {
      const found = splitter.split(fixtureRows(fixture), paramsOf(splitter, params))
      expect(found.map(({ train, val }) => ({ train: Array.from(train), test: Array.from(val) }))).toEqual(folds)
    }
  })
})
