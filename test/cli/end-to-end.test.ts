import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ResultRecord, RunRecord } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'
import { folderWith, launcher, n4a, node20, spectraTable, start } from './support/built-command.ts'

const example = rootPath('examples', 'tecator', 'run.yaml')
const SNV = 'nirs4all.operators.transforms.StandardNormalVariate'
const smoothed = {
  class: 'nirs4all.operators.transforms.SavitzkyGolay',
  params: { window_length: { _range_: [5, 15, 2] }, polyorder: 2, deriv: 1 },
}

/** Long enough to be interrupted: 200 pipelines on three targets. */
const longRun = {
  name: 'long',
  templates: [
    {
      name: 'mix',
      pipeline: [
        { _or_: [null, smoothed, SNV] },
        { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 25] } } } },
      ],
    },
  ],
  datasets: ['fat', 'moisture', 'protein'].map(y => ({
    path: rootPath('examples', 'tecator', 'tecator.csv'),
    name: y,
    y,
    partition: { column: 'set', train: ['C', 'M'], test: ['T'] },
  })),
  config: { folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 }, refit: 'best' },
}

type RunWithResults = RunRecord & { readonly results: readonly ResultRecord[] }

/** What must not depend on how often a run was interrupted. */
const essence = (results: readonly ResultRecord[]) =>
  results
    .map(({ dataset, params, best_score, scores, predictions_count }) =>
      JSON.stringify({ dataset, params, best_score, scores, predictions_count }),
    )
    .sort()

describe('the shipped example', () => {
  const workspace = join(folderWith({}), 'w')
  const at = ['--workspace', workspace]

  it('runs, and every noun can be listed and shown', async () => {
    const run = await n4a(['run', example, '--json', ...at])
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: '' })
    const record = JSON.parse(run.out) as RunWithResults
    expect(record).toMatchObject({ status: 'completed', total_results: 172, completed_results: 172 })
    expect(record.results).toHaveLength(172)
    const listed = new Map<string, { id: string; template_id?: string }[]>()
    for (const noun of ['runs', 'results', 'predictions', 'templates', 'datasets']) {
      const { code, out, err } = await n4a([noun, 'list', '--json', ...at])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      const records = JSON.parse(out)
      listed.set(noun, records)
      const shown = await n4a([noun, 'show', records[0].id, '--json', ...at])
      expect(JSON.parse(shown.out)).toEqual(records[0])
    }
    expect(listed.get('results')).toEqual(record.results)
    expect([...listed].map(([noun, records]) => [noun, records.length])).toEqual([
      ['runs', 1],
      ['results', 172],
      ['predictions', expect.any(Number)],
      ['templates', 3],
      ['datasets', 2],
    ])
    const arrays = await n4a(['predictions', 'show', listed.get('predictions')![0]!.id, '--arrays', '--json', ...at])
    const { y_true, y_pred, sample_indices, n_samples } = JSON.parse(arrays.out)
    expect([y_true.length, y_pred.length, sample_indices.length]).toEqual([n_samples, n_samples, n_samples])
  })

  it('is filtered and sorted by the same words as in the dashboard', async () => {
    const args = ['results', 'list', '--where', 'dataset:fat best_score<2.1', '--sort', '-best_score', '--json', ...at]
    const results = JSON.parse((await n4a(args)).out) as ResultRecord[]
    const scores = results.map(({ best_score }) => best_score!)
    expect(scores.length).toBeGreaterThan(0)
    expect(Math.max(...scores)).toBeLessThan(2.1)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect((await n4a(['results', 'list', '--where', 'best_score<', ...at])).code).toBe(2)
  })

  it('is exported with every sample of the test rows', async () => {
    const out = join(workspace, '..', 'out.csv')
    const args = ['predictions', 'export', '--where', 'fold_id=final partition=test', '-o', out, ...at]
    expect((await n4a(args)).code).toBe(0)
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(1 + 2 * 43)
  })

  it('is watched and resumed after its end without doing anything again', async () => {
    const watched = await n4a(['runs', 'watch', 'latest', ...at])
    expect(watched.code).toBe(0)
    expect(watched.out).toContain('172 of 172 results')
    const resumed = await n4a(['runs', 'resume', 'latest', ...at])
    expect(resumed.code).toBe(2)
    expect(resumed.err).toContain('completed')
  })

  it('is the demo, done once and then reused', async () => {
    const cwd = folderWith({})
    const first = await n4a(['demo'], { cwd })
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' })
    expect(first.out).toContain('Leaderboard')
    const second = await n4a(['demo'], { cwd })
    expect(second.out).toContain('is in workspace already')
    expect(JSON.parse((await n4a(['runs', 'list', '--json'], { cwd })).out)).toHaveLength(1)
  })

  it('leaves quietly when the reader of a pipe leaves', () => {
    const command = `"${process.execPath}" "${launcher}" predictions list --json --workspace "${workspace}" | head -n 2`
    const script = `set -o pipefail; { ${command}; } 2>&1; exit "\${PIPESTATUS[0]}"`
    const out = execFileSync('bash', ['-c', script], { encoding: 'utf8' })
    expect(out.split('\n').filter(Boolean)).toHaveLength(2)
  })
})

describe('an interrupted run', () => {
  const cwd = folderWith({ 'run.yaml': longRun })
  let calm: RunWithResults

  beforeAll(async () => {
    calm = JSON.parse((await n4a(['run', 'run.yaml', '--json', '--workspace', 'calm'], { cwd })).out)
  })

  it('pauses at Ctrl-C, and gives the results of an undisturbed one when resumed', async () => {
    const { process: command, ended } = start(['run', 'run.yaml', '--progress', '--json'], { cwd })
    command.stderr?.once('data', () => command.kill('SIGINT'))
    const paused = await ended
    expect(paused.code).toBe(130)
    const record = JSON.parse(paused.out) as RunWithResults
    expect(record.status).toBe('paused')
    expect(record.results.length).toBeGreaterThan(0)
    expect(record.results.length).toBeLessThan(record.total_results)
    expect(paused.err).toContain(`paused; resume with: n4a runs resume ${record.id}\n`)
    const resumed = await n4a(['runs', 'resume', record.id, '--json'], { cwd })
    expect(resumed.code).toBe(0)
    const whole = JSON.parse(resumed.out) as RunWithResults
    expect(whole.id).toBe(record.id)
    expect(essence(whole.results)).toEqual(essence(calm.results))
  })

  it('survives kill -9 with everything it had announced', async () => {
    const at = ['--workspace', 'killed']
    const { process: command, ended } = start(['run', 'run.yaml', '--progress', ...at], { cwd })
    let announced = 0
    command.stderr?.once('data', (text: string) => {
      announced = Number(/^(\d+)\//.exec(String(text))?.[1])
      command.kill('SIGKILL')
    })
    await ended
    const [left] = JSON.parse((await n4a(['runs', 'list', '--json', ...at], { cwd })).out) as RunRecord[]
    expect(left).toMatchObject({ status: 'running', live: false })
    expect(left!.completed_results).toBeGreaterThanOrEqual(announced)
    const resumed = JSON.parse(
      (await n4a(['runs', 'resume', 'latest', '--json', ...at], { cwd })).out,
    ) as RunWithResults
    expect(essence(resumed.results)).toEqual(essence(calm.results))
  })
})

describe('failing results', () => {
  it('are recorded with their reason, the run goes on, and it exits 1', async () => {
    const table = spectraTable()
      .trimEnd()
      .split('\n')
      .map((line, i) => (i === 3 ? line.replace(/(?<=^s2,cal,[^,]*,).*/, Array(12).fill('1').join(',')) : line))
      .join('\n')
    const pls = { model: { class: 'PLSRegression', params: { n_components: 2 } } }
    const cwd = folderWith({
      'table.csv': table,
      'with.json': { pipeline: [SNV, pls] },
      'without.json': { pipeline: [pls] },
    })
    const { code, out } = await n4a(['run', 'with.json', 'without.json', '--dataset', 'table.csv', '--y', 'y'], { cwd })
    expect(code).toBe(1)
    expect(out).toContain('Leaderboard (1 failed)')
    expect(out).toContain('[ConstantSpectrum]')
    const [failed] = JSON.parse((await n4a(['results', 'list', '--where', 'status=failed', '--json'], { cwd })).out)
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'ConstantSpectrum' }, best_score: null })
  })
})

const oldNode = node20()

describe.skipIf(!oldNode)('on Node 20 (skipped where there is none)', () => {
  it('starts, and says nothing more to a machine', async () => {
    const { version } = JSON.parse(readFileSync(rootPath('package.json'), 'utf8'))
    expect(await n4a(['--version'], { node: oldNode! })).toEqual({ code: 0, out: `${version}\n`, err: '' })
    expect((await n4a(['--help'], { node: oldNode! })).code).toBe(0)
  })

  it('runs the example', async () => {
    const cwd = folderWith({})
    const { code, out, err } = await n4a(['run', example, '--json'], { cwd, node: oldNode! })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out).completed_results).toBe(172)
  })
})
