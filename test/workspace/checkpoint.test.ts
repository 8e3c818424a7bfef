import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PredictionRecord } from '../../src/core/records/index.ts'
import { openWorkspace, type Workspace } from '../../src/core/workspace/index.ts'
import { type ResultChange, refitLine, resultLine } from './support/records.ts'
import { workspaceWithRun } from './support/workspace.ts'

const writer = { shard: 'main', attempt: 1, n4a_version: '0.1.0' }

async function record(
  workspace: Workspace,
  id: string,
  changes: readonly ResultChange[],
  refits: readonly string[] = [],
) {
  const opened = await workspace.runs.openWriter(id, writer)
  await opened.record(changes.map(change => resultLine(opened, change)))
  await opened.record(refits.map(result => refitLine(opened, { id: result })))
  await opened.close()
}

/** Everything a reader can see, in an order that does not depend on where it stands. */
async function visible(workspace: Workspace, id: string) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
  return {
    results: [...(await workspace.runs.results(id))].sort(byId),
    all: [...(await workspace.results())].sort(byId),
    predictions: [...(await workspace.predictions())].sort(byId),
    ofFat: [...(await workspace.predictions({ dataset: 'fat', partition: 'val' }))].sort(byId),
    ofResult: [...(await workspace.predictions({ run_id: id, result_id: 'r2' }))].sort(byId),
  }
}

const changes: ResultChange[] = [
  { id: 'r1', dataset: 'fat', score: 2 },
  { id: 'r2', dataset: 'protein', score: 3 },
  { id: 'r3', dataset: 'fat', score: 1 },
]

describe('a checkpoint', () => {
  it('changes nothing that a reader can see', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    await record(workspace, id, changes, ['r3'])
    const before = await visible(workspace, id)
    expect(before.results.map(result => result.id)).toEqual(['r1', 'r2', 'r3'])
    expect(before.predictions).toHaveLength(29)
    expect(before.ofFat).toHaveLength(6)
    expect(before.ofResult).toHaveLength(9)
    await workspace.checkpoint(id)
    expect(await visible(workspace, id)).toEqual(before)
    expect(readdirSync(join(layout, 'segments'))).toEqual([])
    expect(readdirSync(join(workspace.path, 'predictions'))).toEqual(['fat.meta.parquet', 'protein.meta.parquet'])
    await workspace.checkpoint()
    expect(await visible(workspace, id)).toEqual(before)
  })

  it('takes what a living writer has written so far, and leaves it its segment', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    const opened = await workspace.runs.openWriter(id, writer)
    for (const [i, change] of changes.entries()) {
      await opened.record([resultLine(opened, change)])
      await workspace.checkpoint(id)
      expect(await workspace.runs.results(id)).toHaveLength(i + 1)
      expect(await workspace.predictions()).toHaveLength(9 * (i + 1))
      expect(readdirSync(join(layout, 'segments'))).toEqual(['main-1.jsonl'])
    }
    await opened.close()
    await workspace.checkpoint(id)
    expect(readdirSync(join(layout, 'segments'))).toEqual([])
    expect(await workspace.predictions()).toHaveLength(27)
  })

  it('drops what two processes have recorded both', async () => {
    const { workspace, id } = await workspaceWithRun()
    await record(workspace, id, changes)
    await record(workspace, id, changes.slice(0, 2), ['r1'])
    expect(await workspace.runs.results(id)).toHaveLength(3)
    expect(await workspace.predictions()).toHaveLength(29)
    await workspace.checkpoint(id)
    await record(workspace, id, [...changes, { id: 'r4' }], ['r1'])
    expect(await workspace.predictions()).toHaveLength(38)
    await workspace.checkpoint(id)
    expect(await workspace.runs.results(id)).toHaveLength(4)
    expect(await workspace.predictions()).toHaveLength(38)
    expect(
      (await workspace.summaries()).map(({ num_rows, summary }) => [num_rows, summary?.total_predictions]),
    ).toEqual([
      [29, 29],
      [9, 9],
    ])
  })

  it('applies a segment once even when its file comes back', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    await record(workspace, id, changes)
    const [segment, copy] = [join(layout, 'segments', 'main-1.jsonl'), join(layout, 'copy')]
    copyFileSync(segment, copy)
    await workspace.checkpoint(id)
    copyFileSync(copy, segment)
    expect(await workspace.predictions()).toHaveLength(27)
    await workspace.checkpoint(id)
    expect(await workspace.predictions()).toHaveLength(27)
    expect(existsSync(segment)).toBe(false)
  })

  it('joins a refit to its result, whichever came to the disk first', async () => {
    const { workspace, id } = await workspaceWithRun()
    await record(workspace, id, changes)
    await workspace.checkpoint(id)
    await record(workspace, id, [], ['r1'])
    const refitted = {
      predictions_count: 11,
      scores: { val: { rmse: 2 }, final_train: { rmse: 1 }, final_test: { rmse: 3 } },
    }
    expect((await workspace.runs.results(id))[0]).toMatchObject(refitted)
    await workspace.checkpoint(id)
    expect((await workspace.runs.results(id))[0]).toMatchObject(refitted)
    expect((await workspace.predictions({ result_id: 'r1' })).map(({ fold_id }) => fold_id)).toContain('final')
  })

  it('keeps a failed result that has no predictions', async () => {
    const { workspace, id } = await workspaceWithRun()
    const opened = await workspace.runs.openWriter(id, writer)
    const line = resultLine(opened, { id: 'r1' })
    const error = { code: 'SingularFit', message: 'The fit has no unique solution.', hint: 'Use fewer components.' }
    const failed = {
      ...line.result,
      status: 'failed',
      error,
      best_score: null,
      score_partition: null,
      scores: {},
    } as const
    await opened.record([{ ...line, result: failed, predictions: [] }])
    await opened.close()
    await workspace.checkpoint(id)
    expect(await workspace.runs.results(id)).toEqual([failed])
    expect(await workspace.predictions()).toEqual([])
    expect(await workspace.summary('fat')).toBeNull()
  })

  it('keeps datasets apart whose names are alike as files', async () => {
    const { workspace, id } = await workspaceWithRun()
    await record(workspace, id, [
      { id: 'r1', dataset: 'a b' },
      { id: 'r2', dataset: 'a/b' },
      { id: 'r3', dataset: '../../a b' },
    ])
    await workspace.checkpoint(id)
    for (const [i, dataset] of ['a b', 'a/b', '../../a b'].entries()) {
      const rows = await workspace.predictions({ dataset })
      expect(new Set(rows.map(({ result_id }) => result_id))).toEqual(new Set([`r${i + 1}`]))
      expect((await workspace.summary(dataset))?.total_predictions).toBe(9)
    }
    expect(readdirSync(join(workspace.path, 'predictions'))).toHaveLength(3)
  })

  it('may be asked for by many at once', async () => {
    const { workspace, id } = await workspaceWithRun()
    await record(workspace, id, changes)
    await Promise.all(Array.from({ length: 5 }, () => workspace.checkpoint(id)))
    expect(await workspace.predictions()).toHaveLength(27)
    expect(await workspace.runs.results(id)).toHaveLength(3)
  })
})

describe('the summary', () => {
  const scores = Array.from({ length: 40 }, (_, i) => 1 + ((i * 37) % 41) / 10)

  async function summarized(batches: number, direction = 1) {
    const { workspace, id } = await workspaceWithRun({}, { ranking: (_, score) => direction * score })
    const size = scores.length / batches
    for (let batch = 0; batch < batches; batch++) {
      const part = scores.slice(batch * size, (batch + 1) * size)
      await record(
        workspace,
        id,
        part.map((score, i) => ({
          id: `r${batch * size + i}`,
          score,
          model: score > 3 ? 'Ridge' : 'PLSRegression',
          config: `c${(batch * size + i) % 30}`,
          created_at: `2026-11-23T08:00:${String(batch * size + i).padStart(2, '0')}.000Z`,
        })),
      )
      await workspace.checkpoint(id)
    }
    return { workspace, id, summary: (await workspace.summary('fat'))! }
  }

  it('is never one that was read before the file changed, in its place (of a young folder) or by another of its size and time', async () => {
    const { workspace } = await summarized(1)
    const path = join(workspace.path, 'predictions', 'fat.meta.parquet')
    const total = async () => (await workspace.summaries())[0]!.summary!.total_predictions
    const text = (n: number) => `"total_predictions":${n}`
    const bytes = readFileSync(path)
    const { atime, mtime } = statSync(path)
    const at = bytes.indexOf(text(360))
    const counting = (n: number) =>
      Buffer.concat([bytes.subarray(0, at), Buffer.from(text(n)), bytes.subarray(at + 23)])
    expect(await total()).toBe(360)
    writeFileSync(path, counting(361))
    utimesSync(path, atime, new Date(mtime.getTime() + 1))
    expect(await total()).toBe(361)
    const { mtime: now } = statSync(path)
    writeFileSync(`${path}.other`, counting(362))
    utimesSync(`${path}.other`, atime, now)
    renameSync(`${path}.other`, path)
    expect(await total()).toBe(362)
  })

  function moments(values: readonly number[]) {
    const sorted = [...values].sort((a, b) => a - b)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const m2 = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    return {
      n: values.length,
      mean,
      m2,
      std: Math.sqrt(m2 / (values.length - 1)),
      min: sorted[0]!,
      max: sorted.at(-1)!,
      sorted,
    }
  }

  it('equals a recount of the rows, however many checkpoints made it', async () => {
    for (const batches of [1, 4]) {
      const { workspace, summary } = await summarized(batches)
      const rows = await workspace.predictions({ dataset: 'fat' })
      for (const partition of ['train', 'val', 'test'] as const) {
        const own = rows.filter(row => row.partition === partition).map(row => row[`${partition}_score`]!)
        const { sorted, ...expected } = moments(own)
        const stats = summary.stats[`${partition}_score`]!
        for (const [name, value] of Object.entries(expected))
          expect(stats[name as keyof typeof expected]).toBeCloseTo(value, 9)
        const rank = (q: number) => sorted[Math.round(q * (sorted.length - 1))]!
        for (const [i, q] of [0.25, 0.5, 0.75].entries()) expect(stats.quartiles[i]).toBeCloseTo(rank(q), 0.5)
      }
      const count = (field: keyof PredictionRecord, value: string) => rows.filter(row => row[field] === value).length
      for (const { name, count: n } of summary.facets.models) expect(n).toBe(count('model_name', name))
      for (const { name, count: n } of summary.facets.folds) expect(n).toBe(count('fold_id', name))
      for (const { name, count: n } of summary.facets.partitions) expect(n).toBe(count('partition', name))
      const ridge = rows.filter(({ model_name, partition }) => model_name === 'Ridge' && partition === 'val')
      const average = moments(ridge.map(({ val_score }) => val_score!)).mean
      expect(summary.facets.models.find(({ name }) => name === 'Ridge')?.avg_val_score).toBeCloseTo(average, 9)
      expect(summary).toMatchObject({
        dataset_name: 'fat',
        total_predictions: 360,
        facets: { n_configs: 30, n_runs: 1 },
        task_types: ['regression'],
        metric_types: ['rmse'],
        date_range: ['2026-11-23T08:00:00.000Z', '2026-11-23T08:00:39.000Z'],
        runs: [{ n_predictions: 360, best_val_score: Math.min(...scores) }],
      })
    }
  })

  it('has the ten best results by their pooled score, in the direction of the metric', async () => {
    const ascending = [...scores].sort((a, b) => a - b)
    const low = (await summarized(4)).summary
    expect(low.top_predictions.map(({ val_score }) => val_score)).toEqual(ascending.slice(0, 10))
    expect(low.top_predictions[0]).toMatchObject({ fold_id: 'avg', partition: 'val', model_name: 'PLSRegression' })
    const high = (await summarized(4, -1)).summary
    expect(high.top_predictions.map(({ val_score }) => val_score)).toEqual(ascending.slice(-10).reverse())
    expect(high.runs[0]!.best_val_score).toBe(ascending.at(-1))
  })

  it('is known of a folder that has not changed, until a file in it is replaced, comes or goes', async () => {
    const { workspace, id } = await summarized(1)
    const folder = join(workspace.path, 'predictions')
    const path = join(folder, 'fat.meta.parquet')
    // Younger than a tick of the clock, it may have changed unseen and is not believed.
    const young = await workspace.summaries()
    expect(await workspace.summaries()).not.toBe(young)
    const age = () => utimesSync(folder, 1e9, 1e9)
    age()
    const old = await workspace.summaries()
    expect(await workspace.summaries()).toBe(old)
    expect(await openWorkspace(workspace.path).summaries()).toBe(old)

    await record(workspace, id, [{ id: 'new' }])
    await workspace.checkpoint(id)
    expect((await workspace.summaries())[0]!.num_rows).toBe(369)
    copyFileSync(path, join(folder, 'other.meta.parquet'))
    expect(await workspace.summaries()).toHaveLength(2)
    age()
    await workspace.summaries()
    unlinkSync(join(folder, 'other.meta.parquet'))
    expect(await workspace.summaries()).toHaveLength(1)
  })

  it('is told of a file that has changed since it was read', async () => {
    const { workspace, id } = await summarized(1)
    expect((await workspace.summaries())[0]!.num_rows).toBe(360)
    await record(workspace, id, [{ id: 'new' }])
    await workspace.checkpoint(id)
    expect((await workspace.summaries())[0]).toMatchObject({ dataset: 'fat', num_rows: 369 })
  })
})
