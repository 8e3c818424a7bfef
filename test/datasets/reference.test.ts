import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../src/core/datasets/index.ts'
import type { DatasetSpec } from '../../src/core/records/index.ts'
import { asdFile, jcampBlock, jcampLink, opusFile, opusTypes, spcFile } from './instrument-files.ts'
import { errorOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const values = (level: number) => Array.from({ length: 5 }, (_, j) => level + j / 8)
const spc = (level: number) => spcFile({ spectra: [values(level)] })
const opus = (level: number) => opusFile([{ type: opusTypes.absorbance, values: values(level) }])
const table = 'sample,fat,lab\nb,12.5,x\na,11.5,y\nz,1,y\n'

let number = 0
/** A folder of files with a reference table beside it, read as a dataset. */
function read(files: Readonly<Record<string, string | Buffer>>, reference = table, spec: Partial<DatasetSpec> = {}) {
  const name = `case${number++}`
  mkdirSync(join(folder, name))
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content)
  writeFileSync(join(folder, `${name}.csv`), reference)
  return readDataset({ path: name, reference: `${name}.csv`, y: 'fat', ...spec }, folder)
}

describe('a folder of spectra with a reference table', () => {
  it('is a dataset, matched by the names of the files', async () => {
    const { dataset, notes, record } = await read({ 'a.spc': spc(1), 'b.spc': spc(2), 'notes.txt': 'dry' })
    expect(dataset.sample_ids).toEqual(['a', 'b'])
    expect(Array.from(dataset.y)).toEqual([11.5, 12.5])
    expect(Array.from(dataset.X.values)).toEqual([...values(1), ...values(2)])
    expect(dataset.axis?.unit).toBe('nm')
    expect(dataset.metadata.lab).toEqual(['y', 'x'])
    expect(notes.join(' ')).toContain('Rows of the reference table without a spectrum: 1 (z).')
    expect(notes.join(' ')).toContain('hold no spectra, passed over: 1.')
    expect(record.reference).toBe(join(folder, 'case0.csv'))
  })

  it('takes the numbered measurements of OPUS for replicates of a sample', async () => {
    const { dataset } = await read({ 'a.0': opus(1), 'a.12': opus(2), 'b.0': opus(3) }, table, { group: 'sample' })
    expect(Array.from(dataset.y)).toEqual([11.5, 11.5, 12.5])
    expect(dataset.groups).toEqual(['a', 'a', 'b'])
  })

  it('matches whole names of files too, and reads ASD and JCAMP-DX', async () => {
    const reference = 'file;fat\na.asd;1,5\nb.asd;2,5\n'
    const { dataset } = await read(
      { 'a.asd': asdFile({ spectrum: values(1) }), 'b.asd': asdFile({ spectrum: values(2) }) },
      reference,
    )
    expect(Array.from(dataset.y)).toEqual([1.5, 2.5])
    const blocks = jcampLink([jcampBlock('a', [1, 2, 3]), jcampBlock('b', [2, 3, 4])])
    expect(Array.from((await read({ 'all.jdx': blocks })).dataset.y)).toEqual([11.5, 12.5])
  })

  it('changes its hash with any of its files and with the table', async () => {
    const files = { 'a.spc': spc(1), 'b.spc': spc(2) }
    const [same, again, otherFile, otherTable] = await Promise.all([
      read(files),
      read(files),
      read({ ...files, 'b.spc': spc(3) }),
      read(files, table.replace('12.5', '12.6')),
    ])
    expect(again.record.hash).toBe(same.record.hash)
    expect(new Set([same, otherFile, otherTable].map(({ record }) => record.hash)).size).toBe(3)
  })

  it('is refused where a spectrum has no row, naming it', async () => {
    const error = await errorOf(read({ 'a.spc': spc(1), 'c.spc': spc(2) }))
    expect(error.code).toBe('MissingReference')
    expect(error.message).toContain('"c"')
  })

  it('is refused where a name has two rows, naming the line', async () => {
    const error = await errorOf(read({ 'a.spc': spc(1), 'b.spc': spc(2) }, `${table}a,3,x\n`))
    expect(error).toMatchObject({ code: 'RepeatedReference', place: { line: 5 } })
  })

  it('is refused where axes differ, naming the file', async () => {
    const other = spcFile({ spectra: [values(2)], last: 1200 })
    const error = await errorOf(read({ 'a.spc': spc(1), 'b.spc': other }))
    expect(error.code).toBe('SpectraDiffer')
    expect(error.place.file).toMatch(/b\.spc$/)
  })

  it('is refused where it holds no spectra, or a damaged one, naming the file', async () => {
    expect(await errorOf(read({ 'notes.txt': 'dry' }))).toMatchObject({ code: 'EmptyTable' })
    const error = await errorOf(read({ 'a.spc': spc(1), 'b.spc': spc(2).subarray(0, 530) }))
    expect(error).toMatchObject({ code: 'DamagedTable' })
    expect(error.place.file).toMatch(/b\.spc$/)
  })
})
