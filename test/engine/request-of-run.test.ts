import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createEngine, requestOfRun } from '../../src/core/engine/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-request-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it('says of a stored run what would be the same run: as many results, under the same pipelines and scores', async () => {
  const engine = createEngine({ workspace: join(scratch, 'ws') })
  const templates = [
    {
      name: 'several',
      pipeline: [{ _or_: [null, 'SNV'] }, { model: { class: 'PLSRegression', params: { n_components: 3 } } }],
    },
  ]
  const config = { folds: { splitter: 'KFold', n_splits: 3 } }
  const first = await engine.runs.start(smallRequest({ templates, datasets: [tecator('fat')], config }))
  const stored = await Promise.all(first.templates.map(({ id }) => engine.templates.get(id)))
  const file = join(scratch, 'again.yaml')
  await engine.runs.write(requestOfRun(first, stored), file)
  const again = await engine.runs.start(await engine.runs.read([file]))
  const scores = async (run: string) =>
    (await engine.results.list({ run })).map(({ pipeline_config, best_score }) => [pipeline_config, best_score])
  expect(await scores(again.id)).toEqual(await scores(first.id))
  expect(again.total_results).toBe(2)
})
