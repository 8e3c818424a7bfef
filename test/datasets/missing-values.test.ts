import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDataset, readDatasets } from '../../src/core/datasets/index.ts'
import { specOf } from '../../src/core/engine/dataset-spec.ts'
import { datasetReader, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const read = datasetReader(folder)
const table = 'sample,fat,850,852,856\na,1,2,3,5\nb,2,NA,4,6\nc,3,1,,5\nd,,1,2,3\n'
const withY = table.replace('d,,', 'd,4,')

describe('missing values', () => {
  it('drop the sample, whether the spectrum or y lacks one, and say which', async () => {
    const { dataset, notes } = await read(`${table}e,5.5,1,2,3\n`, { missing: 'drop_sample' })
    expect(dataset.sample_ids).toEqual(['a', 'e'])
    expect(Array.from(dataset.y)).toEqual([1, 5.5])
    expect(notes).toContain('Missing values: 3 samples left out: "b", "c", "d".')
  })

  it('drop the feature, and say which', async () => {
    const { dataset, notes } = await read(withY, { missing: 'drop_feature' })
    expect(Array.from(dataset.axis!.values)).toEqual([856])
    expect(Array.from(dataset.X.values)).toEqual([5, 6, 5, 3])
    expect(notes).toContain('Missing values: 2 spectral columns left out: "850", "852".')
  })

  it('are filled with a number', async () => {
    const { dataset, notes } = await read(withY, { missing: { fill: 9 } })
    expect(Array.from(dataset.X.values)).toEqual([2, 3, 5, 9, 4, 6, 1, 9, 5, 1, 2, 3])
    expect(notes).toContain('Missing values: 2 filled with 9, in 2 samples: "b", "c".')
  })

  it('are interpolated by wavelength along the spectrum of the same sample', async () => {
    const { dataset } = await read(withY.replace('b,2,NA', 'b,2,7'), { missing: 'interpolate' })
    // c: 1 at 850 and 5 at 856, so at 852 a third of the way.
    expect(dataset.X.values[7]).toBeCloseTo(1 + 4 / 3, 14)
  })

  it('change nothing for the other samples', async () => {
    const one = await read(withY, { missing: { fill: 9 } })
    const more = await read(`${withY}e,5,100,200,300\n`, { missing: { fill: 9 } })
    expect(more.dataset.X.values.slice(0, 12)).toEqual(one.dataset.X.values)
  })

  it('drop a sample that lacks any of several targets from all of them', async () => {
    const two = 'sample,fat,water,850,852\na,1,5,2,3\nb,,6,2,3\nc,3.5,7.5,2,3\n'
    writeFileSync(join(folder, 'two.csv'), two)
    const [fat, water] = await readDatasets([{ path: 'two.csv', y: ['fat', 'water'], missing: 'drop_sample' }], folder)
    expect(fat!.dataset.sample_ids).toEqual(['a', 'c'])
    expect(water!.dataset.sample_ids).toEqual(['a', 'c'])
    expect(Array.from(fat!.dataset.joint!.Y.values)).toEqual([1, 5, 3.5, 7.5])
  })

  it('leave the positions of a rows file those of the file', async () => {
    writeFileSync(join(folder, 'rows.json'), '{"train": [0, 1, 2], "test": [3, 4]}')
    const five = `${withY}e,5,1,2,3\n`
    const { dataset } = await read(five, { missing: 'drop_sample', partition: { rows: 'rows.json' } })
    expect(dataset.sample_ids).toEqual(['a', 'd', 'e'])
    expect([Array.from(dataset.train), Array.from(dataset.test)]).toEqual([[0], [1, 2]])
  })

  it('are told in the record, so that it is read the same way again', async () => {
    const spec = { missing: 'drop_sample', csv: { na_values: ['NA'] }, signal_type: 'absorbance' } as const
    const { record } = await read(`${withY}e,5,1,2,3\n`, spec)
    expect(record.reading).toEqual(spec)
    expect(record.metadata).toEqual({ signal_type: 'absorbance' })
    const again = await readDataset(specOf({ ...record, ref: 'x', version: 'v1' }), '.')
    expect(again.dataset.sample_ids).toEqual(['a', 'd', 'e'])
    expect(again.record.hash).toBe(record.hash)
  })
})
