import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readDataset } from '../../src/core/datasets/index.ts'
import { specOf } from '../../src/core/engine/dataset-spec.ts'
import { temporaryFolder } from '../datasets/support.ts'

const files = resolve('test/datasets/files')
const folder = temporaryFolder()
writeFileSync(join(folder, 'lab.csv'), `sample,dry\n${[0, 1, 2, 3, 4, 5].map(i => `s${i},${i / 2}`).join('\n')}\n`)

it.each([
  { path: join(files, 'excel/openpyxl.xlsx'), sheet: 'Harvest & more', y: 'fat' },
  { path: join(files, 'numpy/two.npz'), key: 'second', y: '9' },
  { path: join(files, 'parquet/none.parquet'), reference: 'lab.csv', y: 'dry' },
])('what a run recorded of %o is read again from any folder, alike', async spec => {
  const first = await readDataset(spec, folder)
  const again = await readDataset(specOf({ ...first.record, ref: 'x', version: '1' }), '/')
  expect(again.record.hash).toBe(first.record.hash)
  expect(again.dataset.X).toEqual(first.dataset.X)
  expect(Array.from(again.dataset.y)).toEqual(Array.from(first.dataset.y))
})
