import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../src/core/datasets/index.ts'
import { specOf } from '../../src/core/engine/dataset-spec.ts'
import { row } from '../../src/core/math/matrix.ts'
import { errorOf, temporaryFolder } from './support.ts'

const root = temporaryFolder()
let folders = 0

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(root, `set${++folders}`)
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const x = {
  cal: '1100;1102;1104\n0.1;0.3;0.2\n0.2;0.3;0.1\n0.4;0.3;0.2\n',
  val: '1100;1102;1104\n0.5;0.3;0.2\n0.6;0.3;0.1\n',
}
const y = { cal: 'Prot\n10.5\n11.5\n13.25\n', val: 'Prot\n14.5\n15.5\n' }

describe('a folder', () => {
  const namings = [
    ['Xcal.csv', 'Ycal.csv', 'Xval.csv', 'Yval.csv'],
    ['X_train.csv', 'Y_train.csv', 'X_test.csv', 'Y_test.csv'],
    ['trainX.csv', 'trainY.csv', 'testX.csv', 'testY.csv'],
    ['Cal_X.csv', 'Cal_Y.csv', 'val_x.csv', 'val_y.csv'],
    ['corn_Xcal.csv', 'corn_Ycal.csv', 'corn_Xval.csv', 'corn_Yval.csv'],
  ] as const
  for (const [xcal, ycal, xval, yval] of namings) {
    it(`with ${xcal} and ${yval} is one dataset with training and test rows`, async () => {
      const folder = folderOf({ [xcal]: x.cal, [ycal]: y.cal, [xval]: x.val, [yval]: y.val })
      const { dataset, record } = await readDataset({ path: folder }, '.')
      expect(dataset.target).toBe('Prot')
      expect(Array.from(dataset.y)).toEqual([10.5, 11.5, 13.25, 14.5, 15.5])
      expect(Array.from(dataset.axis!.values)).toEqual([1100, 1102, 1104])
      expect([Array.from(dataset.train), Array.from(dataset.test)]).toEqual([
        [0, 1, 2],
        [3, 4],
      ])
      expect(new Set(dataset.sample_ids).size).toBe(5)
      const again = await readDataset(specOf({ ...record, ref: 'r', version: 'v1' }), '.')
      const { hash, quick_hash, file_size, partition, y_columns } = record
      expect(again.record).toMatchObject({ hash, quick_hash, file_size, partition, y_columns })
    })
  }

  const mir = { cal: '4000;4002\n1.1;1.3\n1.2;1.3\n1.4;1.3\n', val: '4000;4002\n1.5;1.3\n1.6;1.3\n' }

  it.each([
    ['NIR', 'MIR'],
    ['1', '2'],
  ])('with spectra of two instruments has as many sources, train and test', async (a, b) => {
    const files = {
      [`Xcal_${a}.csv`]: x.cal,
      [`Xcal_${b}.csv`]: mir.cal,
      'Ycal.csv': y.cal,
      [`Xval_${a}.csv`]: x.val,
      [`Xval_${b}.csv`]: mir.val,
      'Yval.csv': y.val,
    }
    const folder = folderOf(files)
    const { dataset, record } = await readDataset({ path: folder }, '.')
    // In the order of their names.
    const names = [a, b].sort()
    expect(dataset.sources!.map(({ name }) => name)).toEqual(names)
    const first = names[0] === a ? [0.6, 0.3, 0.1] : [1.6, 1.3]
    expect(Array.from(row(dataset.X, 4)).slice(0, first.length)).toEqual(first)
    expect([dataset.X.rows, dataset.X.columns, dataset.test.length]).toEqual([5, 5, 2])
    const again = await readDataset(specOf({ ...record, ref: 'r', version: 'v1' }), '.')
    expect(again.record.hash).toBe(record.hash)
    expect(again.dataset.sources).toEqual(dataset.sources)
    writeFileSync(join(folder, `Xval_${b}.csv`), mir.val.replace('1.6', '1.7'))
    expect((await readDataset({ path: folder }, '.')).record.hash).not.toBe(record.hash)
  })

  it('refuses a part of a file where there are several', async () => {
    const folder = folderOf({ 'Xcal.csv': x.cal, 'Ycal.csv': y.cal })
    const error = await errorOf(readDataset({ path: folder, sheet: 'A' }, '.'))
    expect(error).toMatchObject({ code: 'UnsupportedRequest', place: { field: 'sheet' } })
  })

  it('may have files without a header, of y alone, and packed', async () => {
    const folder = folderOf({
      'Xcal.csv.gz': gzipSync('0,1;0,35;0,2\n0,2;0,3;0,1\n0,4;0,3;0,2\n'),
      'Ycal.csv': '12,5\n13,5\n15,25\n',
    })
    const { dataset, notes } = await readDataset({ path: folder }, '.')
    expect([dataset.X.rows, dataset.X.columns, dataset.target, dataset.axis]).toEqual([3, 3, 'y', null])
    expect(Array.from(dataset.y)).toEqual([12.5, 13.5, 15.25])
    expect(notes.join(' ')).toContain('There is no header')
  })

  it('gives metadata of M, and joins by sample id where the order differs', async () => {
    const folder = folderOf({
      'Xcal.csv': 'sample_id;1100;1102\nb;1;2\na;3;4\nc;5;6.5\n',
      'Ycal.csv': 'sample_id;Prot\na;1.5\nb;2.5\nc;3.5\n',
      'Mcal.csv': 'lab;1900\nL1;7\nL2;8\nL1;9\n',
      'notes.csv': 'a\n1\n',
      'folds.csv': 'a\n1\n',
    })
    const { dataset, notes } = await readDataset({ path: folder, group: 'lab' }, '.')
    expect(Array.from(dataset.y)).toEqual([2.5, 1.5, 3.5])
    expect(dataset.groups).toEqual(['L1', 'L2', 'L1'])
    expect(dataset.X.columns).toBe(2)
    expect(notes.join(' ')).toMatch(/Not used: "folds\.csv"; folds belong to the run/)
    expect(notes.join(' ')).toContain('Not used, for their names say no role: "notes.csv".')
  })

  const wrong = [
    [{ 'Xcal.csv': x.cal, 'Ycal.csv': y.val }, 'WrongReference', /it has 2 rows, and the spectra have 3/],
    [{ 'Ycal.csv': y.cal, 'Xval.csv': x.val }, 'WrongConvention', /no training spectra/],
    [{ 'Xcal.csv': x.cal, 'Ycal.csv': y.cal, 'Yval.csv': y.val }, 'WrongConvention', /Yval\.csv.*no spectra/],
    [
      { 'Xcal.csv': x.cal, 'Ycal.csv': y.cal, 'Xval.csv': x.val.replace('1104', '1106'), 'Yval.csv': y.val },
      'WrongConvention',
      /column 3/,
    ],
    [
      { 'Xcal_nir.csv': x.cal, 'Xcal_mir.csv': x.cal, 'Ycal.csv': y.cal, 'Xval_nir.csv': x.val },
      'WrongConvention',
      /2 files, one an instrument, and test spectra in 1/,
    ],
    [{ 'Xcal.csv': x.cal, 'Ycal_a.csv': y.cal, 'Ycal_b.csv': y.cal }, 'UnsupportedRequest', /2 files for the train Y/],
    [{ 'Xcal_nir.csv': x.val, 'Xcal_mir.csv': x.cal, 'Ycal.csv': y.cal }, 'SourceMismatch', /it has 2 rows/],
    [{ 'corn.csv': x.cal }, 'FolderDataset', /is a folder/],
  ] as const
  for (const [files, code, says] of wrong) {
    it(`with ${Object.keys(files).join(', ')} is refused as ${code}`, async () => {
      const error = await errorOf(readDataset({ path: folderOf(files as Record<string, string>) }, '.'))
      expect(error.code).toBe(code)
      expect(error.message).toMatch(says)
    })
  }
})

const config = `name: Corn
description: of a trial
train_x: a.csv
train_y: b.csv
test_x: c.csv
test_y: d.csv
task_type: regression
signal_type: reflectance
global_params: {delimiter: ";", has_header: true, header_unit: nm, na_policy: remove_sample}
train_x_params: {skip_rows: 1}
`
const files = { 'a.csv': `of 2024\n${x.cal}`, 'b.csv': y.cal, 'c.csv': x.val, 'd.csv': y.val }

describe('a dataset configuration', () => {
  it('in YAML or JSON names files and says how they are read', async () => {
    const folder = folderOf({ ...files, 'corn.yaml': config })
    const { dataset, record } = await readDataset({ path: 'corn.yaml' }, folder)
    expect(record).toMatchObject({
      name: 'Corn',
      n_train: 3,
      n_test: 2,
      wavelength_unit: 'nm',
      task_type: 'regression',
    })
    expect(record.metadata).toEqual({ signal_type: 'reflectance' })
    expect(dataset.target).toBe('Prot')
    const json = { train_x: 'c.csv', train_y: 'd.csv', repetition: null, task_type: 'auto' }
    writeFileSync(join(folder, 'corn.json'), JSON.stringify(json))
    expect((await readDataset({ path: 'corn.json' }, folder)).dataset.X.rows).toBe(2)
  })

  it.each([
    ['lists of files', { train_x: ['a.csv', 'm.csv'], test_x: ['c.csv', 'n.csv'] }, ['a', 'm']],
    [
      'named sources',
      {
        sources: [
          { name: 'nir', train_x: 'a.csv', test_x: 'c.csv', params: { delimiter: ';' } },
          { name: 'mir', train_x: 'm.csv', test_x: 'n.csv', params: { delimiter: ',' } },
        ],
      },
      ['nir', 'mir'],
    ],
  ])('takes several instruments from %s', async (_, spectra, names) => {
    const mir = { 'm.csv': '4000,4002\n1.1,1.3\n1.2,1.3\n1.4,1.3\n', 'n.csv': '4000,4002\n1.5,1.3\n1.6,1.3\n' }
    const folder = folderOf({ ...files, 'a.csv': x.cal, ...mir })
    writeFileSync(join(folder, 'two.json'), JSON.stringify({ ...spectra, train_y: 'b.csv', test_y: 'd.csv' }))
    const { dataset, record } = await readDataset({ path: 'two.json' }, folder)
    expect(dataset.sources!.map(({ name, from, to }) => [name, from, to])).toEqual([
      [names[0], 0, 3],
      [names[1], 3, 5],
    ])
    expect(Array.from(row(dataset.X, 4))).toEqual([0.6, 0.3, 0.1, 1.6, 1.3])
    const again = await readDataset(specOf({ ...record, ref: 'r', version: 'v1' }), folder)
    expect(again.record.hash).toBe(record.hash)
  })

  it('is overruled by the entry of the run file', async () => {
    const folder = folderOf({ ...files, 'corn.yaml': config })
    const { record } = await readDataset({ path: 'corn.yaml', name: 'Maize', header_unit: 'none' }, folder)
    expect([record.name, record.wavelength_unit]).toEqual(['Maize', null])
  })

  const refused = [
    ['sources: [{name: nir}]', 'WrongConvention', 'sources', /sources and in train_x/],
    ['shared_targets: a.csv', 'UnsupportedRequest', 'shared_targets', /all sources/],
    ['folds: folds.csv', 'UnsupportedRequest', 'folds', /belong to the run/],
    ['aggregate: true', 'UnsupportedRequest', 'aggregate', /not averaged/],
    ['variations: []', 'UnsupportedRequest', 'variations', /dataset of its own/],
    ['files: []', 'UnsupportedRequest', 'files', /without a role/],
    ['train_x_filter: [0, 5]', 'UnsupportedRequest', 'train_x_filter', /not chosen/],
    ['trainx: a.csv', 'UnknownField', 'trainx', /trainx/],
    ['task_type: classes', 'WrongShape', 'task_type', /task_type/],
    ['train_y_params: {delimeter: ","}', 'UnknownField', 'train_y_params.delimeter', /delimeter/],
    ['train_y_params: {sheet_name: [A]}', 'WrongShape', 'train_y_params.sheet_name', /name/],
    ['train_y_params: {na_policy: ignore}', 'UnsupportedRequest', 'train_y_params.na_policy', /missing values/],
    ['train_y_params: {na_policy: remove}', 'WrongShape', 'train_y_params.na_policy', /na_policy/],
    [
      'train_y_params: {na_policy: replace, na_fill_config: {method: mean}}',
      'UnsupportedRequest',
      'train_y_params.na_fill_config',
      /leak/,
    ],
    ['train_y_params: {header_unit: um}', 'WrongShape', 'train_y_params.header_unit', /header_unit/],
    ["partition: {train: '70%', test: '30%'}", 'UnsupportedRequest', 'partition', /by column/],
  ] as const
  for (const [line, code, field, says] of refused) {
    it(`with ${line} is refused as ${code}, naming the field`, async () => {
      const key = line.split(':')[0]!
      const rest = config.split('\n').filter(other => !other.startsWith(`${key}:`))
      const folder = folderOf({ ...files, 'corn.yaml': [...rest, line].join('\n') })
      const error = await errorOf(readDataset({ path: 'corn.yaml' }, folder))
      expect(error).toMatchObject({ code, place: { file: join(folder, 'corn.yaml'), field } })
      expect(error.message).toMatch(says)
      if (code === 'UnsupportedRequest') expect(error.hint ?? '').not.toBe('')
    })
  }
})
