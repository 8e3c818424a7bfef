import { expect, it } from 'vitest'
import { lineageGraph, residualHistogram, residualQuantiles, residualsScatter } from '../../src/core/index.ts'
import { predictionArrays, predictionRecord } from './records.ts'

const part = (y_true: readonly number[], y_pred: readonly number[], fold_id = '0') => ({
  prediction: predictionRecord({ fold_id, partition: 'val' }),
  arrays: predictionArrays({ y_true, y_pred, sample_indices: y_true.map((_, i) => i), sample_ids: null }),
})

it('sets residuals against normal quantiles at (i − ½) / n, centred and scaled', () => {
  const { series, identity } = residualQuantiles([part([0, 0, 0], [3, 1, 2])])
  // Quantiles of 1/6, 1/2 and 5/6: ∓0.967422.
  expect(series[0]!.points.map(({ x }) => Number(x.toFixed(5)))).toEqual([-0.96742, 0, 0.96742])
  expect(series[0]!.points.map(({ y }) => y)).toEqual([-1, 0, 1])
  expect(identity).toBe(true)
  expect(residualQuantiles([part([1, 2], [2, 3])]).series).toEqual([])
})

it('counts the residuals of all folds together and marks no error', () => {
  const display = residualHistogram([part([0, 0], [1, -1]), part([5], [Number.NaN], '1'), part([2], [2.5], '2')], {
    unit: '%',
  })
  expect(display.series[0]!.heights.reduce((sum, count) => sum + count, 0)).toBe(3)
  expect(display.marks).toEqual([{ x: 0, label: 'no error' }])
  expect(display.x.unit).toBe('%')
})

it('draws the residuals of a cross-validation with one series a fold and the scores of all', () => {
  const display = residualsScatter([part([1, 2], [2, 2]), part([3], [1], '1')], { rmse: 1.29 })
  expect(display.series.map(({ name, points }) => [name, points.length])).toEqual([
    ['fold 0', 2],
    ['fold 1', 1],
  ])
  expect(display.notes.slice(0, 2)).toEqual(['n 3', 'RMSECV 1.29'])
  expect(residualsScatter([]).whenEmpty).toContain('No predictions')
})

it('lays a lineage out in layers of one kind, with what it is of by itself', () => {
  const item = (kind: 'file' | 'dataset' | 'run' | 'prediction', name: string) => ({
    kind,
    id: name,
    name,
    hash: null,
    status: null,
  })
  const predictions = Array.from({ length: 9 }, (_, i) => item('prediction', `p${i}`))
  const graph = lineageGraph({
    ...item('run', 'mine'),
    from: [item('file', 'a.csv'), item('file', 'b.csv'), item('dataset', 'fat')],
    into: predictions,
  })
  expect(graph.layers.map(({ label, nodes, more }) => [label, nodes.length, more])).toEqual([
    ['Files', 2, 0],
    ['Dataset', 1, 0],
    ['Run', 1, 0],
    ['Predictions', 6, 3],
  ])
  expect(graph.layers[2]!.nodes[0]).toMatchObject({ name: 'mine', current: true })
})
