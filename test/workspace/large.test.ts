import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWorkspace } from '../../src/core/workspace/index.ts'
import { newRun, resultLine } from './support/records.ts'
import { emptyWorkspace, temporaryFolder } from './support/workspace.ts'

const identity = { shard: 'main', attempt: 1, n4a_version: '0.1.0' }

describe('a workspace of a thousand runs', () => {
  it('lists, counts, deletes and compacts them all, past one that is damaged', async () => {
    const workspace = await emptyWorkspace()
    const day = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 3600_000).toISOString()
    const ids = Array.from({ length: 1000 }, (_, i) => `${day(i).slice(0, 10)}_Run_${String(i).padStart(6, '0')}`)
    for (const [i, id] of ids.entries()) {
      await workspace.runs.create(newRun({ id, name: `Run ${i}`, created_at: day(i) }))
      if (i % 100 !== 0) continue
      const writer = await workspace.runs.openWriter(id, identity)
      await writer.record([resultLine(writer, { id: `r${i}`, run_id: id, dataset: 'fat' })])
      await writer.close()
    }
    writeFileSync(join(workspace.path, 'runs', ids[500]!, 'run_manifest.yaml'), '{')
    const fresh = openWorkspace(workspace.path)
    const listed = await fresh.runs.list()
    expect(listed.map(({ id }) => id)).toEqual(ids.filter((_, i) => i !== 500).reverse())
    expect(fresh.omissions().map(({ kind }) => kind)).toEqual(['damaged_manifest'])
    await expect(fresh.care.compact()).resolves.toMatchObject({ checkpointed_runs: 9 })
    for (const id of ids.slice(0, 50)) await fresh.runs.delete(id, 'ana')
    const { runs, deleted_runs } = await fresh.care.info()
    expect([runs.queued, deleted_runs]).toEqual([949, 50])
    expect((await fresh.care.compact()).removed_runs).toHaveLength(50)
    expect((await fresh.predictions()).map(({ result_id }) => result_id)).not.toContain('r0')
  }, 120_000)
})

describe('a workspace deep down', () => {
  /** A folder whose whole path has about so many bytes; a name may have 255. */
  function deep(bytes: number): string {
    let path = temporaryFolder()
    while (path.length < bytes - 210) {
      path = join(path, 'd'.repeat(200))
      mkdirSync(path)
    }
    return path
  }

  it('works with paths of nearly 4 KB', async () => {
    const workspace = openWorkspace(join(deep(3900), 'workspace'))
    await workspace.prepare()
    const run = newRun()
    await workspace.runs.create(run)
    const writer = await workspace.runs.openWriter(run.manifest.id, identity)
    await writer.record([resultLine(writer, { id: 'r1' })])
    await writer.close()
    await workspace.checkpoint()
    expect(await workspace.care.verify()).toEqual([])
    await workspace.runs.delete(run.manifest.id, 'ana')
    await workspace.runs.restore(run.manifest.id)
    expect((await workspace.results()).map(({ id }) => id)).toEqual(['r1'])
  })

  it('is refused by name where the system takes no path that long', async () => {
    const workspace = openWorkspace(join(deep(4085), 'w'.repeat(100)))
    await expect(workspace.prepare()).rejects.toMatchObject({ kind: 'storage', code: 'WorkspaceNotWritable' })
  })
})

it('keeps datasets and runs apart that differ by case, or by how Unicode writes an accent', async () => {
  const workspace = await emptyWorkspace()
  const names = ['Fat', 'fat', 'FAT', 'Übung'.normalize('NFC'), 'Übung'.normalize('NFD'), 'ﬁne', 'fine']
  const { manifest } = newRun()
  await workspace.runs.create(newRun())
  const writer = await workspace.runs.openWriter(manifest.id, identity)
  for (const [i, dataset] of names.entries()) {
    await writer.record([resultLine(writer, { id: `r${i}`, dataset, score: i + 1 })])
  }
  await writer.close()
  await workspace.checkpoint()
  for (const [i, dataset] of names.entries()) {
    expect(new Set((await workspace.predictions({ dataset })).map(({ result_id }) => result_id))).toEqual(
      new Set([`r${i}`]),
    )
    expect((await workspace.summary(dataset))?.total_predictions).toBe(9)
  }
  expect(await workspace.care.verify()).toEqual([])
})
