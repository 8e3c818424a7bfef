import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ResultRecord } from '../../src/core/records/index.ts'
import type { TailUpdate, Workspace } from '../../src/core/workspace/index.ts'
import { refitLine, resultLine } from './support/records.ts'
import { collect, workspaceWithRun } from './support/workspace.ts'

const writer = { shard: 'main', attempt: 1, n4a_version: '0.1.0' }

const follow = (workspace: Workspace, id: string, signal?: AbortSignal): Promise<TailUpdate[]> =>
  collect(workspace.runs.tail(id, { interval: 2, ...(signal && { signal }) }))

const ids = (results: readonly ResultRecord[]) => results.map(({ id }) => id)

describe('following a run', () => {
  it('tells every result once, though checkpoints remove segments meanwhile', async () => {
    const { workspace, id } = await workspaceWithRun()
    await workspace.runs.transition(id, 'running')
    const updates = follow(workspace, id)
    const told: string[] = []
    for (let attempt = 1; attempt <= 6; attempt++) {
      const opened = await workspace.runs.openWriter(id, { ...writer, attempt })
      for (let i = 0; i < 15; i++) {
        const result = `r${attempt}_${i}`
        await opened.record([resultLine(opened, { id: result, dataset: i % 2 ? 'fat' : 'protein' })])
        told.push(result)
        if (i % 5 === 0) await workspace.checkpoint(id)
        await sleep(attempt % 2)
      }
      await opened.close()
      // This takes away the segment, perhaps before the follower has seen any of it.
      await workspace.checkpoint(id)
    }
    await workspace.runs.transition(id, 'completed')
    const all = await updates
    expect(ids(all.flatMap(({ results }) => results)).sort()).toEqual(told.sort())
    expect(all.at(-1)!.manifest.status).toBe('completed')
    expect(all.length).toBeGreaterThan(6)
  })

  it('begins with the run as it stands, and ends at once where that has ended', async () => {
    const { workspace, id } = await workspaceWithRun()
    await workspace.runs.transition(id, 'running')
    const opened = await workspace.runs.openWriter(id, writer)
    await opened.record([resultLine(opened, { id: 'r1' })])
    await workspace.checkpoint(id)
    await opened.record([resultLine(opened, { id: 'r2' })])
    await opened.close()
    await workspace.runs.transition(id, 'failed')
    const updates = await follow(workspace, id)
    expect(updates).toHaveLength(1)
    expect(ids(updates[0]!.results)).toEqual(['r1', 'r2'])
    expect(updates[0]).toMatchObject({ live: false, manifest: { status: 'failed' } })
  })

  it('tells a refitted result once more, with its final scores', async () => {
    for (const checkpoint of [false, true]) {
      const { workspace, id } = await workspaceWithRun()
      await workspace.runs.transition(id, 'running')
      const opened = await workspace.runs.openWriter(id, writer)
      const updates = workspace.runs.tail(id, { interval: 1 })[Symbol.asyncIterator]()
      await opened.record([resultLine(opened, { id: 'r1' })])
      expect(ids((await updates.next()).value.results)).toEqual(['r1'])
      await opened.record([refitLine(opened, { id: 'r1' })])
      await opened.close()
      if (checkpoint) await workspace.checkpoint(id)
      const { results } = (await updates.next()).value as TailUpdate
      expect(results).toMatchObject([{ id: 'r1', scores: { final_test: { rmse: 3 } }, predictions_count: 11 }])
      await updates.return?.(undefined)
    }
  })

  it('tells when somebody begins and ends to execute it', async () => {
    const { workspace, id } = await workspaceWithRun()
    const updates = workspace.runs.tail(id, { interval: 1 })[Symbol.asyncIterator]()
    const next = async () => (await updates.next()).value as TailUpdate
    expect(await next()).toMatchObject({ live: false, results: [], manifest: { status: 'queued' } })
    const lock = await workspace.runs.acquire(id)
    expect(await next()).toMatchObject({ live: true })
    await lock.release()
    expect(await next()).toMatchObject({ live: false })
    await updates.return?.(undefined)
  })

  it('stops at its signal', async () => {
    const { workspace, id } = await workspaceWithRun()
    const stop = new AbortController()
    const updates = follow(workspace, id, stop.signal)
    await sleep(10)
    stop.abort()
    expect(await updates).toHaveLength(1)
  })
})
