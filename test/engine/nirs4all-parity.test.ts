import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { sharedPath } from '../support/shared.ts'

/**
 * The experiment that every sample workspace of the Python library holds, run with `fit_scope: train_partition` as that
 * library does: the scores that version 0.11.0 stored. It computes on 32-bit floats.
 */
const workspaces = sharedPath('workspaces')
const input = workspaces && join(workspaces, 'inputs', 'wheat_small')
const scratch = mkdtempSync(join(tmpdir(), 'n4a-parity-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const lines = (name: string) => readFileSync(join(input!, name), 'utf8').trim().split(/\r?\n/)

/** One table of the four files: y, partition, spectra. */
function writeTable(path: string): void {
  const [header, ...calibration] = lines('Xcal.csv')
  const [, ...validation] = lines('Xval.csv')
  const rows = (part: string, spectra: readonly string[], y: readonly string[]) =>
    spectra.map((spectrum, i) => `${y[i + 1]};${part};${spectrum}`)
  const table = [
    `y;set;${header}`,
    ...rows('cal', calibration, lines('Ycal.csv')),
    ...rows('val', validation, lines('Yval.csv')),
  ]
  writeFileSync(path, `${table.join('\n')}\n`)
}

describe.skipIf(!workspaces)('an experiment of the Python library (skipped without the shared folder)', () => {
  it('gives the scores that it stored: out of fold, ensemble on the test set, refit', async () => {
    const path = join(scratch, 'wheat_small.csv')
    writeTable(path)
    const engine = createEngine({ workspace: join(scratch, 'workspace') })
    await engine.runs.start({
      templates: [
        {
          name: 'pls_variants',
          pipeline: [
            'sklearn.preprocessing.MinMaxScaler',
            { y_processing: 'sklearn.preprocessing.MinMaxScaler' },
            {
              _or_: [
                'nirs4all.operators.transforms.StandardNormalVariate',
                'nirs4all.operators.transforms.FirstDerivative',
              ],
            },
            { class: 'sklearn.model_selection.KFold', params: { n_splits: 3, shuffle: true, random_state: 42 } },
            {
              name: 'PLS',
              model: {
                class: 'sklearn.cross_decomposition.PLSRegression',
                params: { n_components: { _range_: [2, 6, 2] } },
              },
            },
          ],
        },
      ],
      datasets: [
        { path, y: 'y', task_type: 'regression', partition: { column: 'set', train: ['cal'], test: ['val'] } },
      ],
      config: { fit_scope: 'train_partition', refit: 'best' },
    })
    const results = await engine.results.list({ sort: 'pipeline_config_id' })
    const stored = JSON.parse(readFileSync(join(workspaces!, 'EXPECTED.json'), 'utf8'))['v0.11.0_sqlite_parquet']
    const variants: { name: string; best_val: number; best_test: number }[] = stored.pipelines.filter(
      ({ name }: { name: string }) => name.startsWith('pls_variants'),
    )
    const refit = variants.find(({ name }) => name.endsWith('_refit'))!
    const expected = variants.filter(variant => variant !== refit)
    expect(results).toHaveLength(expected.length)
    results.forEach((result, i) => {
      expect(result.best_score! / expected[i]!.best_val).toBeCloseTo(1, 5)
      expect(result.scores.avg_test!.rmse! / expected[i]!.best_test).toBeCloseTo(1, 5)
    })
    const final = results.filter(({ scores }) => scores.final_test)
    expect(final.map(({ pipeline_config_id }) => pipeline_config_id)).toEqual([results[4]!.pipeline_config_id])
    expect(final[0]!.scores.final_test!.rmse! / refit.best_test).toBeCloseTo(1, 5)
  })
})
