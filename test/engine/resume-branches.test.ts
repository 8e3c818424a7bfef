import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createEngine, type RunRequest } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-resume-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const pls = { model: { class: 'PLSRegression', params: { n_components: { _range_: [2, 4] } } } }
const request: RunRequest = {
  name: 'branches',
  templates: [
    { name: 'copies', pipeline: [{ branch: { a: ['SNV'], b: ['MSC'] } }, pls, 'chart_2d'] },
    { name: 'merged', pipeline: [{ branch: [['SNV'], ['FirstDerivative']] }, { merge: 'features' }, pls] },
    { name: 'stacked', pipeline: ['SNV', { model: 'Ridge' }, pls, { model: 'MetaModel' }] },
    { name: 'separated', pipeline: [{ branch: { by_metadata: 'set', steps: ['SNV'] } }, { merge: 'concat' }, pls] },
  ],
  datasets: [{ path: rootPath('examples', 'tecator', 'tecator.csv'), y: ['fat', 'protein'], task_type: 'regression' }],
}

it('a run of branches on several targets, stopped and resumed, ends with the results of one that was left alone', async () => {
  const [calm, stopped] = ['calm', 'stopped'].map(name => createEngine({ workspace: join(scratch, name) }))
  await calm!.runs.start(request)
  const controller = new AbortController()
  const paused = await stopped!.runs.start(request, {
    signal: controller.signal,
    onEvent: event => {
      if (event.type === 'results') controller.abort()
    },
  })
  expect(paused.status).toBe('paused')
  expect((await stopped!.results.list()).length).toBeLessThan(24)
  const resumed = await stopped!.runs.resume(paused.id)
  expect(resumed.status).toBe('completed')
  const facts = async (engine: typeof calm) =>
    (await engine!.results.list())
      .map(({ pipeline_config_id, dataset, best_score, best_member, params, predictions_count }) =>
        JSON.stringify([pipeline_config_id, dataset, best_score, best_member, params, predictions_count]),
      )
      .sort()
  expect(await facts(stopped)).toEqual(await facts(calm))
  expect(await facts(stopped)).toHaveLength(24)
  const predictions = await stopped!.predictions.list()
  expect(new Set(predictions.map(({ id }) => id)).size).toBe(predictions.length)
  expect(predictions.some(({ branch_name, member }) => branch_name === 'b' && member === 1)).toBe(true)
})
