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

  it('may say how its file is read, in the words of other tools too', () => {
    const csv = { delimiter: 'tab', encoding: 'Latin-1', na_values: -999, comment: null }
    const entry = { path: 'a.csv', csv, missing: { fill: 0 }, reference: 'r.csv', header_unit: 'nm' }
    expect(validateDatasetSpec(entry, place)).toEqual({
      ...entry,
      csv: { delimiter: '\t', encoding: 'latin1', na_values: ['-999'], comment: null },
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
    [{ train_x: 'x.csv', train_y: 'y.csv' }, 'UnsupportedRequest', 'datasets[1].train_x'],
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
    [{ path: 'a.csv', csv: ';' }, 'WrongShape', 'datasets[1].csv'],
    [{ path: 'a.csv', csv: { delimeter: ';' } }, 'UnknownField', 'datasets[1].csv.delimeter'],
    [{ path: 'a.csv', csv: { delimiter: ';;' } }, 'WrongShape', 'datasets[1].csv.delimiter'],
    [{ path: 'a.csv', csv: { delimiter: '5' } }, 'WrongShape', 'datasets[1].csv.delimiter'],
    [{ path: 'a.csv', csv: { decimal: ';' } }, 'WrongShape', 'datasets[1].csv.decimal'],
    [{ path: 'a.csv', csv: { encoding: 'utf-7' } }, 'WrongShape', 'datasets[1].csv.encoding'],
    [{ path: 'a.csv', csv: { header: 1 } }, 'WrongShape', 'datasets[1].csv.header'],
    [{ path: 'a.csv', csv: { skip_rows: -1 } }, 'WrongShape', 'datasets[1].csv.skip_rows'],
    [{ path: 'a.csv', csv: { comment: ' ' } }, 'WrongShape', 'datasets[1].csv.comment'],
    [{ path: 'a.csv', csv: { na_values: [{}] } }, 'WrongShape', 'datasets[1].csv.na_values'],
    [{ path: 'a.csv', missing: 'ignore' }, 'WrongShape', 'datasets[1].missing'],
    [{ path: 'a.csv', missing: { fill: 'mean' } }, 'UnsupportedRequest', 'datasets[1].missing.fill'],
    [{ path: 'a.csv', missing: { fill: 'median' } }, 'UnsupportedRequest', 'datasets[1].missing.fill'],
    [{ path: 'a.csv', missing: { fill: null } }, 'WrongShape', 'datasets[1].missing.fill'],
    [{ path: 'a.csv', missing: { mean: 1 } }, 'UnknownField', 'datasets[1].missing.mean'],
    [{ path: 'a.csv', reference: {} }, 'WrongShape', 'datasets[1].reference.path'],
    [
      { path: 'a.csv', reference: { path: 'r.csv', unmatched: 'keep' } },
      'WrongShape',
      'datasets[1].reference.unmatched',
    ],
    [{ path: 'a.csv', reference: { path: 'r.csv', key: 'id' } }, 'UnknownField', 'datasets[1].reference.key'],
    [{ path: 'a.csv', header_unit: 'um' }, 'WrongShape', 'datasets[1].header_unit'],
    [{ path: 'a.csv', signal_type: 'raw' }, 'WrongShape', 'datasets[1].signal_type'],
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
