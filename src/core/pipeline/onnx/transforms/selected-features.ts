import type { Transform } from '../../../operators/index.ts'
import type { SelectedFeatures } from '../../../operators/selection/selected-features.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform, type TransformConversion } from '../conversion.ts'

/** The features that were selected in training. */
export const selectionTransform = <P extends ParameterSet, State extends SelectedFeatures>(
  operator: Transform<P, State>,
): TransformConversion =>
  convertTransform(operator, {
    how: 'the columns that were selected',
    convert: (graph, X, { indices }) => ({
      tensor: arithmetic(graph).take(X.tensor, indices),
      columns: indices.length,
    }),
  })
