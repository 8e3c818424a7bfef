import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine, type PredictionQuery } from '../../src/core/index.ts'
import { openWorkspace } from '../../src/core/workspace/index.ts'
import { smallRequest } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-pages-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let engine: Engine
let runs: readonly string[]
beforeAll(async () => {
  engine = createEngine({ workspace: join(scratch, 'workspace') })
  const templates = [smallRequest().templates[0]!]
  const first = await engine.runs.start(smallRequest({ templates }))
  const second = await engine.runs.start(smallRequest({ config: { folds: { splitter: 'KFold', n_splits: 3 } } }))
  runs = [first.id, second.id]
}, 60_000)

/** What a listing that is not cut gives, cut here. */
async function cut({ offset = 0, limit, ...query }: PredictionQuery) {
  const all = await engine.predictions.list(query)
  return all.slice(offset, typeof limit === 'number' ? offset + limit : undefined)
}

const query = fc.record(
  {
    where: fc.constantFrom(
      'partition:val',
      'rmse<3',
      'nc>=2 | model:Ridge',
      'fold=avg|final -partition=test',
      'val_score 0.5..3',
      'scores.r2>0.9',
      'has:test_score',
      'PLS',
      'is:starred',
    ),
    sort: fc.constantFrom(
      'val_score',
      '-val_score',
      'partition,-test_score',
      'fold,rmse',
      '+r2',
      '-nc,id',
      'created_at',
    ),
    partition: fc.constantFrom('train', 'val', 'test'),
    dataset: fc.constantFrom('tecator_fat', 'tecator_protein'),
    offset: fc.nat(60),
    limit: fc.nat(60),
  },
  { requiredKeys: ['limit'] },
) as fc.Arbitrary<PredictionQuery>

describe('a page of predictions', () => {
  it('is that part of the whole listing, whatever is asked', async () => {
    const property = fc.asyncProperty(query, async asked => {
      expect(await engine.predictions.list(asked)).toEqual(await cut(asked))
    })
    await fc.assert(property, { numRuns: 120 })
  }, 60_000)

  it.each(['one after the other', 'again from the first'])('is the same when pages are turned: %s', async () => {
    const pages = []
    for (let offset = 0; offset < 100; offset += 20) {
      pages.push(...(await engine.predictions.list({ sort: '-val_score', limit: 20, offset })))
    }
    expect(pages).toEqual(await cut({ sort: '-val_score', limit: 100 }))
  })

  it('knows a deleted run, and predictions that no checkpoint has moved', async () => {
    await engine.runs.delete([runs[1]!])
    const page = await engine.predictions.list({ sort: 'val_score', limit: 30 })
    expect(page).toEqual(await cut({ sort: 'val_score', limit: 30 }))
    expect(new Set(page.map(({ run_id }) => run_id))).toEqual(new Set([runs[0]]))
    await engine.runs.restore(runs[1]!)

    const workspace = openWorkspace(engine.workspace)
    const [known] = await engine.results.list({ run: runs[0]! })
    const writer = await workspace.runs.openWriter(runs[0]!, { shard: 'late', attempt: 1, n4a_version: '0.1.0' })
    const slice = writer.array(Float64Array.of(1, 2))
    const part = {
      partition: 'val',
      fold_id: '0',
      train_score: 0,
      val_score: -1,
      test_score: 0,
      scores: {},
      n_samples: 2,
    } as const
    const model = { model_name: 'PLS', model_classname: 'PLS', preprocessings: '', best_params: {}, n_features: 1 }
    await writer.record([
      {
        type: 'result',
        result: { ...known!, id: 'late', predictions_count: 1 },
        models: [{ ...model, branch_id: null, branch_name: null }],
        predictions: [{ ...part, y_true: slice, y_pred: slice, sample_indices: slice }],
      },
    ])
    const [best] = await engine.predictions.list({ sort: 'val_score', limit: 1 })
    expect(best!.result_id).toBe('late')
    await writer.close()
    await workspace.checkpoint(runs[0])
    expect(await engine.predictions.list({ sort: 'val_score', limit: 1 })).toEqual([best])
  })

  it('names a field that no prediction has', async () => {
    await expect(engine.predictions.list({ sort: 'nowhere', limit: 5 })).rejects.toMatchObject({ code: 'UnknownField' })
    await expect(engine.predictions.list({ where: 'rmse~(', limit: 5 })).rejects.toMatchObject({ code: 'WrongFilter' })
  })
})
