import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type ResultChart, type ResultRecord } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-charts-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
const ridge = { model: { class: 'Ridge', params: { alpha: 1 } } }
const pipeline = [
  'y_chart',
  'SNV',
  'chart_2d',
  { chart: 'spectra_dist' },
  'fold_chart',
  { sample_augmentation: { transformers: ['Detrend', 'SNV'], count: 2, selection: 'all' } },
  'augment_details_chart',
  ridge,
]
const branches = [{ branch: { by_metadata: 'set', steps: ['SNV', 'exclusion_chart', ridge] } }]
let charted: ResultRecord
let plain: ResultRecord
let charts: readonly ResultChart[]

type ChartOf<Kind> = ResultChart extends infer One
  ? One extends { readonly kind: infer Kinds }
    ? Kind extends Kinds
      ? One
      : never
    : never
  : never
const chart = <Kind extends ResultChart['kind']>(kind: Kind) => charts.find(one => one.kind === kind) as ChartOf<Kind>

beforeAll(async () => {
  const without = pipeline
    .filter(step => typeof step === 'object' || step === 'SNV')
    .filter(step => step !== pipeline[3])
  const run = await engine.runs.start(
    smallRequest({
      templates: [
        { name: 'charted', pipeline },
        { name: 'plain', pipeline: without },
      ],
      datasets: [tecator('fat')],
    }),
  )
  const results = await engine.results.list({ run: run.id })
  charted = results.find(({ template_name }) => template_name === 'charted')!
  plain = results.find(({ template_name }) => template_name === 'plain')!
  charts = await engine.results.charts(charted.id)
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('charts of a template', () => {
  it('are stored with the pipeline in their places, and change neither its hash nor its scores', () => {
    expect(charts.map(({ kind }) => kind)).toEqual([
      'y_chart',
      'chart_2d',
      'spectra_dist',
      'fold_chart',
      'augment_details_chart',
    ])
    expect(charts.map(({ preprocessings }) => preprocessings)).toEqual(['raw', 'SNV', 'SNV', 'SNV', expect.any(String)])
    const hashOf = ({ pipeline_config_id }: ResultRecord) => pipeline_config_id.split('_').at(-1)
    expect(hashOf(charted)).toBe(hashOf(plain))
    expect(charted.best_score).toBe(plain.best_score)
  })

  it('are none where the template has none', async () => {
    expect(await engine.results.charts(plain.id)).toEqual([])
  })

  it('show the mean spectrum of each fifth of the target after the steps before them', async () => {
    const { groups, wavelengths, wavelength_unit } = chart('chart_2d')
    expect(groups.map(({ n }) => n)).toEqual([34, 35, 34, 35, 34])
    expect(wavelength_unit).toBe('nm')
    const { X, axis } = await engine.datasets.transform(['SNV'], tecator('fat'))
    expect(wavelengths).toEqual(axis)
    const records = await engine.predictions.list({ result: charted.id })
    const { y_true, sample_indices } = await engine.predictions.arrays(
      records.find(({ fold_id, partition }) => fold_id === 'final' && partition === 'train')!.id,
    )
    const ascending = y_true.map((y, i) => ({ y, row: sample_indices[i]! })).sort((a, b) => a.y - b.y || a.row - b.row)
    const first = ascending.slice(0, 34)
    expect(groups[0]!.y_range).toEqual([first[0]!.y, first.at(-1)!.y])
    expect(groups[0]!.mean[7]).toBeCloseTo(first.reduce((sum, { row }) => sum + X[row]![7]!, 0) / 34, 10)
  })

  it('show the spread of training and test spectra', () => {
    const { sets } = chart('spectra_dist')
    expect(sets.map(({ name, n }) => [name, n])).toEqual([
      ['train', 172],
      ['test', 43],
    ])
    for (const { mean, sd, min, max } of sets) {
      mean.forEach((value, j) => {
        expect(min[j]!).toBeLessThan(value - sd![j]! / 2)
        expect(max[j]!).toBeGreaterThan(value + sd![j]! / 2)
      })
    }
  })

  it('count the target in bins that hold every sample', () => {
    const { edges, sets, classes } = chart('y_chart')
    expect(classes).toBeNull()
    expect([edges![0], edges!.at(-1)]).toEqual([0.9, 49.1])
    for (const { n, counts } of sets) {
      expect(counts).toHaveLength(edges!.length - 1)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n)
    }
  })

  it('tell the target of each fold', () => {
    const { folds } = chart('fold_chart')
    expect(folds).toHaveLength(5)
    expect(folds.reduce((sum, { val }) => sum + val.n, 0)).toBe(172)
    const mean = folds.reduce((sum, { val }) => sum + val.n * val.y!.mean, 0) / 172
    const [{ train, val }] = folds as [(typeof folds)[number]]
    expect((train.n * train.y!.mean + val.n * val.y!.mean) / 172).toBeCloseTo(mean, 10)
  })

  it('tell what each augmenter added', () => {
    const { sets } = chart('augment_details_chart')
    expect(sets.map(({ name, n }) => [name, n])).toEqual([
      ['before', 172],
      ['added', 344],
      ['1 Detr', 172],
      ['2 SNV', 172],
      ['after', 516],
    ])
    const [before, , , snv] = sets
    // SNV of what SNV has made changes nothing.
    snv!.mean.forEach((value, j) => {
      expect(value).toBeCloseTo(before!.mean[j]!, 10)
    })
  })

  it('are drawn for each branch of samples by themselves', async () => {
    const { partition: _, ...whole } = tecator('fat')
    const run = await engine.runs.start(
      smallRequest({ templates: [{ name: 'branches', pipeline: branches }], datasets: [whole] }),
    )
    const [result] = await engine.results.list({ run: run.id })
    const drawn = await engine.results.charts(result!.id)
    expect(drawn.map(({ kind, branch_name }) => [kind, branch_name])).toEqual([
      ['exclusion_chart', 'C'],
      ['exclusion_chart', 'M'],
      ['exclusion_chart', 'T'],
    ])
    expect(drawn.map(one => (one.kind === 'exclusion_chart' ? one.samples.length : 0))).toEqual([129, 43, 43])
  })
})
