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
  const rows = ({ dataset: { X } }: Awaited<ReturnType<typeof read>>) => Array.from(X.values)

  it('are matched by the ids that the dataset names, whatever the column is called', async () => {
    const coded = nir.replace('id', 'code')
    const turned = other('code,4000,3990\nc,30,31\nb,20,21\na,10,11\n')
    expect(rows(await read(coded, { ...turned, id: 'code' }, 'nir.csv'))).toEqual([
      ...[1, 2, 10, 11],
      ...[3, 4, 20, 21],
      ...[5, 6, 30, 31],
    ])
  })

  it('stand beside each replicate where their ids stand once, and beside the same row where the order is the same', async () => {
    const twice = nir.replace('b,3', 'a,3')
    const once = await read(twice, { ...other('id,4000,3990\nc,20,21\na,30,31\n'), id: 'id' }, 'nir.csv')
    expect(rows(once)).toEqual([1, 2, 30, 31, 3, 4, 30, 31, 5, 6, 20, 21])
    expect(once.notes).toContainEqual(expect.stringContaining('its spectra stand beside each replicate'))
    const each = await read(twice, { ...other('id,4000,3990\na,30,31\na,40,41\nc,20,21\n'), id: 'id' }, 'nir.csv')
    expect(rows(each)).toEqual([1, 2, 30, 31, 3, 4, 40, 41, 5, 6, 20, 21])
  })

  it('are refused where an id repeats and the order differs, with the line, and not matched by row', async () => {
    const error = await errorOf(read(nir, other('id,4000,3990\nc,30,31\nc,20,21\na,10,11\n'), 'nir.csv'))
    expect(error).toMatchObject({ code: 'SourceMismatch', message: expect.stringContaining('sample c stands twice') })
    expect(error.place).toMatchObject({ file: join(folder, 'mir.csv'), line: 3 })
  })

  it('never take y or another column of the main file for a spectrum, where no header is a wavelength', async () => {
    const withTarget = other('id,f1,f2,fat\na,30,31,10.5\nb,20,21,11.5\nc,10,11,12.5\n')
    expect(rows(await read(nir, withTarget, 'nir.csv'))).toEqual([1, 2, 30, 31, 3, 4, 20, 21, 5, 6, 10, 11])
    const none = await errorOf(read(nir, other('id,fat\na,1\nb,2\nc,3\n'), 'nir.csv'))
    expect(none).toMatchObject({ code: 'NoSpectra', place: { file: join(folder, 'mir.csv') } })
  })

  it('stand beside the first, sample by sample, with wavelengths of their own', async () => {
    const { dataset, record, notes } = await read(
      nir,
      other('id,4000,3990,3980\nc,7,8,9\na,1,2,3\nb,4,5,6\nz,0,0,0\n'),
      'nir.csv',
    )
    expect(Array.from(dataset.X.values)).toEqual([1, 2, 1, 2, 3, 3, 4, 4, 5, 6, 5, 6, 7, 8, 9])
    expect(dataset.axis).toBeNull()
    expect(dataset.sources).toEqual([
      { name: 'nir', from: 0, to: 2, axis: Float64Array.of(850, 852), unit: 'nm' },
      { name: 'MIR', from: 2, to: 5, axis: Float64Array.of(4000, 3990, 3980), unit: 'cm-1' },
    ])
    expect(notes).toContain('Source MIR: 3 columns, matched by sample id (1 of its samples are not in the dataset).')
    expect(record.sources).toMatchObject([{ name: 'MIR', path: join(folder, 'mir.csv') }])
    expect(record).toMatchObject({ n_features: 5, wavelength_range: null, wavelength_unit: null })
    expect(record.instruments).toEqual([
      { name: 'nir', n_features: 2, wavelength_range: [850, 852], wavelength_unit: 'nm' },
      { name: 'MIR', n_features: 3, wavelength_range: [3980, 4000], wavelength_unit: 'cm-1' },
    ])
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
    expect(few).toMatchObject({
      code: 'SourceMismatch',
      message: expect.stringContaining('lacks 1 of the samples: b (line 3 of the main file)'),
    })
    expect(few.place.file).toContain('mir.csv')
    const rows = await errorOf(read(nir, other('4000,3990\n1,2\n'), 'nir.csv'))
    expect(rows).toMatchObject({ code: expect.stringMatching(/SourceMismatch|EmptyTable/) })
    const same = { ...other('4000,3990\n1,2\n3,4\n5,6\n'), source_name: 'MIR' }
    expect(await errorOf(read(nir, same, 'nir.csv'))).toMatchObject({ code: 'WrongShape' })
  })
})
