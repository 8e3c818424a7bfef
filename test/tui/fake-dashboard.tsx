import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runDashboard } from '../../src/tui/index.tsx'
import { createFakeEngine, type FakeOptions } from './fake-engine.ts'

/** The dashboard on made-up records: `tsx test/tui/fake-dashboard.tsx '{"live": 100}'`. */
const { run, crash, ...options } = JSON.parse(process.argv[2] ?? '{}') as FakeOptions & {
  readonly run?: string
  /** An error that nobody catches comes after so many milliseconds. */
  readonly crash?: number
}
if (crash !== undefined) {
  setTimeout(() => {
    throw new Error('nobody catches this')
  }, crash)
}
const engine = createFakeEngine(options)
await runDashboard({
  engine,
  workspace: engine.workspace,
  folder: mkdtempSync(join(tmpdir(), 'n4a-fake-')),
  ...(run ? { request: { name: run, templates: [], datasets: [] } } : {}),
})
process.stdout.write('after the dashboard\n')
