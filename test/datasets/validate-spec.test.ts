import { describe, expect, it } from 'vitest'
import { validateDatasetSpec } from '../../src/core/datasets/index.ts'

const place = { file: 'run.yaml', field: 'datasets[1]' }

describe('an entry of a run file', () => {
  it('may be a path alone', () => {
    expect(validateDatasetSpec('corn.csv', place)).toEqual({ path: 'corn.csv' })
  })

  it('keeps every field, and takes numbers for names and a list of one y', () => {
    const entry = {
      path: 'corn.csv',
      name: 'Corn',
      y: ['fat'],
      task_type: 'regression',
      partition: { column: 'set', train: [1, 2], test: 'T' },
      group: 2024,
      id: 'sample',
    }
    expect(validateDatasetSpec(entry, place)).toEqual({
      ...entry,
      y: 'fat',
      group: '2024',
      partition: { column: 'set', train: ['1', '2'], test: ['T'] },
    })
  })

  it('may leave the test part empty', () => {
    const partition = { column: 'set', train: ['C'], test: [] }
    expect(validateDatasetSpec({ path: 'a.csv', partition }, place).partition).toEqual(partition)
  })

  it('may ask for a division by a splitter, whose name is looked up later', () => {
    for (const partition of [{ test_size: 0.2 }, { test_size: 43, splitter: 'SPXY', random_state: 7 }]) {
      expect(validateDatasetSpec({ path: 'a.csv', partition }, place).partition).toEqual(partition)
    }
  })

  const wrong = [
    [7, 'WrongShape', 'datasets[1]'],
    [null, 'WrongShape', 'datasets[1]'],
    [['corn.csv'], 'WrongShape', 'datasets[1]'],
    ['', 'WrongShape', 'datasets[1]'],
    ['a\0b.csv', 'WrongShape', 'datasets[1]'],
    [{}, 'WrongShape', 'datasets[1].path'],
    [{ path: 'a.csv', Y: 'fat' }, 'UnknownField', 'datasets[1].Y'],
    [{ path: 'a.csv', y: ['fat', 'fat'] }, 'WrongShape', 'datasets[1].y'],
    [{ path: 'a.csv', y: [] }, 'WrongShape', 'datasets[1].y'],
    [{ path: 'a.csv', y: null }, 'WrongShape', 'datasets[1].y'],
    [{ path: 'a.csv', y: { column: 'fat' } }, 'WrongShape', 'datasets[1].y'],
    [{ path: 'a.csv', name: ' ' }, 'WrongShape', 'datasets[1].name'],
    [{ path: 'a.csv', task_type: 'classification' }, 'WrongShape', 'datasets[1].task_type'],
    [{ path: 'a.csv', sources: [] }, 'WrongShape', 'datasets[1].sources'],
    [{ path: 'a.csv', sources: { MIR: 'b.csv' } }, 'WrongShape', 'datasets[1].sources'],
    [{ path: 'a.csv', sources: ['b.csv'] }, 'WrongShape', 'datasets[1].sources[0]'],
    [{ path: 'a.csv', sources: [{ path: 'b.csv' }] }, 'WrongShape', 'datasets[1].sources[0].name'],
    [{ path: 'a.csv', sources: [{ name: 'MIR' }] }, 'WrongShape', 'datasets[1].sources[0].path'],
    [
      { path: 'a.csv', sources: [{ name: 'MIR', path: 'b.csv', y: 'fat' }] },
      'UnknownField',
      'datasets[1].sources[0].y',
    ],
    [{ path: 'a.csv', source_name: 'NIR' }, 'WrongShape', 'datasets[1].source_name'],
    [{ path: 'a.csv', partition: 'set' }, 'WrongShape', 'datasets[1].partition'],
    [{ path: 'a.csv', partition: {} }, 'WrongShape', 'datasets[1].partition'],
    [{ path: 'a.csv', partition: { test_size: 1.5 } }, 'WrongShape', 'datasets[1].partition.test_size'],
    [{ path: 'a.csv', partition: { test_size: 0 } }, 'WrongShape', 'datasets[1].partition.test_size'],
    [{ path: 'a.csv', partition: { splitter: 'SPXY' } }, 'WrongShape', 'datasets[1].partition.test_size'],
    [{ path: 'a.csv', partition: { test_size: 0.2, splitter: 3 } }, 'WrongShape', 'datasets[1].partition.splitter'],
    [
      { path: 'a.csv', partition: { test_size: 0.2, random_state: -1 } },
      'WrongShape',
      'datasets[1].partition.random_state',
    ],
    [{ path: 'a.csv', partition: { test_size: 0.2, metric: 'x' } }, 'UnknownField', 'datasets[1].partition.metric'],
    [{ path: 'a.csv', partition: { rows: 3 } }, 'WrongShape', 'datasets[1].partition.rows'],
    [{ path: 'a.csv', partition: { rows: 'r.json', column: 'set' } }, 'UnknownField', 'datasets[1].partition.column'],
    [
      { path: 'a.csv', partition: { column: 'set', train: [], test: ['T'] } },
      'WrongShape',
      'datasets[1].partition.train',
    ],
    [{ path: 'a.csv', partition: { column: 'set', train: ['C'] } }, 'WrongShape', 'datasets[1].partition.test'],
    [
      { path: 'a.csv', partition: { column: 'set', train: [{}], test: ['T'] } },
      'WrongShape',
      'datasets[1].partition.train',
    ],
    [
      { path: 'a.csv', partition: { column: 'set', train: ['C'], tests: ['T'] } },
      'UnknownField',
      'datasets[1].partition.tests',
    ],
  ] as const
  for (const [value, code, field] of wrong) {
    it(`such as ${JSON.stringify(value)} is refused as ${code} at ${field}`, () => {
      const refused = expect.objectContaining({ code, kind: 'input', place: { file: 'run.yaml', field } })
      expect(() => validateDatasetSpec(value, place)).toThrowError(refused)
    })
  }

  it('with an unknown field names the nearest one', () => {
    const refused = expect.objectContaining({ hint: expect.stringMatching(/Nearest known: partition/) })
    expect(() => validateDatasetSpec({ path: 'a.csv', partiton: {} }, place)).toThrowError(refused)
  })
})
