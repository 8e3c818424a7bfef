import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ReadDataset, readDataset, readDatasets } from '../../src/core/datasets/index.ts'
import { rootPath, sharedPath } from '../support/shared.ts'
import { errorOf, temporaryFolder } from './support.ts'

const folder = rootPath('examples', 'tecator')
const partition = { column: 'set', train: ['C', 'M'], test: ['T'] }
const bytes = readFileSync(join(folder, 'tecator.csv'))
const cells = bytes
  .toString()
  .trimEnd()
  .split('\n')
  .map(line => line.split(','))
const temporary = temporaryFolder()

describe('the shipped Tecator data', () => {
  let fat: ReadDataset
  let protein: ReadDataset
  beforeAll(async () => {
    const specs = ['fat', 'protein'].map(y => ({ path: 'tecator.csv', y, partition }))
    ;[fat, protein] = (await readDatasets(specs, folder)) as [ReadDataset, ReadDataset]
  })

  it('are 215 spectra of 100 channels from 850 to 1050 nm, 172 to train and 43 to test', () => {
    expect(fat.record).toMatchObject({
      name: 'tecator_fat',
      task_type: 'regression',
      n_samples: 215,
      n_features: 100,
      n_train: 172,
      n_test: 43,
      y_columns: ['fat'],
      wavelength_range: [850, 1050],
      wavelength_unit: 'nm',
      partition,
    })
    expect(fat.dataset.sample_ids[214]).toBe('tec215')
    expect(fat.dataset.test[0]).toBe(172)
  })

  it('hold to the bit what Number() makes of every cell', () => {
    const expected = cells.slice(1).flatMap(row => row.slice(5).map(Number))
    expect(Array.from(fat.dataset.X.values)).toEqual(expected)
    expect(Array.from(fat.dataset.y)).toEqual(cells.slice(1).map(row => Number(row[3])))
    expect(Array.from(protein.dataset.y)).toEqual(cells.slice(1).map(row => Number(row[4])))
  })

  it('have known statistics of fat and protein', () => {
    expect(fat.record.y_stats.fat).toMatchObject({ min: 0.9, max: 49.1 })
    expect(fat.record.y_stats.fat!.mean).toBeCloseTo(18.142325581395, 10)
    expect(fat.record.y_stats.fat!.std).toBeCloseTo(12.740296809364, 10)
    expect(protein.record.y_stats.protein).toMatchObject({ min: 11, max: 21.8 })
  })

  it('are hashed as they stand on the disk', () => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(fat.record.hash).toBe(`sha256:${sha256}`)
    expect(fat.record.file_size).toBe(bytes.length)
    expect(fat.record.quick_hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('are read once for both targets, which share their spectra', () => {
    expect(protein.dataset.X).toBe(fat.dataset.X)
    expect(protein.record.hash).toBe(fat.record.hash)
  })

  it('say what was detected and what is not used', () => {
    expect(fat.notes.join(' ')).toMatch(
      /Sample ids: the column "sample".*Not used: "moisture", "protein".*Task: regression/,
    )
  })

  it('read from gz are the same data', async () => {
    writeFileSync(join(temporary, 'tecator.csv.gz'), gzipSync(bytes))
    const packed = await readDataset({ path: 'tecator.csv.gz', y: 'fat', partition }, temporary)
    expect(packed.dataset.X).toEqual(fat.dataset.X)
    expect(packed.dataset.y).toEqual(fat.dataset.y)
    expect(packed.record.name).toBe('tecator_fat')
    expect(packed.record.hash).not.toBe(fat.record.hash)
  })

  it('cannot be two datasets of one name', async () => {
    const error = await errorOf(
      readDatasets(
        [
          { path: 'tecator.csv', y: 'fat' },
          { path: './tecator.csv', y: 'fat' },
        ],
        folder,
      ),
    )
    expect(error.code).toBe('DuplicateDataset')
  })

  it.skipIf(!sharedPath('data', 'tecator'))('are the source data with its permission, byte for byte', () => {
    for (const file of ['tecator.csv', 'PERMISSION.txt']) {
      expect(readFileSync(join(folder, file)).equals(readFileSync(sharedPath('data', 'tecator', file)!))).toBe(true)
    }
  })
})
