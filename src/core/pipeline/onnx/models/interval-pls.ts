import { intervalPls } from '../../../operators/models/interval-pls.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertModel } from '../conversion.ts'
import { addLinear } from './linear.ts'

export const onnxIntervalPls = convertModel(intervalPls, {
  how: 'the columns of its intervals, then coefficients',
  convert: (graph, X, { columns, pls }) =>
    addLinear(graph, { tensor: arithmetic(graph).take(X.tensor, columns), columns: columns.length }, pls),
})
