import { WrongFeatureCount } from '../../errors/index.ts'
import { type Matrix, row, zeros } from '../../math/matrix.ts'
import { integer, nullable, type Parameter } from '../../params/index.ts'
import { checkSpectra } from '../checks.ts'
import { defineTransform } from '../operator.ts'

const end: Parameter<number | null> = {
  ...nullable(
    integer({
      initial: 0,
      help: 'First feature after the kept ones; null or beyond the last for all, negative from the end',
    }),
  ),
  initial: null,
}

/** Positions among `n` features, as Python slices count them. */
function bounds(n: number, start: number, stop: number | null): readonly [number, number] {
  const inside = (position: number) => Math.min(Math.max(position < 0 ? n + position : position, 0), n)
  const [first, after] = [inside(start), stop === null ? n : inside(stop)]
  if (after <= first) {
    throw WrongFeatureCount({ found: n, needed: `none is left from ${start} to ${stop ?? 'the end'}` })
  }
  return [first, after]
}

/**
 * Keep the features from `start` up to, not including, `end`.
 *
 * X: (n_samples, n_features), any unit → (n_samples, end − start), same unit. Learns nothing.
 *
 * @throws WrongFeatureCount when no feature is left; NotFinite
 */
export const cropTransformer = defineTransform({
  id: 'crop_transformer',
  label: 'Crop',
  class_path: 'nirs4all.operators.transforms.CropTransformer',
  aliases: [
    'CropTransformer',
    'nirs4all.operators.CropTransformer',
    'nirs4all.operators.transforms.features.CropTransformer',
  ],
  summary: 'Keep a range of features, by their number',
  formula: 'x[start], …, x[end − 1]',
  source: 'nirs4all 0.11: CropTransformer',
  checked_against: 'numpy 1.24.2 (slices), within 1e-10; nirs4all 0.11, within 1e-9',
  params: {
    start: integer({ initial: 0, help: 'First feature kept, counted from 0; negative from the end' }),
    end,
  },
  stateless: true,
  changes_features: true,
  fit: () => null,
  transform: (X, _state, params) => {
    checkSpectra(X)
    const [first, after] = bounds(X.columns, params.start, params.end)
    return columnsOf(X, first, after)
  },
  axisAfter: (axis, _state, params) => axis.slice(...bounds(axis.length, params.start, params.end)),
})

function columnsOf(X: Matrix, first: number, after: number): Matrix {
  const kept = zeros(X.rows, after - first)
  for (let i = 0; i < X.rows; i++) row(kept, i).set(row(X, i).subarray(first, after))
  return kept
}
