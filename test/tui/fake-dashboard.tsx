import { runDashboard } from '../../src/tui/index.tsx'
import { createFakeEngine, type FakeOptions } from './fake-engine.ts'

/** The dashboard on made-up records: `tsx test/tui/fake-dashboard.tsx '{"live": 100}'`. */
const { run, ...options } = JSON.parse(process.argv[2] ?? '{}') as FakeOptions & { readonly run?: string }
const engine = createFakeEngine(options)
await runDashboard({
  engine,
  workspace: engine.workspace,
  ...(run ? { request: { name: run, templates: [], datasets: [] } } : {}),
})
process.stdout.write('after the dashboard\n')
