import type { Matrix } from '../../math/matrix.ts'
import { type Arithmetic, arithmetic } from './arithmetic.ts'
import type { Graph, Table, Tensor } from './graph.ts'

/**
 * A number for each spectrum and each training spectrum: (N, training.rows). A Scan goes through the training spectra, so
 * differences are taken as they are, without squares that cancel and without memory for all pairs.
 * @param measure differences (N, n_features) → (N, 1)
 */
export function eachTrainingRow(
  graph: Graph,
  X: Table,
  training: Matrix,
  measure: (inner: Arithmetic, differences: Tensor) => Tensor,
): Table {
  const body = graph.inner(inner => {
    const { subtract, reshape } = arithmetic(inner)
    const row = 'training_spectrum'
    const measured = reshape(measure(arithmetic(inner), subtract(X.tensor, row)), [-1])
    return {
      name: 'each training spectrum',
      inputs: [{ name: row, type: 'double', dims: [training.columns] }],
      outputs: [{ name: measured, type: 'double', dims: ['N'] }],
    }
  })
  const rows = graph.numbers(training.values, [training.rows, training.columns])
  const byTraining = graph.node('Scan', [rows], { body: { graph: body }, num_scan_inputs: { integer: 1 } })
  const tensor = graph.node('Transpose', [byTraining], { perm: { integers: [1, 0] } })
  return { tensor, columns: training.rows }
}
