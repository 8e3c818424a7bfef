import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../../src/core/datasets/index.ts'
import { badTables, header } from '../malformed/bad-tables.ts'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const read = datasetReader(folder)
const file = join(folder, 'table.csv')
describe('a table with', () => {
  for (const { title, text, spec, code, line, field, says } of badTables) {
    it(`${title} is refused as ${code}, naming the place`, async () => {
      const error = await errorOf(read(text, spec))
      expect(error.code).toBe(code)
      expect(error.kind).toBe('data')
      expect(error.place).toEqual({ file, ...(line && { line }), ...(field && { field }) })
      expect(error.hint ?? '').not.toBe('')
      if (says) expect(error.message).toContain(says)
    })
  }

  it('a y column that is not there names the nearest ones', async () => {
    const error = await errorOf(read(`${header}\na,1,2,3\nb,1,2,3\n`, { y: 'fatt' }))
    expect(error.hint).toMatch(/Nearest: fat\b/)
  })
})

describe('a path', () => {
  it('to nothing is refused as MissingDataset', async () => {
    const error = await errorOf(readDataset({ path: 'absent.csv' }, folder))
    expect(error).toMatchObject({ code: 'MissingDataset', place: { file: join(folder, 'absent.csv') } })
    expect((await errorOf(readDataset({ path: 'absent/deep.csv' }, folder))).code).toBe('MissingDataset')
    writeFileSync(file, header)
    expect((await errorOf(readDataset({ path: 'table.csv/deep.csv' }, folder))).code).toBe('MissingDataset')
  })

  it('to a folder is refused, naming the tables in it', async () => {
    mkdirSync(join(folder, 'spectra'), { recursive: true })
    writeFileSync(join(folder, 'spectra', 'corn.csv'), header)
    const error = await errorOf(readDataset({ path: 'spectra' }, folder))
    expect(error.code).toBe('FolderDataset')
    expect(error.hint).toContain('corn.csv')
  })

  it('to a file of an unknown kind is refused, naming the known kinds', async () => {
    const error = await errorOf(read('x', {}, 'table.docx'))
    expect(error).toMatchObject({ code: 'UnsupportedFormat', place: { file: join(folder, 'table.docx') } })
    expect(error.message).toContain('.docx')
    expect(error.hint).toMatch(/\.csv, \.csv\.gz/)
  })

  it('to a damaged gz file is refused as UnreadableFile', async () => {
    const whole = gzipSync(`${header}\na,1,2,3\n`)
    const error = await errorOf(read(whole.subarray(0, 20), {}, 'half.csv.gz'))
    expect(error).toMatchObject({ code: 'UnreadableFile', place: { file: join(folder, 'half.csv.gz') } })
  })

  it.skipIf(process.platform === 'win32')(
    'to something that is no regular file is refused without reading it',
    async () => {
      expect((await errorOf(readDataset({ path: '/dev/null' }, folder))).code).toBe('UnreadableFile')
    },
  )

  it.skipIf(process.getuid?.() === 0)('to a file without permission is refused as UnreadableFile', async () => {
    writeFileSync(join(folder, 'secret.csv'), header)
    chmodSync(join(folder, 'secret.csv'), 0)
    const error = await errorOf(readDataset({ path: 'secret.csv' }, folder))
    expect(error.code).toBe('UnreadableFile')
    expect(error.message).toContain('permission denied')
  })
})
