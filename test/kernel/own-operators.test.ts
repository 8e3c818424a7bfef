import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { defineModel, defineSplitter, defineTransform, open } from '../../src/kernel/index.ts'
import { tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-own-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const snv = defineTransform({
  name: 'OwnSNV',
  transform: X =>
    X.map(x => {
      const mean = x.reduce((sum, v) => sum + v, 0) / x.length
      const sd = Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length)
      return x.map(v => (v - mean) / sd)
    }),
})
const scale = defineTransform({
  name: 'Scale',
  params: { factor: 2 },
  transform: (X, { factor }) => X.map(x => x.fill(factor)),
})
const average = defineModel({
  name: 'Average',
  fit: (_, y) => ({ mean: y.reduce((sum, v) => sum + v, 0) / y.length }),
  predict: (X, { mean }) => X.map(() => mean),
})
const halves = defineSplitter({
  name: 'Halves',
  split: ({ y }) => {
    const rows = Array.from(y.keys())
    const [even, odd] = [rows.filter(i => i % 2 === 0), rows.filter(i => i % 2 === 1)]
    return [
      { train: even, val: odd },
      { train: odd, val: even },
    ]
  },
})
const folds = { splitter: 'KFold', n_splits: 4 }
const request = (steps: readonly unknown[], config: object = { folds }) => ({
  templates: [{ name: 'own', pipeline: steps }],
  datasets: [tecator('fat')],
  config,
})
const pls = { model: { class: 'PLSRegression', params: { n_components: 5 } } }
const quiet = { progress: false }

it('a transform of your own gives what the registered one gives', async () => {
  const n4a = open(join(scratch, 'a'), { operators: [snv] })
  expect((await n4a.template(['OwnSNV', pls])).count).toBe(1)
  const own = await (await n4a.run(request(['OwnSNV', pls]), quiet)).best()
  const registered = await (await n4a.run(request(['SNV', pls]), quiet)).best()
  expect(own.best_score).toBeCloseTo(registered.best_score!, 8)
  expect(own.pipeline_config).toContain('OwnSNV')
  expect((await n4a.explain(own)).explanation.coefficients!.length).toBe(100)
})

it('may make other columns, which then have no wavelengths', async () => {
  const half = defineTransform({ name: 'Half', transform: X => X.map(x => x.slice(0, 50)) })
  const n4a = open(join(scratch, 'half'), { operators: [half] })
  const best = await (await n4a.run(request(['Half', pls]), quiet)).best()
  expect(best.n_features).toBe(50)
  expect((await n4a.explain(best)).explanation.coefficients!.length).toBe(50)
})

it('parameters may be varied, and nothing outside changes with the rows', async () => {
  const n4a = open(join(scratch, 'b'), { operators: [scale, average] })
  const steps = [{ class: 'Scale', params: { factor: { _or_: [2, 3] } } }, { model: 'Average' }]
  const run = await n4a.run(request(steps), quiet)
  expect([run.total_results, run.failed_results]).toEqual([2, 0])
  const after = await (await n4a.run(request([pls]), quiet)).best()
  expect(after.scores.val!.r2).toBeGreaterThan(0.9)
  await expect(n4a.run(request([{ class: 'Scale', params: { width: 1 } }, pls]), quiet)).rejects.toMatchObject({
    code: 'UnknownParameter',
  })
})

it('a model and a splitter of your own rank as others do, and the run says that it needs them', async () => {
  const n4a = open(join(scratch, 'c'), { operators: [average, halves] })
  const run = await n4a.run(request([{ model: 'Average' }], { folds: { splitter: 'Halves' } }), quiet)
  const best = await run.best()
  expect(best.scores.val!.r2).toBeLessThan(0.05)
  expect(await best.predictions({ partition: 'val' }).where('fold~^[0-9]')).toHaveLength(2)
  expect(run.warnings.join(' ')).toMatch(/own.*Average/)
  // Another process, without them and with them.
  const other = open(join(scratch, 'c'))
  await expect(other.charts(best.id)).rejects.toMatchObject({
    code: expect.stringMatching(/MissingOwnOperator|UnknownSplitter/),
  })
  await expect(other.run(request([{ model: 'Average' }]), quiet)).rejects.toMatchObject({ code: 'UnknownOperator' })
  await expect(open(join(scratch, 'c'), { operators: [average, halves] }).charts(best.id)).resolves.toEqual([])
})

it.each([
  [
    'throws',
    () => {
      throw new Error('no light')
    },
    'no light',
  ],
  ['gives fewer rows', (X: readonly Float64Array[]) => X.slice(1), 'rows'],
  ['gives rows of other lengths', (X: readonly Float64Array[]) => X.map((x, i) => x.slice(i % 2)), 'row 1'],
  ['gives what is no number', (X: readonly Float64Array[]) => X.map(x => x.fill(Number.NaN)), 'NaN'],
  ['draws at random', (X: readonly Float64Array[]) => X.map(x => x.map(() => Math.random())), 'other values'],
])('one that %s fails its result by name, and the kernel lives', async (name, transform, said) => {
  const n4a = open(join(scratch, name.replaceAll(' ', '-')), {
    operators: [defineTransform({ name: 'Bad', transform })],
  })
  const run = await n4a.run(request(['Bad', pls]), quiet)
  expect(run.failed_results).toBe(1)
  const [result] = await run.results()
  expect(result!.error).toMatchObject({ code: 'OwnOperatorFailed' })
  expect(result!.error!.message).toContain('"Bad"')
  expect(result!.error!.message).toContain(said)
})

it('names are checked where it is defined', () => {
  const define = (name: string) => () => defineTransform({ name, transform: X => X })
  expect(define('SNV')).toThrowError(expect.objectContaining({ code: 'WrongShape' }))
  expect(define('../x')).toThrowError(expect.objectContaining({ code: 'WrongShape' }))
})
