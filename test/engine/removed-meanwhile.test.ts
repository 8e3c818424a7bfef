import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createEngine, type RunEvent } from '../../src/core/index.ts'
import { smallRequest } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-removed-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Start a run, and remove a folder after its first results; what was told after that. */
async function runWithout(part: (workspace: string) => string) {
  const workspace = join(mkdtempSync(join(scratch, 'w-')), 'workspace')
  const engine = createEngine({ workspace })
  let told = 0
  let removed = false
  const onEvent = (event: RunEvent) => {
    if (event.type !== 'results') return
    if (removed) told += event.results.length
    else rmSync(part(workspace), { recursive: true })
    removed = true
  }
  const ended = await engine.runs.start(smallRequest(), { onEvent }).catch(error => error)
  return { engine, ended, told }
}

const folderOfRun = (workspace: string) => join(workspace, 'runs', readdirSync(join(workspace, 'runs'))[0]!)

describe('a folder that is removed under a running run', () => {
  it.each([
    ['the workspace', (workspace: string) => workspace],
    ['all runs', (workspace: string) => join(workspace, 'runs')],
    ['the run', folderOfRun],
    ['its segments', (workspace: string) => join(folderOfRun(workspace), 'segments')],
    ['the arrays', (workspace: string) => join(workspace, 'arrays')],
  ])('ends it, and nothing more is told: %s', async (_, part) => {
    const { ended, told } = await runWithout(part)
    expect(ended).toMatchObject({ code: 'RemovedMeanwhile', kind: 'storage' })
    expect(told).toBe(0)
  })

  it('is made again where it held nothing that only stood there: the tables', async () => {
    const { engine, ended } = await runWithout(workspace => join(workspace, 'predictions'))
    expect(ended).toMatchObject({ status: 'completed', completed_results: 18 })
    expect(await engine.care.verify()).toEqual([])
  })
})
