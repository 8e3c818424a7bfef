import type { AnyModel, AnyTransform } from '../../../../src/core/operators/index.ts'
import { encodeModel } from '../../../../src/core/pipeline/onnx/format/model.ts'
import { type Graph, newGraph, type Table } from '../../../../src/core/pipeline/onnx/graph.ts'
import { addModel, addSteps, addUndoneTarget } from '../../../../src/core/pipeline/onnx/pipeline-graph.ts'
import type { Step } from '../../../../src/core/pipeline/pipeline.ts'

export const stepOf = <Kind extends AnyTransform | AnyModel>(
  operator: Kind,
  params: Readonly<Record<string, unknown>>,
): Step<Kind> => ({ operator, params, given: {}, name: null })

/** A graph from `X` to `Z`, (N, columns) each, as a file. */
export function fileOf(columns: number, build: (graph: Graph, X: Table) => Table): Uint8Array {
  const graph = newGraph()
  const made = build(graph, { tensor: 'X', columns })
  graph.renamed(made.tensor, 'Z')
  return encodeModel({
    ir_version: 7,
    opsets: { '': 13, ...(graph.uses('ai.onnx.ml') && { 'ai.onnx.ml': 3 }) },
    producer: { name: 'n4a', version: 'test' },
    doc: '',
    metadata: {},
    graph: graph.finished(
      'test',
      [{ name: 'X', type: 'double', dims: ['N', columns] }],
      [{ name: 'Z', type: 'double', dims: ['N', made.columns] }],
    ),
  })
}

export const transformFile = (columns: number, step: Step<AnyTransform>, state: unknown): Uint8Array =>
  fileOf(columns, (graph, X) => addSteps(graph, X, [step], [state]))

export const inverseFile = (step: Step<AnyTransform>, state: unknown): Uint8Array =>
  fileOf(1, (graph, y) => addUndoneTarget(graph, y, [step], [state]))

export const modelFile = (columns: number, step: Step<AnyModel>, state: unknown): Uint8Array =>
  fileOf(columns, (graph, X) => addModel(graph, X, step, state))
