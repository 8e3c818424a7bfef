import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readParquet, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm'
import { describe, expect, it } from 'vitest'
import { withApplied } from '../../src/core/workspace/checkpoint/applied-segments.ts'
import type { Workspace } from '../../src/core/workspace/index.ts'
import { layoutOf } from '../../src/core/workspace/layout.ts'
import { readFooter } from '../../src/core/workspace/parquet/footer.ts'
import { resultLine } from './support/records.ts'
import { workspaceWithRun } from './support/workspace.ts'

const file = (workspace: Workspace) => join(workspace.path, 'predictions', 'fat.meta.parquet')

async function record(workspace: Workspace, id: string, result: string): Promise<void> {
  const writer = await workspace.runs.openWriter(id, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
  await writer.record([resultLine(writer, { id: result })])
  await writer.close()
}

/** A workspace whose next checkpoint does `meanwhile` when it comes to `step`. */
async function interfered(step: string, meanwhile: () => void) {
  let armed = true
  const made = await workspaceWithRun(
    {},
    {
      onStep: reached => {
        if (reached !== step || !armed) return
        armed = false
        meanwhile()
      },
    },
  )
  return made
}

describe('a checkpoint that was stopped before it commits', () => {
  it('gives way where its lock was taken over', async () => {
    const { workspace, id } = await interfered('checkpoint:before_rename', () => {
      const owner = join(workspace.path, 'predictions', '.fat.lock', 'owner.json')
      writeFileSync(owner, readFileSync(owner, 'utf8').replace(/"token":"[^"]+"/, '"token":"theirs"'))
    })
    await record(workspace, id, 'r1')
    await expect(workspace.checkpoint(id)).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    expect(existsSync(file(workspace))).toBe(false)
    expect(await workspace.predictions()).toHaveLength(9)
  })

  it('gives way where another has committed since it read', async () => {
    const other = await workspaceWithRun()
    await record(other.workspace, other.id, 'theirs')
    await other.workspace.checkpoint(other.id)
    const { workspace, id, layout } = await interfered('checkpoint:before_rename', () =>
      copyFileSync(file(other.workspace), file(workspace)),
    )
    await record(workspace, id, 'r1')
    await expect(workspace.checkpoint(id)).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    expect(readFileSync(file(workspace))).toEqual(readFileSync(file(other.workspace)))
    expect(readdirSync(join(workspace.path, 'predictions'))).toEqual(['fat.meta.parquet'])
    expect(readdirSync(join(layout, 'segments'))).toEqual(['main-1.jsonl'])
  })
})

it('keeps a segment whose writer has written and ended since the checkpoint read it', async () => {
  const other = await workspaceWithRun()
  await record(other.workspace, other.id, 'late')
  const late = join(other.layout, 'segments', 'main-1.jsonl')
  const { workspace, id, layout } = await interfered('checkpoint:after_rename', () =>
    copyFileSync(late, join(layout, 'segments', 'late-1.jsonl')),
  )
  await record(workspace, id, 'r1')
  await workspace.checkpoint(id)
  expect(readdirSync(join(layout, 'segments'))).toEqual(['late-1.jsonl'])
  expect((await workspace.runs.results(id)).map(result => result.id)).toEqual(['r1', 'late'])
  await workspace.checkpoint(id)
  expect(readdirSync(join(layout, 'segments'))).toEqual([])
  expect((await workspace.runs.results(id)).map(result => result.id)).toEqual(['r1', 'late'])
})

it('goes on with a predictions file that another program has written anew', async () => {
  const { workspace, id } = await workspaceWithRun()
  await record(workspace, id, 'r1')
  await workspace.checkpoint(id)
  const { keys } = (await readFooter(file(workspace)))!
  const properties = new WriterPropertiesBuilder().setKeyValueMetadata(new Map(keys)).build()
  writeFileSync(file(workspace), writeParquet(readParquet(readFileSync(file(workspace))), properties))
  await record(workspace, id, 'r2')
  await workspace.checkpoint(id)
  const rows = await workspace.predictions()
  expect(rows.map(({ result_id }) => result_id)).toEqual([...Array(9).fill('r1'), ...Array(9).fill('r2')])
  expect(rows[0]!.created_at).toBe('2026-11-23T08:00:01.125Z')
  expect((await workspace.summary('fat'))?.total_predictions).toBe(18)
})

it('counts the rows of a file without a summary once, and keeps its columns that we do not know out', async () => {
  const { workspace, id } = await workspaceWithRun()
  await record(workspace, id, 'r1')
  await workspace.checkpoint(id)
  const properties = new WriterPropertiesBuilder().build()
  writeFileSync(file(workspace), writeParquet(readParquet(readFileSync(file(workspace))), properties))
  expect(await workspace.summaries()).toMatchObject([{ dataset: 'fat', num_rows: 9, summary: null }])
  await record(workspace, id, 'r2')
  await workspace.checkpoint(id)
  expect(await workspace.summary('fat')).toMatchObject({
    total_predictions: 18,
    stats: { val_score: { n: 6 } },
    top_predictions: [{ result_id: 'r1' }, { result_id: 'r2' }],
  })
})

it('drops the positions of segments that are gone once there are many', async () => {
  const { workspace, id } = await workspaceWithRun()
  const writer = await workspace.runs.openWriter(id, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
  await writer.close()
  const gone = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`run${i}/main-1`, 1]))
  const layout = layoutOf(workspace.path)
  expect(withApplied(layout, { ...gone, [`${id}/main-1`]: 5 }, { 'new/main-1': 9 })).toEqual({
    [`${id}/main-1`]: 5,
    'new/main-1': 9,
  })
})
