import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jupyterPath, missingForNotebooks, python } from '../../scripts/setup-tests.mjs'
import { createEngine } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'
import { tecator } from '../support/tecator.ts'

/** Cells in the real kernel: types, errors, an interrupt and a restart in the middle of a run. */

interface Cell {
  readonly code: string
  readonly interrupt_after?: number
  readonly restart_after?: number
  readonly ask?: 'complete' | 'inspect'
}

interface Output {
  readonly stdout: string
  readonly stderr: string
  readonly html: readonly string[]
  readonly error: string | null
  readonly idle: boolean
  readonly seconds: number
  /** Of what an editor asked for. */
  readonly reply?: { readonly matches?: readonly string[]; readonly data?: Readonly<Record<string, string>> }
}

const missing = missingForNotebooks()

/** Some hundred forests: too many to be done before the interrupt comes. */
const long = JSON.stringify({
  name: 'long',
  templates: [
    {
      name: 'forest',
      pipeline: [
        {
          model: {
            class: 'RandomForestRegressor',
            params: { n_estimators: 40, random_state: { _range_: [1, 300] } },
          },
        },
      ],
    },
  ],
  datasets: [tecator('fat')],
  config: { folds: { splitter: 'KFold', n_splits: 3 }, refit: 'none' },
})

/** Another process runs this, and a cell follows it. */
const elsewhere = JSON.stringify({
  name: 'elsewhere',
  templates: [
    {
      name: 'forest',
      pipeline: [
        {
          model: {
            class: 'RandomForestRegressor',
            params: { n_estimators: { _range_: [10, 40, 10] }, random_state: 1 },
          },
        },
      ],
    },
  ],
  datasets: [tecator('fat')],
  config: { folds: { splitter: 'KFold', n_splits: 3 }, refit: 'none' },
})

/** Everything of n4a/kernel that a notebook begins with. */
const beginnings =
  'aggregate compare dataset lineage open predict predictions results resume run template defineMetric show'.split(' ')

const hostile = '<img src=x onerror=alert(1)>'

const cells: Record<string, Cell> = {
  import: {
    code: `import { open, run, resume, compare, results, predictions, predict, template, dataset, aggregate, lineage, show, RunItem } from 'n4a/kernel'`,
  },
  again: { code: `const began = Date.now()\nconst n4a = open('workspace')\nconsole.log(n4a.workspace)` },
  fluent: {
    code: `const small: RunItem = await n4a.run({ name: 'small', templates: [{ name: 'a', pipeline: ['SNV', { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 5] } } } }] }], datasets: [${JSON.stringify(tecator('fat'))}] })
const best = await small.best()
const top = await n4a.results.where('rpd > 1').top(2, 'rmse')
const score: number = top[0].scores.val!.rmse!
const mean = await n4a.aggregate(best.predictions({ partition: 'test' }))
console.log(top.length, score === best.best_score, mean.n_samples, (await top.toArrow()).numRows)
await small.show()`,
  },
  types: { code: `n4a.results.top('three')` },
  wrong: {
    code: `await n4a.run({ templates: [['SVN', { model: 'PLSRegression' }]], datasets: [${JSON.stringify(tecator('fat'))}] })`,
  },
  alive: { code: `console.log((await n4a.results()).length)` },
  wrongMetric: {
    code: `await n4a.run({ templates: [[{ model: 'PLSRegression' }]], datasets: [${JSON.stringify(tecator('fat'))}], config: { metric: 'rmsse' } })`,
  },
  wrongPath: { code: `await n4a.dataset('no-such-file.csv')` },
  wrongFilter: { code: `await n4a.results.where('rpd >')` },
  wrongId: { code: `await n4a.run.attach('nowhere')` },
  nested: {
    code: `await null
const whole = await (await n4a.dataset(${JSON.stringify(tecator('fat'))})).arrays()
const chosen = Array.from(whole.test).slice(0, 3)
const fresh = { X: chosen.map(i => whole.X[i]!), wavelengths: whole.wavelengths!, sample_ids: chosen.map(i => whole.sample_ids[i]!) }`,
  },
  nestedLater: { code: `console.log((await best.predict(fresh)).samples.length)` },
  hostile: {
    code: `const named = await n4a.run({ name: '${hostile}', templates: [{ name: '${hostile}', pipeline: [{ model: 'PLSRegression' }] }], datasets: [{ ...${JSON.stringify(tecator('fat'))}, name: '${hostile}' }] })
await show(named)
await show(await n4a.results({ run: named.id }))`,
  },
  imports: { code: `import * as kernel from 'n4a/kernel'\nkernel.`, ask: 'complete' },
  members: { code: `n4a.re`, ask: 'complete' },
  chained: { code: `n4a.results.where('rpd > 1').`, ask: 'complete' },
  awaited: { code: `top.to`, ask: 'complete' },
  signature: { code: `n4a.compare`, ask: 'inspect' },
  attached: {
    code: `import { spawn } from 'node:child_process'
const started = spawn(process.execPath, [${JSON.stringify(rootPath('bin', 'n4a.cjs'))}, 'run', 'elsewhere.yaml', '--workspace', 'workspace'], { stdio: 'ignore' })
async function followed() {
  for (;;) {
    const found = (await n4a.runs()).find(({ name }) => name === 'elsewhere')
    if (found) return n4a.run.attach(found.id)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
const attached = await followed()
console.log(attached.status, attached.completed_results, started.pid !== process.pid)`,
  },
  interrupted: {
    code: `const paused = await n4a.run(${long})\nconsole.log(paused.status, paused.completed_results)`,
    interrupt_after: 2.5,
  },
  kept: {
    code: `console.log((await n4a.results({ run: paused.id })).length === paused.completed_results, paused.completed_results < 300)`,
  },
  restarted: { code: `await n4a.resume(paused)`, restart_after: 2 },
}

describe.skipIf(missing)(`in the kernel${missing ? ` (left out: missing ${missing})` : ''}`, () => {
  let folder: string
  let outputs: Record<string, Output>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'n4a-cells-'))
    symlinkSync(rootPath('notebooks', 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'elsewhere.yaml'), elsewhere)
    const own = { JUPYTER_PATH: jupyterPath, JUPYTER_CONFIG_DIR: folder, JUPYTER_DATA_DIR: folder, IPYTHONDIR: folder }
    const driver = spawn(python, [rootPath('test', 'notebook', 'drive_kernel.py'), folder], {
      env: { ...process.env, ...own },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    driver.stdin.end(JSON.stringify(Object.values(cells)))
    const done: Output[] = JSON.parse(await text(driver.stdout))
    outputs = Object.fromEntries(Object.keys(cells).map((name, i) => [name, done[i]!]))
    if (process.env.N4A_SHOW_CELLS) {
      console.log(Object.entries(outputs).map(([name, { html, ...said }]) => ({ name, html: html.length, ...said })))
    }
  }, 240_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('imports with types, and chooses as people chain', () => {
    expect([outputs.import!.error, outputs.again!.error, outputs.fluent!.error]).toEqual([null, null, null])
    expect(outputs.fluent!.stdout.trim()).toBe('2 true 43 2')
    expect(outputs.fluent!.html.join('')).toContain('<table')
    expect(outputs.types!.error ?? outputs.types!.stderr).toMatch(/not assignable to parameter of type 'number'/)
  })

  it('says what is wrong without a page of stack, and lives on', () => {
    const said = `${outputs.wrong!.error ?? ''}${outputs.wrong!.stderr}`
    expect(said).toContain('UnknownOperator')
    expect(said).toContain('SNV')
    expect(said.split('\n').length).toBeLessThan(12)
    expect(outputs.alive!.stdout.trim()).toBe('5')
  })

  it.each([
    ['wrongMetric', 'UnknownMetric', 'rmse'],
    ['wrongPath', 'MissingDataset', 'no-such-file.csv'],
    ['wrongFilter', 'WrongFilter', 'rpd >'],
    ['wrongId', 'UnknownRecord', 'nowhere'],
  ])('says of %s what the command line says: %s', (name, code, fact) => {
    const said = `${outputs[name]!.error ?? ''}${outputs[name]!.stderr}`
    expect(said).toContain(code)
    expect(said).toContain(fact)
    expect(said).not.toMatch(/^ +at /m)
    expect(said.split('\n').length).toBeLessThan(12)
  })

  it('waits for something inside what it waits for, and keeps its type', () => {
    expect([outputs.nested!.error, outputs.nested!.stderr]).toEqual([null, ''])
    expect(outputs.nestedLater!.stdout.trim()).toBe('3')
  })

  it('shows names as text, never as markup', () => {
    const html = outputs.hostile!.html.join('')
    expect(outputs.hostile!.stderr).toBe('')
    expect(html.includes('&#60;img')).toBe(true)
    expect(html.includes('<img')).toBe(false)
  })

  it('completes names and members, and tells types', () => {
    expect(outputs.imports!.reply!.matches).toEqual(expect.arrayContaining(beginnings))
    expect(outputs.members!.reply!.matches).toEqual(
      expect.arrayContaining(['results', 'report', 'residuals', 'resume']),
    )
    expect(outputs.chained!.reply!.matches).toEqual(expect.arrayContaining(['top', 'where', 'sortBy', 'limit']))
    expect(outputs.awaited!.reply!.matches).toEqual(expect.arrayContaining(['top', 'toRows', 'toArrow', 'toCSV']))
    expect(JSON.stringify(outputs.signature!.reply!.data)).toMatch(/compare.*: Promise<Records<ResultItem>>/)
  })

  it('follows a run of another process to its end', () => {
    expect(outputs.attached!.stdout.trim()).toBe('completed 4 true')
    expect(outputs.attached!.html.join('')).toContain('elsewhere')
  })

  it('pauses a run when the cell is interrupted, and keeps what is done', () => {
    expect(outputs.interrupted!.error).toBeNull()
    expect(outputs.interrupted!.stdout).toMatch(/^paused \d+/)
    expect(outputs.interrupted!.html.join('')).toContain('paused')
    expect(outputs.kept!.stdout.trim()).toBe('true true')
  })

  it('leaves nothing behind when the kernel restarts in the middle of a run', async () => {
    const engine = createEngine({ workspace: join(folder, 'workspace') })
    const [run] = await engine.runs.list()
    expect([run!.name, run!.live]).toEqual(['long', false])
    const before = (await engine.results.list({ run: run!.id })).length
    const stop = new AbortController()
    const resumed = await engine.runs.resume(run!.id, {
      signal: stop.signal,
      onEvent: event => event.type === 'results' && stop.abort(),
    })
    expect(resumed.status).toBe('paused')
    expect(resumed.completed_results).toBeGreaterThan(before)
  })
})
