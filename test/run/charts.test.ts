import { beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { defineFilter } from '../../src/core/operators/operator.ts'
import type { Chart } from '../../src/core/pipeline/index.ts'
import { excludedSamples } from '../../src/core/run/charts/excluded-samples.ts'
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
