import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../src/core/datasets/index.ts'
import { specOf } from '../../src/core/engine/dataset-spec.ts'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const read = datasetReader(folder)
const spectra = 'sample,850,852\na,1,2\nb,3,4\nc,5,6\n'
const file = join(folder, 'reference.csv')

/** Spectra beside this table of reference values. */
function readWith(reference: string, spec: Parameters<typeof read>[1] = {}, table = spectra) {
  writeFileSync(file, reference)
  return read(table, { reference: { path: 'reference.csv' }, ...spec })
}

describe('a reference table', () => {
  it('is joined by sample id, in whatever order, and keeps its other columns as metadata', async () => {
    const { dataset, notes } = await readWith('sample;lab;fat\nc;L1;3,5\na;L2;1,5\nb;L1;2,5\n')
    expect(dataset.target).toBe('fat')
    expect(Array.from(dataset.y)).toEqual([1.5, 2.5, 3.5])
    expect(dataset.metadata.lab).toEqual(['L2', 'L1', 'L1'])
    expect(dataset.X.columns).toBe(2)
    expect(notes.join(' ')).toMatch(/Reference: 2 columns of .*reference\.csv", joined by "sample"/)
  })

  it('serves every replicate of a sample', async () => {
    const replicates = 'sample,850,852\na,1,2\na,3,4\nb,5,6\n'
    const { dataset } = await readWith('sample,fat\na,1.5\nb,2\n', { id: 'sample' }, replicates)
    expect(Array.from(dataset.y)).toEqual([1.5, 1.5, 2])
  })

  it('never gives spectra, even where its headers are numbers', async () => {
    const { dataset } = await readWith('sample,900\na,1.5\nb,2.5\nc,3.5\n', { y: '900' })
    expect([dataset.X.columns, dataset.target]).toEqual([2, '900'])
  })

  it('is joined row by row where neither table has ids, and says so', async () => {
    const { dataset, notes } = await readWith('fat\n1\n2\n4\n', {}, '850,852\n1,2\n3,4\n5,6\n')
    expect(Array.from(dataset.y)).toEqual([1, 2, 4])
    expect(notes.join(' ')).toContain('joined row by row')
  })

  it('may lack samples where the spec drops them, and both sides are told', async () => {
    const reference = { path: 'reference.csv', unmatched: 'drop' } as const
    const { dataset, notes } = await readWith('sample,fat\nx,9\na,1\nc,3\n', { reference })
    expect(dataset.sample_ids).toEqual(['a', 'c'])
    expect(notes).toContain('Left out: 1 sample without a reference: "b".')
    expect(notes).toContain('Left out: 1 row of the reference table without a spectrum: "x".')
  })

  it('is part of the identity of the dataset, which is read again from its record', async () => {
    const one = await readWith('sample,fat\na,1\nb,2\nc,3\n')
    const again = await readDataset(specOf({ ...one.record, ref: 'x', version: 'v1' }), '.')
    expect(again.record.hash).toBe(one.record.hash)
    const changed = await readWith('sample,fat\na,1\nb,2\nc,4\n')
    expect(changed.record.hash).not.toBe(one.record.hash)
  })

  const wrong = [
    ['a sample without a reference', 'sample,fat\na,1\nb,2\n', {}, 'UnmatchedSamples', '"c"'],
    ['a reference without a sample', 'sample,fat\na,1\nb,2\nc,3\nd,4\n', {}, 'UnmatchedSamples', '"d"'],
    ['a sample twice', 'sample,fat\na,1\nb,2\nb,3\nc,3\n', {}, 'WrongReference', 'twice'],
    ['no sample id in a row', 'sample,fat\na,1\n,2\nc,3\n', {}, 'WrongReference', 'no sample id'],
    ['no ids where the spectra have some', 'lab,fat\nL,1\nM,2\nN,3\n', {}, 'WrongReference', 'no column of sample ids'],
    ['a column the spectra have', 'sample,850\na,1\nb,2\nc,3\n', {}, 'ColumnRolesConflict', '850'],
    [
      'no column of the name given',
      'sample,fat\na,1\nb,2\nc,3\n',
      { reference: { path: 'reference.csv', on: 'key' } },
      'UnknownColumn',
      'key',
    ],
  ] as const
  for (const [title, text, spec, code, says] of wrong) {
    it(`with ${title} is refused as ${code}, naming its file`, async () => {
      const error = await errorOf(readWith(text, spec))
      expect(error.code).toBe(code)
      expect(error.message).toContain(says)
      expect([file, join(folder, 'table.csv')]).toContain(error.place.file)
    })
  }

  it('with other rows and no ids is refused', async () => {
    const error = await errorOf(readWith('fat\n1\n2\n', {}, '850,852\n1,2\n3,4\n5,6\n'))
    expect(error).toMatchObject({ code: 'WrongReference', place: { file } })
  })

  it('with a wrong cell names the line of its own file', async () => {
    const error = await errorOf(readWith('sample,fat\nc,3\na,\nb,2\n'))
    expect(error).toMatchObject({ code: 'EmptyCell', place: { file, line: 3, field: 'fat' } })
  })
})
