import { orthogonalPlsDiscriminantAnalysis } from '../../../operators/classifiers/orthogonal-pls-discriminant-analysis.ts'
import { orthogonalPls } from '../../../operators/models/orthogonal-pls.ts'
import { convertModel } from '../conversion.ts'
import type { Graph, Table } from '../graph.ts'
import { addWithoutComponents } from '../orthogonal-filter.ts'
import { addShiftAndScale } from '../transforms/shift-and-scale.ts'
import { addDecisions, addLinear } from './linear.ts'

type Filter = Parameters<NonNullable<typeof orthogonalPls.predict>>[1]

const how = 'its orthogonal components taken off one after the other, then coefficients'

function remaining(
  graph: Graph,
  X: Table,
  {
    x_mean,
    x_std,
    orthogonal_weights,
    orthogonal_loadings,
  }: Pick<Filter, 'x_mean' | 'x_std' | 'orthogonal_weights' | 'orthogonal_loadings'>,
): Table {
  const scaled = addShiftAndScale(graph, X, { center: x_mean, scale: x_std })
  return addWithoutComponents(graph, scaled, orthogonal_weights, orthogonal_loadings)
}

export const onnxOrthogonalPls = convertModel(orthogonalPls, {
  how,
  convert: (graph, X, model) => addLinear(graph, remaining(graph, X, model), model.pls),
})

export const onnxOrthogonalPlsDiscriminantAnalysis = convertModel(orthogonalPlsDiscriminantAnalysis, {
  how,
  convert: (graph, X, model) => addDecisions(graph, remaining(graph, X, model), model.pls),
})
