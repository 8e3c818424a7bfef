import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Int64, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { afterAll, describe, expect, it } from 'vitest'
import { type ArrowTable, open } from '../../src/kernel/index.ts'
import { tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-arrow-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const n4a = open(join(scratch, 'workspace'))

const table = new Table({
  lab: vectorFromArray(['a', 'a', 'b', 'c'], new Utf8()),
  fat: vectorFromArray(Float64Array.of(10.5, 11, 12.25, 9)),
  protein: vectorFromArray(Float32Array.of(3.5, 4, 4.5, 5)),
  harvest: vectorFromArray([2021n, 2021n, 2022n, 2023n], new Int64()),
  850: vectorFromArray(Float64Array.of(1, 2, 3, 4)),
  '852.5': vectorFromArray(Float64Array.of(5, 6, 7, 8)),
  855: vectorFromArray(Float64Array.of(9, 10, 11, 12)),
}) as unknown as ArrowTable

describe('a table of apache-arrow', () => {
  it('is a dataset: spectra at the wavelengths of its names, y, ids, groups and whatever else it holds', async () => {
    const dataset = await n4a.dataset({ table, y: 'fat', id: 'lab', group: 'lab', name: 'meat' })
    const { X, y, wavelengths, sample_ids, groups, metadata, target } = await dataset.arrays()
    expect(X.map(row => Array.from(row))).toEqual([
      [1, 5, 9],
      [2, 6, 10],
      [3, 7, 11],
      [4, 8, 12],
    ])
    expect([Array.from(y), target]).toEqual([[10.5, 11, 12.25, 9], 'fat'])
    expect(Array.from(wavelengths!)).toEqual([850, 852.5, 855])
    expect([sample_ids, groups]).toEqual([
      ['a', 'a', 'b', 'c'],
      ['a', 'a', 'b', 'c'],
    ])
    expect(metadata.harvest!.map(Number)).toEqual([2021, 2021, 2022, 2023])
  })

  it('may have several targets', async () => {
    const dataset = await n4a.dataset({ table, y: ['fat', 'protein'], name: 'two' })
    expect(dataset.descriptions.map(({ record }) => record.y_columns)).toEqual([['fat'], ['protein']])
    expect(Array.from((await dataset.arrays('protein')).y)).toEqual([3.5, 4, 4.5, 5])
  })

  it('goes out and comes back as the same dataset', async () => {
    const file = await n4a.dataset({ path: tecator('fat').path, y: 'fat', task_type: 'regression' })
    const before = await file.arrays()
    const out = await file.toArrow()
    expect(tableToIPC(out as unknown as Table).length).toBeGreaterThan(10_000)
    const target = out.schema.fields.some(({ name }) => name === 'fat') ? 'fat' : 'y'
    const back = await n4a.dataset({ table: out, y: target, name: 'back', task_type: 'regression' })
    const after = await back.arrays()
    expect(Array.from(after.y)).toEqual(Array.from(before.y))
    expect(after.X[7]).toEqual(before.X[7])
  })

  it.each([
    [{ y: 'fet' }, 'UnknownColumn', /fet/],
    [{ y: 'fat', id: 'sample' }, 'UnknownColumn', /sample/],
    [
      { y: 'fat', table: new Table({ fat: vectorFromArray([1, 2]) }) as unknown as ArrowTable },
      'WrongShape',
      /wavelengths/,
    ],
  ])('is refused with %j by name', async (change, code, says) => {
    const error = await n4a.dataset({ table, ...change }).catch(reason => reason)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(says)
  })
})
