import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../src/core/workspace/index.ts'
import { audit } from './support/audit.ts'
import { startChild } from './support/child.ts'
import { newRun, type ResultChange, resultLine } from './support/records.ts'
import { emptyWorkspace } from './support/workspace.ts'

const kept = '2026-11-23_Kept_0a1b2c'
const gone = '2026-11-24_Gone_3d4e5f'

async function record(workspace: Workspace, run_id: string, changes: readonly ResultChange[], checkpoint = true) {
  const writer = await workspace.runs.openWriter(run_id, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
  for (const change of changes) await writer.record([resultLine(writer, { run_id, ...change })])
  await writer.close()
  if (checkpoint) await workspace.checkpoint(run_id)
}

/** Two runs that share a dataset; the second also has one for itself. */
async function twoRuns(checkpoint = true) {
  const workspace = await emptyWorkspace()
  for (const id of [kept, gone]) await workspace.runs.create(newRun({ id, name: id.slice(11, 15) }))
  await record(workspace, kept, [
    { id: 'k1', dataset: 'fat', score: 2 },
    { id: 'k2', dataset: 'fat', score: 3 },
  ])
  const changes = [
    { id: 'g1', dataset: 'fat', score: 1 },
    { id: 'g2', dataset: 'moisture', score: 4 },
  ]
  await record(workspace, gone, changes, checkpoint)
  return workspace
}

/** Everything of a workspace that a reader can see. */
async function seen(workspace: Workspace) {
  const fresh = openWorkspace(workspace.path)
  const summaries = await fresh.summaries()
  const { runs, results, predictions } = await fresh.care.info()
  return {
    runs: (await fresh.runs.list()).map(({ id, status }) => `${id} ${status}`),
    results: (await fresh.results()).map(({ id }) => id).sort(),
    predictions: (await fresh.predictions()).map(({ id }) => id).sort(),
    ofFat: (await fresh.predictions({ dataset: 'fat' })).map(({ id }) => id).sort(),
    summaries: summaries.map(({ dataset, num_rows, summary }) => ({
      dataset,
      num_rows,
      runs: summary?.runs,
      best: summary?.top_predictions[0]?.result_id,
      stats: summary?.stats.val_score,
    })),
    counted: { runs, results, predictions },
  }
}

const files = (workspace: Workspace) =>
  readdirSync(workspace.path, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(workspace.path, name)).isFile())
    .filter(name => !name.endsWith('.yaml') || name.includes('runs'))
    .sort()

describe.each([true, false])('a deleted run (checkpointed before: %s)', checkpoint => {
  it('is seen nowhere, and comes back as it was', async () => {
    const workspace = await twoRuns(checkpoint)
    const before = await seen(workspace)
    await workspace.runs.delete(gone, 'ana')

    const without = await seen(workspace)
    expect(without.runs).toEqual([`${kept} queued`])
    expect(without.results).toEqual(['k1', 'k2'])
    expect(without.predictions).toEqual(before.predictions.filter(id => id.startsWith('k')))
    expect(without.ofFat).toEqual(without.predictions)
    expect(without.summaries).toMatchObject([{ dataset: 'fat', num_rows: 18, best: 'k1' }])
    expect(without.summaries[0]!.runs).toMatchObject([{ id: kept, n_predictions: 18 }])
    expect(without.counted).toMatchObject({ results: 2, predictions: 18 })
    await expect(workspace.runs.read(gone)).rejects.toMatchObject({ code: 'UnknownRecord' })
    expect(await workspace.care.verify()).toEqual([])
    expect(await workspace.runs.deleted()).toMatchObject([
      { id: gone, name: 'Gone', status: 'queued', deleted_by: 'ana', results: 2, predictions: 18, stored_models: 0 },
    ])

    await workspace.runs.restore(gone)
    expect(await seen(workspace)).toEqual(checkpoint ? before : await seen(await twoRuns(true)))
    expect(await workspace.runs.deleted()).toEqual([])
  })

  it('is taken away by a compaction, with all that only it named', async () => {
    const workspace = await twoRuns(checkpoint)
    await workspace.runs.delete(gone, 'ana')
    const without = await seen(workspace)
    const packs = readdirSync(join(workspace.path, 'arrays'))
    expect((await workspace.care.compact()).removed_runs).toEqual([gone])
    expect(await seen(workspace)).toEqual(without)
    expect(await workspace.runs.deleted()).toEqual([])
    expect(readdirSync(join(workspace.path, 'arrays'))).toHaveLength(packs.length - 1)
    expect(files(workspace).filter(name => name.includes('Gone') || name.includes('moisture'))).toEqual([])
    expect(await audit(workspace, kept, ['k1', 'k2'])).toMatchObject({ lost: [], doubled: [], wrongSummaries: [] })
    expect(await workspace.care.verify()).toEqual([])
    await expect(workspace.runs.restore(gone)).rejects.toMatchObject({ code: 'UnknownRecord' })
    await workspace.runs.create(newRun({ id: gone }))
    expect(await workspace.runs.results(gone)).toEqual([])
  })
})

describe('deleting', () => {
  it('is refused for a run that is executed, and changes nothing', async () => {
    const workspace = await twoRuns()
    const before = await seen(workspace)
    const lock = await workspace.runs.acquire(gone)
    await expect(workspace.runs.delete(gone, 'ana')).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    await lock.release()
    expect(await seen(workspace)).toEqual(before)
    await expect(workspace.runs.delete('../predictions', 'ana')).rejects.toMatchObject({ code: 'UnknownRecord' })
  })

  it('lets no other run take its id while it can be brought back', async () => {
    const workspace = await twoRuns()
    await workspace.runs.delete(gone, 'ana')
    await expect(workspace.runs.create(newRun({ id: gone }))).rejects.toMatchObject({ code: 'RunDeleted' })
  })

  it('goes for a run whose manifest is damaged', async () => {
    const workspace = await twoRuns()
    writeFileSync(join(workspace.path, 'runs', gone, 'run_manifest.yaml'), '{')
    await workspace.runs.delete(gone, 'ana')
    expect(await workspace.runs.deleted()).toMatchObject([{ id: gone, name: gone, status: null }])
    expect((await workspace.predictions()).map(({ run_id }) => run_id)).not.toContain(gone)
    await workspace.care.compact()
    expect(existsSync(join(workspace.path, 'deleted', gone))).toBe(false)
  })

  it('keeps arrays and models that another run names', async () => {
    const workspace = await twoRuns()
    // As an import may give it: the prediction of one run points into the pack of another.
    const [first] = await workspace.predictions({ run_id: gone })
    const other = '2026-11-25_Other_000001'
    await workspace.runs.create(newRun({ id: other, name: 'Other' }))
    const writer = await workspace.runs.openWriter(other, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
    const line = resultLine(writer, { id: 'o1', run_id: other })
    const shared = { array_id: first!.y_true_array_id, offset: first!.y_true_offset, length: first!.y_true_length }
    await writer.record([{ ...line, predictions: line.predictions.map(part => ({ ...part, y_true: shared })) }])
    await writer.close()
    await workspace.runs.delete(gone, 'ana')
    await workspace.care.compact()
    expect(await workspace.readArray(shared)).toHaveLength(shared.length)
    expect(await workspace.care.verify()).toEqual([])
  })

  it('passes over what is no run in the folder of the deleted', async () => {
    const workspace = await twoRuns()
    mkdirSync(join(workspace.path, 'deleted', 'a name'), { recursive: true })
    expect(await workspace.runs.deleted()).toEqual([])
    await workspace.runs.delete(gone, 'ana')
    await workspace.care.compact()
    expect(existsSync(join(workspace.path, 'deleted', 'a name'))).toBe(true)
  })
})

describe('a compaction', () => {
  it('removes arrays and models that no record names, but none that is young or of a run that is executed', async () => {
    const workspace = await twoRuns()
    const path = (...names: string[]) => join(workspace.path, ...names)
    const old = new Date(Date.now() - 2 * 3600 * 1000)
    mkdirSync(path('binaries', 'fat'), { recursive: true })
    const stray = [path('arrays', 'stray.npy'), path('binaries', 'fat', 'abc.n4a.json')]
    const kept = [path('arrays', 'young.npy'), path('arrays', `${gone}_w9-1.npy`), path('arrays', 'note.txt')]
    for (const file of [...stray, ...kept]) {
      writeFileSync(file, 'x')
      if (!file.includes('young')) utimesSync(file, old, old)
    }
    for (const name of readdirSync(path('arrays')))
      if (name.includes('main')) utimesSync(path('arrays', name), old, old)
    const lock = await workspace.runs.acquire(gone)
    const told = await workspace.care.verify()
    expect(told.map(({ kind, path }) => `${kind} ${path}`).sort()).toEqual(
      stray.map(file => `unused_file ${file}`).sort(),
    )
    const { removed_files } = await workspace.care.compact()
    await lock.release()
    expect([...removed_files].sort()).toEqual([...stray].sort())
    expect(kept.every(file => existsSync(file))).toBe(true)
    expect((await workspace.care.compact()).removed_files).toEqual([path('arrays', `${gone}_w9-1.npy`)])
  })
})

/** A compaction killed when the run's folder had gone, before it said that it had ended. */
async function killedAtItsEnd() {
  const workspace = await twoRuns()
  await workspace.runs.delete(gone, 'ana')
  const child = startChild('deletion-child.ts', ['compact', workspace.path, gone, 'purge:folder', '1'])
  expect((await child.ended).signal).toBe('SIGKILL')
  expect(existsSync(join(workspace.path, 'deleted', '.purge.json'))).toBe(true)
  // As an import does, which keeps the id of a run.
  await workspace.runs.create(newRun({ id: gone, name: 'Again' }))
  await record(workspace, gone, [{ id: 'n1', dataset: 'fat', score: 5 }])
  return workspace
}

describe('a run that has the id of one that a killed compaction took away', () => {
  it('keeps what it holds, whatever is compacted next', async () => {
    const workspace = await killedAtItsEnd()
    const before = await seen(workspace)
    expect(before.results).toEqual(['k1', 'k2', 'n1'])
    expect((await workspace.care.compact()).removed_runs).toEqual([])
    expect(await seen(workspace)).toEqual(before)
    expect(existsSync(join(workspace.path, 'deleted', '.purge.json'))).toBe(false)
    expect(await workspace.care.verify()).toEqual([])
  })

  it('can be deleted and brought back', async () => {
    const workspace = await killedAtItsEnd()
    const before = await seen(workspace)
    await workspace.runs.delete(gone, 'ana')
    await workspace.runs.restore(gone)
    expect(await seen(workspace)).toEqual(before)
    await workspace.runs.delete(kept, 'ana')
    expect((await workspace.care.compact()).removed_runs).toEqual([kept])
    expect((await seen(workspace)).results).toEqual(['n1'])
    expect(await workspace.care.verify()).toEqual([])
  })
})

const steps = [
  ['delete', 'delete:before_rename', 1],
  ['delete', 'delete:after_rename', 1],
  ['restore', 'restore:before_rename', 1],
  ['compact', 'purge:noted', 1],
  ['compact', 'purge:rows', 1],
  ['compact', 'purge:rows', 2],
  ['compact', 'checkpoint:before_rename', 1],
  ['compact', 'checkpoint:after_rename', 1],
  ['compact', 'purge:array', 1],
  ['compact', 'purge:folder', 1],
] as const

describe('kill -9', () => {
  it.each(steps)(
    'of %s at %s (%i) leaves the run whole, out of sight or gone, and the other as it was',
    async (...step) => {
      const [command, name, times] = step
      const workspace = await twoRuns()
      const whole = await seen(workspace)
      if (command !== 'delete') await workspace.runs.delete(gone, 'ana')
      const child = startChild('deletion-child.ts', [command, workspace.path, gone, name, String(times)])
      expect((await child.ended).signal).toBe('SIGKILL')

      const after = await seen(workspace)
      const back = after.runs.length === 2
      expect(after).toEqual(back ? whole : { ...after, results: ['k1', 'k2'], predictions: after.ofFat })
      expect(await workspace.care.verify()).toEqual([])
      if (command === 'compact') {
        const refused = await workspace.runs.restore(gone).catch(error => error.code)
        expect(['RunBeingRemoved', 'UnknownRecord']).toContain(refused)
      } else if (!back) {
        await workspace.runs.restore(gone)
        expect(await seen(workspace)).toEqual(whole)
      }
      if (command !== 'compact') await workspace.runs.delete(gone, 'ana')
      await workspace.care.compact()
      expect(existsSync(join(workspace.path, 'deleted', gone))).toBe(false)
      expect(await audit(workspace, kept, ['k1', 'k2'])).toMatchObject({ lost: [], doubled: [], wrongSummaries: [] })
      expect(readdirSync(join(workspace.path, 'arrays'))).toHaveLength(1)
      expect(readFileSync(join(workspace.path, 'runs', kept, 'run_manifest.yaml'), 'utf8')).toContain('queued')
    },
  )
})
