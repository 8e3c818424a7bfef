import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine, type ExpansionNode, expansionTree } from '../../src/core/index.ts'
import { tecator } from '../support/tecator.ts'

let folder: string
let engine: Engine
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'n4a-outlines-'))
  engine = createEngine({ workspace: folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lines = (nodes: readonly ExpansionNode[], depth = 0): readonly string[] =>
  nodes.flatMap(({ label, count, children }) => [
    `${'  '.repeat(depth)}${label}${count > 1 ? ` × ${count}` : ''}`,
    ...lines(children, depth + 1),
  ])

describe('the outline of a template', () => {
  const pipeline = [
    { _or_: [null, 'nirs4all.operators.SNV', ['MSC', 'Detrend']] },
    {
      model: {
        class: 'sklearn.cross_decomposition.PLSRegression',
        params: { scale: false, n_components: { _range_: [1, 4] } },
      },
    },
  ]

  it('names what each generator chooses from, with counts that multiply to the pipelines', async () => {
    const outline = await engine.templates.outline({ name: 'pls', pipeline })
    expect(lines(outline)).toEqual([
      '_or_ × 3',
      '  no step',
      '  SNV',
      '  MSC > Detrend',
      'model PLSRegression(scale=false) × 4',
      '  n_components: _range_ [1,4] × 4',
    ])
    const { count } = await engine.templates.preview({ name: 'pls', pipeline })
    expect(outline.reduce((product, step) => product * step.count, 1)).toBe(count)
    const tree = expansionTree('pls', count, outline)
    expect(tree.title).toBe('pls: 12 pipelines')
    expect(tree.notes).toEqual(['3 × 4 alternatives of the steps'])
  })

  it('names the lists of a grid among parameters, with what is the same in all', async () => {
    const params = { _grid_: { window_length: [7, 11], deriv: [1, 2] }, polyorder: 3 }
    const outline = await engine.templates.outline({
      name: 'grid',
      pipeline: [{ class: 'SavitzkyGolay', params }, { model: 'PLSRegression' }],
    })
    expect(lines(outline)).toEqual([
      'SavitzkyGolay(polyorder=3) × 4',
      '  _grid_ × 4',
      '    window_length [7,11] × 2',
      '    deriv [1,2] × 2',
      'model PLSRegression',
    ])
  })

  it('counts millions without building them, and names the first of many alternatives', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ class: 'Gaussian', params: { sigma: i + 1 } }))
    const outline = await engine.templates.outline({
      name: 'many',
      pipeline: [{ _or_: many, pick: 6 }, { model: 'PLSRegression' }],
    })
    expect(outline[0]!.count).toBe(3_838_380)
    expect(outline[0]!.children.at(-1)!.label).toBe('… and 28 more')
  })

  it('says what the free range and the sibling form stand for', async () => {
    const outline = await engine.templates.outline({
      name: 'free',
      pipeline: [{ _range_: [5, 15, 5], param: 'n_components' }, { model: 'PLSRegression' }],
    })
    expect(lines(outline)).toEqual(['_range_ [5,15,5] param n_components × 3', 'model PLSRegression'])
  })
})

describe('spectral outliers of a dataset', () => {
  it('are T² and Q of every sample, with the limits of the training spectra', async () => {
    const { components, sample_ids, preprocessings, described } = await engine.datasets.outliers(tecator('fat'), {
      steps: ['SNV'],
    })
    expect(sample_ids).toHaveLength(215)
    expect(components.hotelling_t2).toHaveLength(215)
    expect(components.q_residuals).toHaveLength(215)
    expect(preprocessings).toBe('SNV')
    expect(described).toBeGreaterThan(0.98)
    // T² of the n training samples sums to (n − 1) × components.
    const training = components.hotelling_t2.filter((_, i) => i < 172)
    expect(training.reduce((sum, t2) => sum + t2, 0)).toBeCloseTo(171 * 3, 6)
    expect(components.hotelling_t2_limits.at_99!).toBeGreaterThan(components.hotelling_t2_limits.at_95!)
  })

  it('refuse more components than the spectra hold, and name the dataset', async () => {
    await expect(engine.datasets.outliers(tecator('fat'), { n_components: 400 })).rejects.toMatchObject({
      code: 'TooManyComponents',
    })
  })
})
