import { describe, expect, it } from 'vitest'
import type { Engine, RunEvent } from '../../src/core/index.ts'
import { failedResult, resultRecord, runRecord } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const { id } = runRecord()
const paused = runRecord({ status: 'paused', completed_results: 3 })

/** A run that goes on until it is asked to pause. */
const patient: Engine['runs']['start'] = (_, options) =>
  new Promise(resolve => {
    options?.onEvent?.({ type: 'run', run: runRecord({ status: 'running', completed_results: 0 }) })
    options?.signal?.addEventListener('abort', () => setTimeout(() => resolve(paused), 5))
  })

const resultsEvent = (best_score: number, completed: number): RunEvent => ({
  type: 'results',
  run_id: id,
  results: [resultRecord({ best_score })],
  completed,
  failed: 1,
  total: 20,
})

describe('run', () => {
  it('prints the leaderboard, where the run is stored and what to do next', async () => {
    const engine = fakeEngine({ runs: [runRecord()], results: [resultRecord()] })
    const { code, out, err } = await invoke(['run', 'run.yaml'], { engine })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Leaderboard\n#/)
    expect(out).toMatch(/^1 +fat +SNV > PLS\(n_components=10\) +2\.50 ± 0\.31/m)
    expect(out).toContain(`Tecator: completed, 20 of 20 results in 1.5 s.\nStored in workspace as ${id}\n`)
    expect(out).toContain('  n4a tui ')
    expect(out).toContain(`  n4a results list --run ${id}  all results`)
  })

  it('names the workspace in the commands it suggests where it is not the usual one', async () => {
    const engine = fakeEngine({ runs: [runRecord()], results: [resultRecord()] })
    const { out } = await invoke(['run', 'run.yaml', '--workspace', "my spectra's"], { engine })
    expect(out).toContain(`  n4a tui --workspace 'my spectra'\\''s' `)
  })

  it('reads template files with the datasets given beside them', async () => {
    const engine = fakeEngine({ runs: [runRecord()] })
    await invoke(['run', 'a.yaml', 'b.yaml', '--dataset', 'x.csv', 'y.csv', '--y', 'fat'], { engine })
    expect(engine.calls[0]).toEqual([
      'runs.read',
      ['a.yaml', 'b.yaml'],
      [
        { path: 'x.csv', y: 'fat' },
        { path: 'y.csv', y: 'fat' },
      ],
    ])
  })

  it('takes several targets, each after a --y of its own', async () => {
    const engine = fakeEngine({ runs: [runRecord()] })
    await invoke(['run', 'a.yaml', '--dataset', 'x.csv', '--y', 'fat', '--y', 'protein'], { engine })
    expect(engine.calls[0]).toEqual(['runs.read', ['a.yaml'], [{ path: 'x.csv', y: ['fat', 'protein'] }]])
  })

  it('--json prints the run record with its results as one line', async () => {
    const results = [resultRecord(), failedResult()]
    const { out } = await invoke(['run', 'run.yaml', '--json'], {
      engine: fakeEngine({ runs: [runRecord()], results }),
    })
    expect(out.trimEnd()).not.toContain('\n')
    expect(JSON.parse(out)).toEqual({ ...runRecord(), results })
  })

  it('exits 1 where results failed, with the reason and where it happened', async () => {
    const engine = fakeEngine({
      runs: [runRecord({ failed_results: 2, completed_results: 18 })],
      results: [resultRecord(), failedResult(), failedResult({ id: 'r-failed-too' })],
    })
    const { code, out } = await invoke(['run', 'run.yaml'], { engine })
    expect(code).toBe(1)
    expect(out).toContain(
      '\nFailed:\n  The fit is singular. [SingularFit]\n' +
        '    in SNV > PLS(n_components=10) on fat and 1 other\n    hint: Use fewer components.\n',
    )
  })

  it.each(['failed', 'cancelled'] as const)('exits 1 where the run is %s', async status => {
    const { code } = await invoke(['run', 'run.yaml'], { engine: fakeEngine({ runs: [runRecord({ status })] }) })
    expect(code).toBe(1)
  })

  it('hands workers and memory to the engine', async () => {
    const options: unknown[] = []
    const engine = fakeEngine({
      execute: (_, given) => {
        options.push(given)
        return Promise.resolve(runRecord())
      },
    })
    await invoke(['run', 'run.yaml', '--workers', '4', '--max-memory', '1.5GB'], { engine })
    expect(options).toEqual([expect.objectContaining({ workers: 4, max_memory: 1.5 * 2 ** 30 })])
    for (const flags of [
      ['--workers', '0'],
      ['--max-memory', 'much'],
    ]) {
      expect((await invoke(['run', 'run.yaml', ...flags], { engine })).code).toBe(2)
    }
  })

  it('refuses --y without a dataset it could belong to', async () => {
    const { code, err } = await invoke(['run', 'run.yaml', '--y', 'fat'])
    expect(code).toBe(2)
    expect(err).toContain('--dataset FILE')
  })
})

describe('interruption', () => {
  it('pauses at the first Ctrl-C and says how to go on', async () => {
    const { code, out, err } = await invoke(['run', 'run.yaml'], {
      engine: fakeEngine({ execute: patient, runs: [paused], results: [resultRecord()] }),
      onStart: interrupt => setTimeout(interrupt, 5),
    })
    expect(code).toBe(130)
    expect(err).toBe(`paused; resume with: n4a runs resume ${id}\n`)
    expect(out).toContain('Tecator: paused, 3 of 20 results')
  })

  it('leaves at once at the second Ctrl-C, still saying how to go on', async () => {
    const { quits, err } = await invoke(['run', 'run.yaml'], {
      engine: fakeEngine({ execute: patient, runs: [paused] }),
      terminal: { errors: true },
      onStart: interrupt =>
        setTimeout(() => {
          interrupt()
          interrupt()
        }, 5),
    })
    expect(quits).toEqual([130])
    expect(err).toContain('Ctrl-C again stops at once')
    expect(err.match(new RegExp(`paused; resume with: n4a runs resume ${id}`, 'g'))).toHaveLength(2)
  })

  it('says that nothing was stored where it came before the run began', async () => {
    const execute: Engine['runs']['start'] = (_, options) =>
      new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason))
      })
    const { code, err } = await invoke(['run', 'run.yaml'], {
      engine: fakeEngine({ execute }),
      onStart: interrupt => setTimeout(interrupt, 5),
    })
    expect(code).toBe(130)
    expect(err).toContain('nothing was stored')
  })

  it('resumes by id and reports like a run', async () => {
    const engine = fakeEngine({ runs: [runRecord()], results: [resultRecord()] })
    const { code, out } = await invoke(['runs', 'resume', 'latest'], { engine })
    expect(code).toBe(0)
    expect(engine.calls[0]).toEqual(['runs.resume', 'latest'])
    expect(out).toContain('Leaderboard')
  })

  it('pauses a run that another process executes', async () => {
    const { code, out } = await invoke(['runs', 'pause', id], { engine: fakeEngine({ runs: [runRecord()] }) })
    expect(code).toBe(0)
    expect(out).toBe(`Tecator is paused; resume with: n4a runs resume ${id}\n`)
  })

  it('cancels by id', async () => {
    const { code, out } = await invoke(['runs', 'cancel', id], { engine: fakeEngine({ runs: [paused] }) })
    expect(code).toBe(0)
    expect(out).toBe('Tecator is cancelled; 3 of 20 results are stored.\n')
  })
})

describe('progress', () => {
  const events: readonly RunEvent[] = [
    { type: 'run', run: runRecord({ status: 'running', completed_results: 0 }) },
    resultsEvent(3, 5),
    resultsEvent(2.11, 9),
    resultsEvent(2.5, 10),
    { type: 'note', run_id: id, text: 'a worker\u001b[2J was slow' },
  ]
  const execute: Engine['runs']['start'] = async (_, options) => {
    for (const event of events) options?.onEvent?.(event)
    return runRecord()
  }
  const engine = () => fakeEngine({ execute, runs: [runRecord()] })

  it('is silent where standard error is not a terminal', async () => {
    const { err } = await invoke(['run', 'run.yaml'], { engine: engine() })
    expect(err).toBe('a worker\\u001b[2J was slow\n')
  })

  it('is a line for each tenth with --progress', async () => {
    const { err } = await invoke(['run', 'run.yaml', '--progress'], { engine: engine() })
    const lines = err.split('\n')
    expect(lines[0]).toMatch(/^6\/20 results · 1 failed · .*fat RMSECV 3\.00$/)
    expect(lines[1]).toMatch(/^10\/20 results · 1 failed · .*fat RMSECV 2\.11$/)
    expect(lines).toHaveLength(4)
  })

  it('is one line on a terminal, cleared at the end', async () => {
    const { err } = await invoke(['run', 'run.yaml'], { engine: engine(), terminal: { errors: true, columns: 60 } })
    expect(err).toContain('\r\u001b[2K░░░░░░░░░░░░░░░░░░░░ 0/20 results')
    expect(err.endsWith('\n')).toBe(true)
    expect(err.lastIndexOf('\r\u001b[2K')).toBeGreaterThan(err.lastIndexOf('results'))
  })
})

describe('watch', () => {
  const events: readonly RunEvent[] = [
    { type: 'run', run: runRecord({ status: 'running', completed_results: 0 }) },
    resultsEvent(2, 19),
    { type: 'status', run_id: id, status: 'completed' },
  ]

  it('follows a run to its end and reports it', async () => {
    const engine = fakeEngine({ events, runs: [runRecord()], results: [resultRecord()] })
    const { code, out, err } = await invoke(['runs', 'watch', 'latest'], { engine })
    expect(code).toBe(0)
    expect(err).toContain('20/20 results')
    expect(out).toContain('Leaderboard')
  })

  it('--json prints each event as a line', async () => {
    const engine = fakeEngine({ events, runs: [runRecord()] })
    const { out } = await invoke(['runs', 'watch', id, '--json'], { engine })
    expect(
      out
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toEqual(events)
  })
})
