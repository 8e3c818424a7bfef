import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../../src/core/workspace/index.ts'
import { newRun, type RunChange } from './records.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own, removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'n4a-test-'))
  folders.push(folder)
  return folder
}

export async function emptyWorkspace(options?: WorkspaceOptions): Promise<Workspace> {
  const workspace = openWorkspace(join(temporaryFolder(), 'workspace'), options)
  await workspace.prepare()
  return workspace
}

/** A workspace with one run. */
export async function workspaceWithRun(change: RunChange = {}, options?: WorkspaceOptions) {
  const workspace = await emptyWorkspace(options)
  const run = newRun(change)
  await workspace.runs.create(run)
  return { workspace, id: run.manifest.id, layout: join(workspace.path, 'runs', run.manifest.id) }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
