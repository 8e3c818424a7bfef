import { describe, expect, it } from 'vitest'
import { commandPath, everyCommand } from '../../src/cli/program.ts'
import {
  DamagedFile,
  MissingDataset,
  type N4aError,
  NotFinite,
  UnknownOperator,
  WrongFilter,
} from '../../src/core/index.ts'
import { registeredDataset, runRecord } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke, wholeProgram } from './support/invoke.ts'

const failing = (error: unknown) => fakeEngine({ execute: () => Promise.reject(error) })

describe('errors', () => {
  it.each<[number, N4aError]>([
    [2, UnknownOperator({ name: 'SNW', known: ['SNV'] })],
    [2, MissingDataset({ path: 'meat.csv' })],
    [3, DamagedFile({ path: 'run_manifest.yaml', reason: 'it ends early' })],
    [1, NotFinite({ what: 'Predictions' })],
  ])('exit with %i where that is who has to act', async (code, error) => {
    expect(await invoke(['run', 'run.yaml'], { engine: failing(error) })).toMatchObject({ code, out: '' })
  })

  it('say what happened, where, and what to do next', async () => {
    const error = UnknownOperator({ name: 'SNW', known: ['SNV'] }).at({
      file: 'templates/pls.yaml',
      line: 3,
      column: 5,
      field: 'pipeline[0]',
      step: 'SNW',
    })
    const { err } = await invoke(['run', 'run.yaml', '--json'], { engine: failing(error) })
    expect(err).toBe(
      'Error: There is no operator "SNW". [UnknownOperator]\n' +
        '   at: templates/pls.yaml:3:5, field pipeline[0], step SNW\n' +
        ' hint: Nearest known: SNV. All of them: `n4a operators list`.\n',
    )
  })

  it('keep the lines of a message, and nothing that could move the cursor', async () => {
    const error = WrongFilter({ filter: 'rmse<', position: 5, reason: 'a number\u001b[2J is missing' })
    const { err } = await invoke(['run', 'run.yaml'], { engine: failing(error.at({ file: 'a\u009bb' })) })
    expect(err).toContain('a number\\u001b[2J is missing')
    expect(err).toContain('at: a\\u009bb')
    expect(err.split('\n')[2]).toMatch(/^ +\^ \[WrongFilter\]$/)
  })

  it('that nobody foresaw say so, and how to report them', async () => {
    const { code, err } = await invoke(['run', 'run.yaml'], { engine: failing(new TypeError('x is not a function')) })
    expect(code).toBe(1)
    expect(err).toContain('x is not a function. [Unforeseen]')
    expect(err).toContain('N4A_DEBUG=1')
    expect(err).not.toContain('TypeError')
  })

  it('show how they came about with N4A_DEBUG=1', async () => {
    const env = { N4A_DEBUG: '1' }
    const { err } = await invoke(['run', 'run.yaml'], { env, engine: failing(new TypeError('x is not a function')) })
    expect(err).toMatch(/caused by TypeError: x is not a function\n +at /)
  })
})

describe('usage', () => {
  it.each([
    [['rusn', 'list'], "Unknown command 'rusn' (Did you mean one of run, runs?)"],
    [['runs', 'lsit'], "Unknown command 'lsit' (Did you mean list?)"],
    [['runs', 'list', '--jsno'], "Unknown option '--jsno' (Did you mean --json?)"],
    [['run'], "Missing required argument 'file'."],
    [['runs', 'list', '--limit', '-1'], 'It must be an integer above 0, or all.'],
    [['runs', 'list', '--status', 'done'], 'Allowed choices are queued, running'],
    [['runs', 'show', 'a', 'b'], 'Too many arguments'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish.'],
  ])('%j is wrong, and the message says how it would be right', async (args, reason) => {
    const { code, out, err } = await invoke(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(reason)
    expect(err).toMatch(/\[WrongUsage\]\n hint: Usage: n4a .*More: `n4a .*--help`\.\n$/)
  })

  it('of a noun alone is its help, with exit code 2', async () => {
    const { code, err } = await invoke(['runs'])
    expect(code).toBe(2)
    expect(err).toContain('Usage: n4a runs [options] [command]')
  })

  it('--help lists every command, the exit codes and the environment, with exit code 0', async () => {
    const { code, out } = await invoke(['--help'])
    expect(code).toBe(0)
    for (const word of ['run ', 'runs', 'predictions', 'tui', '130  interrupted', 'N4A_WORKSPACE']) {
      expect(out).toContain(word)
    }
  })

  it('of every command takes --workspace and has a summary', async () => {
    const leaves = everyCommand(wholeProgram()).filter(({ commands }) => commands.length === 0)
    for (const command of leaves) {
      expect(
        command.options.map(({ long }) => long),
        commandPath(command),
      ).toContain('--workspace')
      expect(command.summary(), commandPath(command)).not.toBe('')
    }
    const listings = leaves.filter(command => command.name() === 'list' || command.name() === 'show')
    for (const command of listings) {
      expect(
        command.options.map(({ long }) => long),
        commandPath(command),
      ).toContain('--json')
    }
  })
})

describe('tui', () => {
  const terminal = { input: true, output: true }

  it('opens the dashboard on the workspace named', async () => {
    const { code, dashboards, workspaces } = await invoke(['tui', 'w'], { terminal })
    expect(code).toBe(0)
    expect(workspaces).toEqual(['w'])
    expect(dashboards.map(({ workspace, request }) => ({ workspace, request }))).toEqual([{ workspace: process.cwd() }])
  })

  it('begins with the page of a deep link, and refuses links that lead nowhere', async () => {
    const { dashboards } = await invoke(['tui', 'results', '--where', 'rpd > 3'], { terminal })
    expect(dashboards[0]?.place).toEqual({ screen: 'results', subject: null, filter: 'rpd > 3' })
    for (const [line, reason] of [
      ['tui results --where rpd>', 'rpd>'],
      ['tui results x', 'it is a list'],
      ['tui result', 'no id is given'],
      ['tui w x', 'no page is named'],
      ['tui --where x', 'no page is named'],
    ] as const) {
      const { code, err, dashboards: none } = await invoke(line.split(' '), { terminal })
      expect({ code, none }, line).toEqual({ code: 2, none: [] })
      expect(err, line).toContain(reason)
    }
  })

  it('hands over the run it should execute', async () => {
    const { dashboards } = await invoke(['tui', '--run', 'run.yaml'], { terminal })
    expect(dashboards[0]?.request).toEqual({ templates: ['run.yaml'], datasets: [] })
  })

  it.each([{ input: true }, { output: true }])('is refused without a terminal on both sides: %j', async half => {
    const { code, err, dashboards } = await invoke(['tui'], { terminal: half })
    expect({ code, dashboards }).toEqual({ code: 2, dashboards: [] })
    expect(err).toContain('not a terminal')
    expect(err).toContain('ssh -t')
  })
})

describe('demo', () => {
  const demo = runRecord({ name: 'Tecator', datasets: [{ name: 'fat' }] as never })

  it('executes the shipped run, then opens the dashboard where there is a terminal', async () => {
    let runs = [] as (typeof demo)[]
    const engine = fakeEngine({
      execute: async () => {
        runs = [demo]
        return demo
      },
    })
    const { code, dashboards } = await invoke(['demo'], { engine, terminal: { input: true, output: true } })
    expect(code).toBe(0)
    expect(runs).toHaveLength(1)
    expect(String(engine.calls[0]?.[1])).toMatch(/examples\/tecator\/run\.yaml$/)
    expect(dashboards).toHaveLength(1)
    expect(
      (await invoke(['demo', '--no-tui'], { engine, terminal: { input: true, output: true } })).dashboards,
    ).toEqual([])
  })

  it('reuses a completed run', async () => {
    const engine = fakeEngine({ runs: [demo] })
    const { code, out } = await invoke(['demo'], { engine })
    expect(code).toBe(0)
    expect(out).toContain(`The demo run is in workspace already: ${demo.id}`)
    expect(engine.calls.map(([name]) => name)).not.toContain('runs.start')
  })

  it('goes on with one that was interrupted', async () => {
    const engine = fakeEngine({ runs: [{ ...demo, status: 'running', live: false }] })
    await invoke(['demo'], { engine })
    expect(engine.calls).toContainEqual(['runs.resume', demo.id])
  })

  it('starts anew where the runs there are others', async () => {
    const others = [runRecord({ name: 'Mine' }), { ...demo, total_results: 3 }]
    const engine = fakeEngine({ runs: others })
    await invoke(['demo'], { engine })
    expect(engine.calls.map(([name]) => name)).toContain('runs.start')
  })
})

describe('doctor', () => {
  it('finds a usable workspace and a missing terminal', async () => {
    const { code, out } = await invoke(['doctor', '--json', '--workspace', 'no/such/folder'], {
      env: { LANG: 'C.UTF-8' },
    })
    expect(code).toBe(0)
    const findings: { what: string; state: string }[] = JSON.parse(out)
    expect(findings.map(({ what, state }) => `${what} ${state}`)).toEqual([
      'n4a good',
      expect.stringContaining('node '),
      'workspace good',
      'terminal poor',
      'characters good',
    ])
  })

  it('exits 3 where the workspace cannot be written', async () => {
    const { code, out } = await invoke(['doctor', '--workspace', 'package.json/inside'])
    expect(code).toBe(3)
    expect(out).toMatch(/^✗ workspace/m)
  })
})

it('shows a registered dataset by its id', async () => {
  const engine = fakeEngine({ datasets: [registeredDataset()] })
  const { out } = await invoke(['datasets', 'show', 'ds_1'], { engine })
  expect(out).toContain('Status       valid')
})
