import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, defineTransform, type PredictionArrays } from '../../src/core/index.ts'
import type { Kernel, RunItem } from '../../src/kernel/kernel.ts'
import { kernelOf } from '../../src/kernel/kernel-of.ts'
import { smallRequest, tecator } from '../support/tecator.ts'
import { count, elementsOf } from './markup.ts'

/** Drawings of what the real engine stored. */

const hostile = `<script>alert("1")</script>`
let folder: string
let n4a: Kernel
let run: RunItem
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'n4a-rich-'))
  const engine = createEngine({ workspace: folder })
  n4a = kernelOf(() => engine)
  run = await n4a.run(smallRequest(), { progress: false })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const html = (object: { bundle(): Readonly<Record<string, string>> }) => object.bundle()['text/html']!
const titles = (markup: string) => [...markup.matchAll(/<title>([^<]*)<\/title>\n/g)].map(([, title]) => title)

describe('a run', () => {
  it('draws its facts, the matrix of preprocessings and datasets, and its best results', () => {
    const drawn = html(run)
    expect(count(drawn, 'table')).toBe(3)
    expect(drawn).toContain('RMSECV by preprocessing × dataset')
    expect(drawn).toMatch(/<style>\.n4a\{/)
    expect(String(run)).toMatch(/Preprocessing \\ dataset +\w+ +\w+/)
  })

  it('is laid out by factors, whose scores are those of its results', async () => {
    const matrix = await run.matrix({ rows: 'n_components', columns: 'preprocessings' })
    const ofFat = (await run.results()).filter(({ target }) => target === 'fat')
    const snv = ofFat.find(({ params, preprocessings }) => params.n_components === 3 && preprocessings === 'SNV')!
    const row = matrix.toRows().find(one => one['Number of components'] === '3' && one.Preprocessing === 'SNV')!
    expect(row.value).toBe(snv.best_score!.toPrecision(3))
    const box = (await run.boxes('n_components')).toRows().find(({ name }) => name === '1')
    expect(box!.n).toBe(2)
    expect((await run.distribution()).toRows().reduce((sum, { count }) => sum + Number(count), 0)).toBe(18)
    await expect(run.boxes('n_component')).rejects.toMatchObject({ code: 'UnknownField' })
  })

  it('is drawn where nothing of it has a score', async () => {
    const none = await n4a.matrix([])
    expect(html(none)).toContain('No completed results')
    expect(none.toRows()).toEqual([])
  })
})

describe('a result', () => {
  it('reports scores, predictions, residuals and its curve, and that is what it shows', async () => {
    const best = await run.best()
    const report = await best.report()
    const drawn = titles(html(report))
    for (const word of ['Predicted vs measured', 'Residuals:', 'Distribution of residuals', 'normal distribution'])
      expect(drawn.filter(title => title!.includes(word))).toHaveLength(1)
    expect(count(html(report), 'table')).toBe(2)
    const display = Reflect.get(best, Symbol.for('Jupyter.display')) as () => Promise<Record<string, string>>
    expect((await display.call(best))['text/html']).toBe(html(report))
    expect(JSON.stringify(best)).toBe(JSON.stringify({ ...best }))
  })

  it('gives the samples behind its residuals', async () => {
    const best = await run.best()
    const residuals = await best.residuals({ partition: 'val' })
    const folds = await best.predictions({ partition: 'val' })
    const arrays: PredictionArrays = await n4a.arrays(folds.find(({ fold_id }) => fold_id === '0')!)
    const rows = residuals.toRows().filter(({ fold_id }) => fold_id === '0')
    expect(rows.map(({ residual }) => residual)).toEqual(arrays.y_pred.map((value, i) => value - arrays.y_true[i]!))
    expect(residuals.toRows()).toHaveLength(172)
  })

  it('that failed reports its scores that are none, without a chart', async () => {
    const broken = defineTransform({
      name: 'Broken',
      transform: () => {
        throw new Error('on purpose')
      },
    })
    const own = createEngine({ workspace: folder, operators: [broken] })
    const failing = await kernelOf(() => own).run(
      { templates: [{ name: 'broken', pipeline: ['Broken', { model: 'PLSRegression' }] }], datasets: [tecator('fat')] },
      { progress: false },
    )
    const [result] = await failing.results()
    expect(result!.status).toBe('failed')
    expect(count(html(await result!.report()), 'svg')).toBe(0)
    expect(html(failing)).toContain('Every result failed')
  })
})

it('compares with the verdict of a paired test, and across datasets side by side alone', async () => {
  const results = await run.results({ where: 'target=fat' })
  const compared = String(await n4a.compare(results.limit(3)))
  expect(compared).toMatch(/baseline/)
  expect(compared).toMatch(/paired randomisation test/)
  expect(String(await n4a.compare(await run.top(1)))).not.toMatch(/baseline/)
})

describe('a dataset', () => {
  it('draws its spectra as measured and after each step, on the wavelengths of each', async () => {
    const fat = await n4a.dataset(tecator('fat'))
    const drawn = await fat.plot({ steps: ['SNV', { class: 'SavitzkyGolay', params: { deriv: 1 } }], unit: '%' })
    expect(count(html(drawn), 'svg')).toBe(3)
    expect(html(drawn)).toContain('after SNV &#62; SavitzkyGolay(deriv=1)')
    expect(html(drawn)).toContain('Wavelength (nm)')
    expect(html(drawn).length).toBeLessThan(500_000)
    const raw = drawn
      .toRows()
      .filter(row => String(row.drawing).startsWith('Spectra of') && !String(row.drawing).includes('after'))
    const { X, sample_ids } = await fat.arrays()
    const first = raw.filter(
      ({ series }) => series === sample_ids[raw.length ? sample_ids.indexOf(String(raw[0]!.series)) : 0],
    )
    expect(first.map(({ y }) => y)).toEqual(Array.from(X[sample_ids.indexOf(String(first[0]!.series))]!))
  })

  it('colours by words of the metadata, escapes them, and refuses a column that is not there', async () => {
    const X = Array.from({ length: 12 }, (_, i) => [1 + i, 2 + i * i, 3, 4 - i])
    const own = await n4a.dataset({
      name: 'own',
      X,
      y: X.map((_, i) => i),
      metadata: { site: X.map((_, i) => (i % 2 ? hostile : 'b')) },
    })
    const drawn = html(await own.plot({ colour: 'site' }))
    expect(drawn).not.toContain('<script')
    expect(elementsOf(drawn)).not.toContain('script')
    expect(drawn).toContain('alert(')
    await expect(own.plot({ colour: hostile })).rejects.toMatchObject({ code: 'UnknownField' })
  })

  it('shows how its target is distributed, and which spectra lie outside', async () => {
    const fat = await n4a.dataset(tecator('fat'))
    expect(
      fat
        .targets()
        .toRows()
        .reduce((sum, row) => sum + Number(row.count), 0),
    ).toBe(215)
    const outliers = await fat.outliers({ steps: ['SNV'], n_components: 2 })
    expect(outliers.title).toContain('after SNV: T² and Q of 2 principal components')
    expect(outliers.toRows()).toHaveLength(215)
    expect(String(outliers)).toMatch(/Beyond a 99 % limit: tec/)
  })
})

it('draws the tree of a template before its pipelines', async () => {
  const template = await n4a.template(smallRequest().templates[0] as Parameters<Kernel['template']>[0])
  expect(html(template)).toMatch(/_or_.*× 2.*_range_ \[1,4\] param n_components.*× 4/s)
  expect(template.tree().toRows()).toHaveLength(5)
})

it('pages a long listing', async () => {
  const results = await run.results()
  expect(results.page(2, 5).map(({ id }) => id)).toEqual(results.slice(5, 10).map(({ id }) => id))
  expect(await n4a.results.page(2, 5)).toHaveLength(5)
})

it('draws a lineage as layers from the file on', async () => {
  const graph = html(await (await run.best()).lineage())
  expect(graph).toMatch(/File: tecator\.csv\. Dataset: [^"]*Run: small\. Result: /)
})
