import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ResultRecord, WorkspaceImport } from '../../../src/core/index.ts'
import { n4a, node20, start } from '../../cli/support/built-command.ts'
import { temporaryFolder } from '../support/workspace.ts'
import { makeDuckdb, makeParquet, makeSqlite } from './support/make-stores.ts'
import { treeOf } from './support/samples.ts'

const list = async (workspace: string): Promise<readonly ResultRecord[]> => {
  const { code, out, err } = await n4a(['results', 'list', '--json', '--workspace', workspace])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

describe('the built command', () => {
  it('reads each store, manifests that it did not write itself among them', async () => {
    for (const make of [makeSqlite, makeDuckdb, makeParquet]) {
      const workspace = temporaryFolder()
      await make(workspace)
      const before = treeOf(workspace)
      expect((await list(workspace)).map(({ params }) => params.n_components)).toEqual([2, 3])
      expect(treeOf(workspace)).toEqual(before)
    }
  })

  it('refuses to write with exit code 3', async () => {
    const workspace = temporaryFolder()
    await makeSqlite(workspace)
    for (const args of [
      ['workspace', 'compact'],
      ['runs', 'resume', 'latest'],
      ['runs', 'cancel', 'latest'],
    ]) {
      const { code, err } = await n4a([...args, '--workspace', workspace])
      expect({ args, code }).toEqual({ args, code: 3 })
      expect(err).toContain('ReadOnlyWorkspace')
    }
  })

  it.skipIf(node20() === undefined)('says which Node is needed where this one has no SQLite', async () => {
    const workspace = temporaryFolder()
    await makeSqlite(workspace)
    const { code, err } = await n4a(['results', 'list', '--workspace', workspace], { node: node20()! })
    expect(code).toBe(3)
    expect(err).toMatch(/Node 22\.13 or later/)
  })

  it('reads runs of ours whose manifest a hand has edited', async () => {
    const source = temporaryFolder()
    await makeSqlite(source)
    const workspace = join(temporaryFolder(), 'ours')
    const { out } = await n4a(['workspace', 'import', source, '--json', '--workspace', workspace])
    const [run] = (JSON.parse(out) as WorkspaceImport).runs
    const manifest = join(workspace, 'runs', run!.run_id, 'run_manifest.yaml')
    writeFileSync(
      manifest,
      `# mine\nschema_version: '1.0'\nid: ${run!.run_id}\nname: by hand\nstatus: completed\ncreated_at: '2026-01-01T00:00:00Z'\n`,
    )
    const shown = await n4a(['runs', 'list', '--json', '--workspace', workspace])
    expect(JSON.parse(shown.out)).toMatchObject([{ name: 'by hand' }])
  })
})

it('an import that is killed again and again copies everything once', async () => {
  const source = temporaryFolder()
  makeParquet(source)
  const workspace = join(temporaryFolder(), 'ours')
  const args = ['workspace', 'import', source, '--json', '--workspace', workspace]
  for (const delay of [250, 300, 340, 380, 420, 460, 500]) {
    const child = start(args)
    await sleep(delay)
    child.process.kill('SIGKILL')
    await child.ended
  }
  const { code, err } = await n4a(args)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const results = await list(workspace)
  expect(results.map(({ predictions_count }) => predictions_count)).toEqual([12, 12])
  const predictions = await n4a(['predictions', 'list', '--json', '--workspace', workspace])
  expect(JSON.parse(predictions.out)).toHaveLength(24)
  expect((await n4a(['workspace', 'verify', '--workspace', workspace])).out).toBe('Nothing is wrong.\n')
})
