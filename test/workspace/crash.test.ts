import { readdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { withTable } from '../../src/core/workspace/parquet/read-table.ts'
import { rawFooter } from '../../src/core/workspace/parquet/scanned-file.ts'
import { predictionTable } from '../../src/core/workspace/parquet/tables.ts'
import { openTableWriter } from '../../src/core/workspace/parquet/write-table.ts'
import { audit } from './support/audit.ts'
import { type Child, startChild } from './support/child.ts'
import { workspaceWithRun } from './support/workspace.ts'

const recorderSteps = ['record:packed', 'record:written'] as const
/** Where, and the how manieth time: the predictions of two datasets come before the results. */
const checkpointSteps = [
  ['checkpoint:copied', 1],
  ['checkpoint:writing', 1],
  ['checkpoint:writing', 7],
  ['checkpoint:before_rename', 1],
  ['checkpoint:after_rename', 1],
  ['checkpoint:copied', 2],
  ['checkpoint:before_rename', 2],
  ['checkpoint:after_rename', 2],
  ['checkpoint:before_rename', 3],
  ['checkpoint:after_rename', 3],
  ['checkpoint:unlinked', 1],
  ['checkpoint:unlinked', 2],
  ['checkpoint:before_rename', 3],
  ['checkpoint:after_rename', 1],
] as const

/** Rounds of these steps; with the writers, which are killed meanwhile, more than 100 kills in each of three workspaces. */
const rounds = 3

describe('kill -9', () => {
  it.each([1, 2, 3])(
    'of writers and of checkpoints at any moment loses and doubles nothing (workspace %i)',
    async () => {
      const { workspace, id, layout } = await workspaceWithRun()
      const children: Child[] = []
      const start = (...args: string[]) => {
        const child = startChild('store-child.ts', args)
        children.push(child)
        return child
      }
      const told = () => new Set(children.flatMap(({ lines }) => lines))
      const reached = new Map<string, number>()
      let unseen = 0

      let checkpointing = true
      let writerKills = 0
      const record = async (worker: number) => {
        for (let i = 0; checkpointing || i < 30; i++) {
          const step = i % 3 === 2 ? 'never' : recorderSteps[i % 2]!
          const child = start('record', workspace.path, id, `w${worker}`, step, String(3 + ((i * 7) % 20)))
          if (step === 'never') {
            await child.line(line => line.endsWith('x6'))
            child.process.kill('SIGKILL')
          }
          expect((await child.ended).signal).toBe('SIGKILL')
          writerKills += 1
          // What was told is seen at once by others, wherever checkpoints have moved it meanwhile.
          const seen = new Set((await workspace.runs.results(id)).map(result => result.id))
          const results = child.lines.filter(line => !line.startsWith('refit'))
          unseen += results.filter(line => !seen.has(line)).length
          const rows = await workspace.predictions({ result_id: results[0]! })
          if (new Set(rows.map(row => row.id)).size !== rows.length || rows.length < 9) unseen += 1
        }
      }
      // A reader that looks at everything all the time, as a dashboard would.
      const reader = startChild('reading-child.ts', [workspace.path, id])
      await reader.line(line => line === 'looked')
      const recorders = Promise.all([record(1), record(2)])
      const checkpoints = (async () => {
        for (const [step, times] of Array.from({ length: rounds }, () => checkpointSteps).flat()) {
          // A checkpoint that finds too little to do ends before it comes to its step, and right.
          for (let killed = false; !killed; await sleep(20)) {
            const { code, signal } = await start('checkpoint', workspace.path, id, '-', step, String(times)).ended
            killed = signal === 'SIGKILL'
            if (killed) reached.set(step, (reached.get(step) ?? 0) + 1)
            else expect(code).toBe(0)
          }
        }
        checkpointing = false
      })()
      await Promise.all([recorders, checkpoints])
      reader.process.kill('SIGTERM')
      await reader.ended
      await workspace.checkpoint(id)

      const checkpointKills = [...reached.values()].reduce((sum, n) => sum + n, 0)
      expect(checkpointKills).toBe(rounds * checkpointSteps.length)
      expect(writerKills + checkpointKills).toBeGreaterThanOrEqual(100)
      expect(reader.lines.filter(line => line !== 'looked')).toEqual([])
      expect(reader.lines.length).toBeGreaterThan(10)
      expect(unseen).toBe(0)
      const { lost, doubled, wrongSummaries, results } = await audit(workspace, id, told())
      expect({ lost, doubled, wrongSummaries }).toEqual({ lost: [], doubled: [], wrongSummaries: [] })
      expect(results).toBeGreaterThanOrEqual([...told()].filter(line => !line.startsWith('refit')).length)
      expect(results).toBeGreaterThan(100)
      expect(readdirSync(join(layout, 'segments'))).toEqual([])
      expect(readdirSync(join(workspace.path, 'predictions')).filter(name => name.endsWith('.tmp'))).toEqual([])
      expect(await workspace.predictions()).toHaveLength(
        (await workspace.runs.results(id)).reduce((sum, result) => sum + result.predictions_count, 0),
      )
      // Packs of killed writers are sealed, so that numpy reads them whole.
      for (const pack of readdirSync(join(workspace.path, 'arrays'))) {
        const bytes = readFileSync(join(workspace.path, 'arrays', pack))
        const whole = Math.floor((bytes.length - 128) / 8)
        expect(bytes.toString('latin1', 10, 128)).toContain(`'shape': (${whole},)`)
      }
    },
    400_000,
  )

  it('shows as loss where a writer tells before it is durable', async () => {
    const { workspace, id } = await workspaceWithRun()
    const child = startChild('store-child.ts', ['record-too-early', workspace.path, id, 'w1', 'record:packed', '4'])
    await child.ended
    await workspace.checkpoint(id)
    expect((await audit(workspace, id, child.lines)).lost).toHaveLength(1)
  })

  it('shows as doubles and a wrong summary where rows were appended twice', async () => {
    const { workspace, id } = await workspaceWithRun()
    await startChild('store-child.ts', ['record', workspace.path, id, 'w1', 'record:written', '9']).ended
    await workspace.checkpoint(id)
    expect(await audit(workspace, id, [])).toMatchObject({ lost: [], doubled: [], wrongSummaries: [] })
    const path = join(workspace.path, 'predictions', 'fat.meta.parquet')
    const file = await open(path, 'r+')
    const raw = await rawFooter(path)
    await withTable(path, predictionTable, async ({ rows, metadata: { schema }, footer }) => {
      const again = await rows()
      const writer = await openTableWriter(file, predictionTable, { schema, footer: raw, start: footer.start })
      await writer.write(again)
      await writer.finish(footer.keys)
    })
    await file.close()
    const found = await audit(workspace, id, [])
    expect(found.doubled.length).toBeGreaterThan(0)
    expect(found.wrongSummaries).toEqual(['fat'])
  })
})
