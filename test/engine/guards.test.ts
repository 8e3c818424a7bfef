import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createEngine, type DatasetSpec, type Engine } from '../../src/core/index.ts'
import { madeUpDataset, repeatedRow } from '../run/made-up-data.ts'
import { smallRequest } from '../support/tecator.ts'

let scratch: string
let engine: Engine
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'n4a-guards-'))
  engine = createEngine({ workspace: join(scratch, 'workspace') })
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

const request = (dataset: DatasetSpec) => ({ templates: [{ pipeline: ['PLSRegression'] }], datasets: [dataset] })

it('tells before a run what it found in Tecator, once for both targets, in words and field by field', async () => {
  const { design, warnings } = await engine.runs.preview(smallRequest())
  expect(design.map(({ guard, datasets }) => [guard, datasets])).toEqual([
    ['repeated_samples', ['tecator_fat', 'tecator_protein']],
    ['repeated_samples', ['tecator_fat', 'tecator_protein']],
  ])
  expect(warnings).toContain(`tecator_fat, tecator_protein: ${design[0]!.reason} ${design[0]!.fix}`)
  const run = await engine.runs.start(smallRequest())
  expect(run.warnings).toEqual(expect.arrayContaining([...warnings]))
})

it('proposes a change of the run file that mends what it found', async () => {
  const { X, y } = Array.from({ length: 30 }, (_, i) => i).reduce(
    (so_far, row) => repeatedRow(so_far, row, 30 + row, 0.002),
    madeUpDataset({ n: 60, n_test: 0 }),
  )
  const path = join(scratch, 'scans.csv')
  const header = ['plot', 'protein', ...Array.from({ length: X.columns }, (_, j) => 900 + 10 * j)]
  const lines = Array.from(y, (value, i) => [
    `p${i % 30}`,
    value,
    ...X.values.subarray(i * X.columns, (i + 1) * X.columns),
  ])
  writeFileSync(path, [header, ...lines].map(line => line.join()).join('\n'))
  const { design } = await engine.runs.preview(request({ path, y: 'protein' }))
  expect(design.map(({ guard }) => guard)).toEqual(['nearly_equal_spectra', 'ignored_groups'])
  const { field, value } = design[1]!.change!
  expect(field).toBe('datasets[].group')
  const mended = await engine.runs.preview(request({ path, y: 'protein', group: String(value) }))
  expect(mended.design).toEqual([])
})
