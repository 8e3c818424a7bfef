import { describe, expect, it } from 'vitest'
import {
  componentCurve,
  crossValidationScatter,
  predictionScatter,
  residualScatter,
} from '../../src/core/displays/index.ts'
import { componentFamily, predictionArrays, predictionRecord, resultRecord } from './records.ts'

describe('predicted vs measured', () => {
  it('puts measured on x and predicted on y, and names the samples', () => {
    const scatter = predictionScatter(predictionRecord(), predictionArrays(), { unit: '%' })
    expect(scatter.identity).toBe(true)
    expect(scatter.x).toEqual({ label: 'Measured fat', unit: '%' })
    expect(scatter.series[0]?.points[1]).toEqual({ x: 20, y: 19, label: 'tec174' })
    expect(scatter.title).toContain('test set')
    expect(scatter.title).toContain('refitted model')
  })

  it('notes the error under the name of its partition, with the unit', () => {
    const notes = (partition: 'train' | 'val' | 'test') =>
      predictionScatter(predictionRecord({ partition }), predictionArrays(), { unit: '%' }).notes
    expect(notes('test')).toEqual(['n 4', 'RMSEP 2.60 %', 'R² 0.960', 'bias −0.120 %', 'SEP 2.61 %', 'slope 0.980'])
    expect(notes('val')).toContain('RMSECV 2.60 %')
    expect(notes('train')).toContain('RMSEC 2.60 %')
  })

  it('calls a bias that is only rounding 0', () => {
    const scores = { ...predictionRecord().scores, bias: 7.6e-14 }
    expect(predictionScatter(predictionRecord({ scores }), predictionArrays()).notes).toContain('bias 0')
  })

  it('leaves out what is not finite and says how many', () => {
    const scatter = predictionScatter(predictionRecord(), predictionArrays({ y_pred: [6, Number.NaN, 36, 47] }))
    expect(scatter.series[0]?.points).toHaveLength(3)
    expect(scatter.notes).toContain('1 sample without a finite value not drawn')
  })

  it('names samples without an id by their row', () => {
    const scatter = predictionScatter(predictionRecord(), predictionArrays({ sample_ids: null }))
    expect(scatter.series[0]?.points[0]?.label).toBe('row 172')
  })

  it('makes hostile names printable', () => {
    const scatter = predictionScatter(
      predictionRecord({ dataset: '\u001b[2J', target: '\u001b[2J' }),
      predictionArrays({ sample_ids: ['\u001b[2J', 'b', 'c', 'd'] }),
    )
    expect([scatter.title, scatter.x.label, scatter.series[0]?.points[0]?.label].join('')).not.toContain('\u001b')
  })

  it('draws residuals as prediction − measured', () => {
    const scatter = residualScatter(predictionRecord(), predictionArrays())
    expect(scatter.identity).toBe(false)
    expect(scatter.series[0]?.points.map(({ y }) => y)).toEqual([1, -1, 1, -3])
  })

  it('joins the folds of a cross-validation, one series each, with the pooled scores', () => {
    const fold = (fold_id: string) => ({
      prediction: predictionRecord({ fold_id, partition: 'val' }),
      arrays: predictionArrays(),
    })
    const scatter = crossValidationScatter([fold('0'), fold('1')], { rmse: 2.5, r2: 0.9 })
    expect(scatter.series.map(({ name }) => name)).toEqual(['fold 0', 'fold 1'])
    expect(scatter.notes.slice(0, 2)).toEqual(['n 8', 'RMSECV 2.50'])
    expect(crossValidationScatter([], {}).whenEmpty).toContain('cross-validation')
  })
})

describe('error against the number of components', () => {
  const errors = { 1: 12, 2: 6, 3: 3.1, 4: 2.9, 5: 3, 10: 2.8, 12: 3.3 }
  const family = componentFamily(errors, 0.7)

  it('draws both errors in ascending order of components', () => {
    const curve = componentCurve([...family].reverse(), family[0]!, 5)
    expect(curve.series.map(({ name }) => name)).toEqual(['RMSECV', 'RMSEC'])
    expect(curve.series[0]?.points.map(({ x }) => x)).toEqual([1, 2, 3, 4, 5, 10, 12])
    expect(curve.series[1]?.points[0]?.y).toBe(6)
  })

  it('marks the minimum and the smallest number within one standard error of it', () => {
    // 2.8 + 0.7 / √5 = 3.113: three components (3.1) are the smallest below.
    const curve = componentCurve(family, family[0]!, 5)
    expect(curve.marks).toEqual([
      { x: 10, y: 2.8, label: 'minimum' },
      { x: 3, y: 3.1, label: 'one standard error' },
    ])
    expect(curve.notes).toEqual([
      'RMSECV is lowest with 10 components: 2.80.',
      'Within one standard error (0.31) of it, 3 components would do: 3.10.',
    ])
  })

  it('divides the sd by the root of the number of folds', () => {
    // 2.8 + 0.7 / √50 = 2.899: only ten components are within it.
    const curve = componentCurve(family, family[0]!, 50)
    expect(curve.marks).toHaveLength(1)
    expect(curve.notes[1]).toContain('No smaller model')
  })

  it('leaves the rule out where the number of folds is not known', () => {
    const curve = componentCurve(family, family[0]!, null)
    expect(curve.marks.map(({ label }) => label)).toEqual(['minimum'])
    expect(curve.notes).toHaveLength(1)
  })

  it('takes only results that differ in nothing else', () => {
    const others = [
      resultRecord({ id: 'other run', run_id: 'x' }),
      resultRecord({ id: 'other dataset', dataset: 'protein' }),
      resultRecord({ id: 'other template', template_id: 't2' }),
      resultRecord({ id: 'other preprocessing', params: { ...family[0]!.params, preprocessing: 'MSC' } }),
      resultRecord({ id: 'failed', params: { ...family[0]!.params, n_components: 7 }, status: 'failed' }),
      resultRecord({ id: 'not a number', params: { ...family[0]!.params, n_components: 'all' } }),
    ]
    expect(componentCurve([...family, ...others], family[0]!, 5)).toEqual(componentCurve(family, family[0]!, 5))
  })

  it('says what to do where nothing varies', () => {
    const curve = componentCurve([], family[0]!, 5)
    expect(curve.series).toEqual([])
    expect(curve.whenEmpty).toContain('_range_')
  })
})
