import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const read = datasetReader(folder)
const nir = 'id,850,852,fat\na,1,2,10.5\nb,3,4,11.5\nc,5,6,12.5\n'
const other = (content: string, name = 'mir.csv') => {
  writeFileSync(join(folder, name), content)
  return { sources: [{ name: 'MIR', path: name }], y: 'fat' }
}

describe('spectra of a second instrument', () => {
  it('stand beside the first, sample by sample, with wavelengths of their own', async () => {
    const { dataset, record, notes } = await read(
      nir,
      other('id,4000,3990,3980\nc,7,8,9\na,1,2,3\nb,4,5,6\nz,0,0,0\n'),
      'nir.csv',
    )
    expect(Array.from(dataset.X.values)).toEqual([1, 2, 1, 2, 3, 3, 4, 4, 5, 6, 5, 6, 7, 8, 9])
    expect(dataset.axis).toBeNull()
    expect(dataset.sources).toEqual([
      { name: 'nir', from: 0, to: 2, axis: Float64Array.of(850, 852) },
      { name: 'MIR', from: 2, to: 5, axis: Float64Array.of(4000, 3990, 3980) },
    ])
    expect(notes).toContain('Source MIR: 3 columns, matched by sample id (1 of its samples are not in the dataset).')
    expect(record.sources).toMatchObject([{ name: 'MIR', path: join(folder, 'mir.csv') }])
    expect(record.n_features).toBe(5)
  })

  it('are matched by row where a file has no ids, and are part of what the dataset is', async () => {
    const first = await read(nir, other('4000,3990\n1,2\n3,4\n5,6\n'), 'nir.csv')
    expect(first.notes).toContain('Source MIR: 2 columns, matched by row.')
    const second = await read(nir, other('4000,3990\n1,2\n3,4\n5,7\n'), 'nir.csv')
    expect(second.record.hash).not.toBe(first.record.hash)
    expect((await read(nir, { y: 'fat' }, 'nir.csv')).record.hash).not.toBe(first.record.hash)
  })

  it('are refused where a sample or a row is missing, or two have one name', async () => {
    const few = await errorOf(read(nir, other('id,4000,3990\na,1,2\nc,3,4\n'), 'nir.csv'))
    expect(few).toMatchObject({ code: 'SourceMismatch', message: expect.stringContaining('lacks 1 samples: b') })
    expect(few.place.file).toContain('mir.csv')
    const rows = await errorOf(read(nir, other('4000,3990\n1,2\n'), 'nir.csv'))
    expect(rows).toMatchObject({ code: expect.stringMatching(/SourceMismatch|EmptyTable/) })
    const same = { ...other('4000,3990\n1,2\n3,4\n5,6\n'), source_name: 'MIR' }
    expect(await errorOf(read(nir, same, 'nir.csv'))).toMatchObject({ code: 'WrongShape' })
  })
})
