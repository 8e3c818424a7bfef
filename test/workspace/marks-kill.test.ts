import { readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../src/core/workspace/index.ts'
import { startChild } from './support/child.ts'
import { emptyWorkspace } from './support/workspace.ts'

/** Ids of all marks that a fresh reader finds, in order; it must find no damage. */
async function found({ path }: Workspace): Promise<readonly string[]> {
  const fresh = openWorkspace(path)
  const events = await fresh.marks.events()
  expect(fresh.omissions()).toEqual([])
  return events.map(({ id }) => id)
}

/** Two processes of one person mark at once, into one journal; each is killed after a few marks. */
async function markUntilKilled({ path }: Workspace, round: number): Promise<readonly string[]> {
  const children = ['a', 'b'].map(name => startChild('marks-child.ts', [path, `${name}${round}`]))
  await Promise.all(
    children.map(async (child, i) => {
      await child.line(() => child.lines.length > (round * (i + 3)) % 5)
      await after((round * 7 + i * 3) % 11)
      child.process.kill('SIGKILL')
      await child.ended
    }),
  )
  return children.flatMap(({ lines }) => lines)
}

it('marks that were announced outlive kill -9 of those who mark, once each', async () => {
  const workspace = await emptyWorkspace()
  const announced: string[] = []
  for (let round = 0; round < 12; round++) {
    announced.push(...(await markUntilKilled(workspace, round)))
    const ids = await found(workspace)
    expect(new Set(ids).size).toBe(ids.length)
    expect(announced.filter(id => !ids.includes(id))).toEqual([])
    // What was durable before its process could say so is kept as well; a process has one at most.
    expect(ids.length - announced.length).toBeLessThanOrEqual(2 * (round + 1))
  }
  expect(announced.length).toBeGreaterThan(24)

  // The test can fail: a journal cut at the middle of its lines has lost some that were announced.
  const journal = join(workspace.path, 'marks', readdirSync(join(workspace.path, 'marks')).find(isJournal)!)
  const text = readFileSync(journal, 'utf8')
  truncateSync(journal, Buffer.byteLength(text.slice(0, text.indexOf('\n', text.length / 2) + 1)))
  const left = await found(workspace)
  expect(announced.filter(id => !left.includes(id)).length).toBeGreaterThan(5)
}, 120_000)

const isJournal = (name: string) => name.endsWith('.jsonl')
