import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { resultChartTables } from '../../src/core/displays/index.ts'
import { defineFilter } from '../../src/core/operators/operator.ts'
import type { Chart } from '../../src/core/pipeline/index.ts'
import { excludedSamples } from '../../src/core/run/charts/excluded-samples.ts'
import { foldTargets } from '../../src/core/run/charts/fold-targets.ts'
import { spectraByTarget } from '../../src/core/run/charts/spectra-by-target.ts'
import { targetCounts } from '../../src/core/run/charts/target-counts.ts'
import { fitSteps } from '../../src/core/run/fit-whole.ts'
import { foldRows } from '../../src/core/run/fold-rows.ts'
import { tecator } from '../support/tecator.ts'

/** Takes out samples whose reference value is above 40. */
const below40 = defineFilter({
  id: 'below_40',
  label: 'Below40',
  class_path: 'test.Below40',
  aliases: [],
  summary: '',
  formula: '',
  source: '',
  checked_against: '',
  params: {},
  supervised: true,
  fit: () => null,
  keeps: (_X, _state, _params, { y }) => Uint8Array.from(y, value => (value <= 40 ? 1 : 0)),
})

let dataset: Dataset
beforeAll(async () => {
  const [read] = await readDatasets([tecator('fat')], '.')
  dataset = read!.dataset
})

const chart: Chart = {
  kind: 'exclusion_chart',
  after: [
    { action: 'exclude', filters: [{ operator: below40, given: {}, params: {}, name: null }], mode: 'any', name: null },
  ],
  branch: null,
  separation: null,
}

function request() {
  const rows = foldRows(dataset, [])
  return { chart, branch_name: null, dataset, rows, fit: fitSteps(dataset, chart.after, rows.train) }
}

describe('charts behind a filter', () => {
  it('mark the samples that were excluded, on components of all training spectra', () => {
    const { samples, explained } = excludedSamples({ kind: 'exclusion_chart', ...request() })
    const high = Array.from(dataset.train).filter(row => dataset.y[row]! > 40)
    expect(high.length).toBeGreaterThan(3)
    expect(samples).toHaveLength(dataset.train.length)
    expect(samples.filter(({ excluded }) => excluded).map(({ sample_id }) => sample_id)).toEqual(
      high.map(row => dataset.sample_ids[row]),
    )
    for (const a of [0, 1]) expect(samples.reduce((sum, { scores }) => sum + scores[a]!, 0)).toBeCloseTo(0, 8)
    expect(samples.reduce((sum, { scores }) => sum + scores[0]! * scores[1]!, 0)).toBeCloseTo(0, 6)
    expect(explained[0]!).toBeGreaterThan(0.9)
    expect(explained[0]! + explained[1]!).toBeLessThanOrEqual(1)
  })

  it('count the target of what is left', () => {
    const { sets, edges } = targetCounts({ kind: 'y_chart', ...request() })
    const kept = Array.from(dataset.train).filter(row => dataset.y[row]! <= 40).length
    expect(sets.map(({ name, n }) => [name, n])).toEqual([
      ['train', kept],
      ['test', dataset.test.length],
    ])
    expect(edges!.length).toBeGreaterThan(5)
  })
})

describe('charts of classes', () => {
  const classes = ['fat', 'lean']
  const ofClasses = (): Dataset => ({ ...dataset, classes, y: dataset.y.map(y => (y > 20 ? 0 : 1)) })

  function onClasses() {
    const of = ofClasses()
    const half = {
      train: Int32Array.from({ length: 86 }, (_, i) => i),
      val: Int32Array.from({ length: 86 }, (_, i) => i + 86),
    }
    const rows = foldRows(of, [{ fold_id: 0, ...half }])
    const plain: Chart = { ...chart, after: [] }
    return { of, request: { chart: plain, branch_name: null, dataset: of, rows, fit: fitSteps(of, [], rows.train) } }
  }

  it('show a mean spectrum and counts of each class', () => {
    const { of, request: asked } = onClasses()
    const fat = Array.from(of.train).filter(row => of.y[row] === 0)
    const { groups } = spectraByTarget({ kind: 'chart_2d', ...asked })
    expect(groups.map(({ name, n, y_range }) => [name, n, y_range])).toEqual([
      ['fat', fat.length, null],
      ['lean', 172 - fat.length, null],
    ])
    const first = fat.reduce((sum, row) => sum + of.X.values[row * of.X.columns]!, 0) / fat.length
    expect(groups[0]!.mean[0]).toBeCloseTo(first, 10)
    const counted = targetCounts({ kind: 'y_chart', ...asked })
    expect(counted).toMatchObject({ edges: null, classes })
    expect(counted.sets[0]!.counts).toEqual([fat.length, 172 - fat.length])
    expect(resultChartTables(counted)[0]!.rows[0]!.slice(0, 2)).toEqual(['fat', String(fat.length)])
  })

  it('count each class in each fold', () => {
    const { of, request: asked } = onClasses()
    const [{ train, val }] = foldTargets({ kind: 'fold_chart', ...asked }).folds as [
      ReturnType<typeof foldTargets>['folds'][number],
    ]
    expect(train.y).toBeNull()
    const counts = [0, 1].map(code => Array.from(of.train.subarray(0, 86)).filter(row => of.y[row] === code).length)
    expect(train.class_counts).toEqual(counts)
    expect(val.class_counts!.reduce((sum, count) => sum + count, 0)).toBe(86)
  })
})
