import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
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
}

interface Output {
  readonly stdout: string
  readonly stderr: string
  readonly html: readonly string[]
  readonly error: string | null
  readonly idle: boolean
  readonly seconds: number
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

const cells: Record<string, Cell> = {
  import: {
    code: `import { open, run, resume, compare, results, predictions, template, dataset, aggregate, lineage, RunItem } from 'n4a/kernel'`,
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
