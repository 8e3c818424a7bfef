import { NotExpressible, Unforeseen } from '../../errors/index.ts'
import type { ClassScoreKind } from '../../operators/index.ts'
import type { FittedPipeline } from '../fitted-pipeline.ts'
import { stepLabel } from '../steps/names.ts'
import { arithmetic } from './arithmetic.ts'
import { addLikeliest, addVotes } from './classes.ts'
import { encodeModel, type OnnxPort } from './format/model.ts'
import { type Graph, newGraph, type Table } from './graph.ts'
import { addBaseModel, weightedSum } from './pipeline-graph.ts'

/** What a file says beside its graph. */
export interface OnnxAbout {
  /** Of n4a. */
  readonly version: string
  /** For people: which result of which run. */
  readonly doc?: string
  /** What is predicted, such as `protein`. */
  readonly target?: string
  readonly axis_unit?: string | null
  /** One for each of several pipelines; equal ones where none are given. */
  readonly weights?: readonly number[]
  /** Further properties, such as a checksum of what was exported. */
  readonly properties?: Readonly<Record<string, string>>
}

/** ONNX 1.8, which every runtime of the last years reads; trees need ai.onnx.ml of ONNX 1.10. */
const versions = { ir: 7, onnx: 13, ml: 3 } as const

/** What a protocol buffer can hold. */
const largestFile = 2 ** 31 - 1

/**
 * A fitted pipeline as an ONNX file, or several as one whose predictions they average, as the folds of a result do.
 *
 * Input `X` (N, n_features), 64-bit floats. Outputs: `y_pred` (N,), a quantity or the code of a class; for classes also `label`
 * (N,) and a score for each class, (N, n_classes): `y_proba` where they are probabilities, else `y_score`. A row that n4a refuses
 * comes out as NaN, and its label empty.
 *
 * @throws NotExpressible, which names the step and what could stand in its place
 */
export function exportOnnx(
  fitted: FittedPipeline | readonly FittedPipeline[],
  about: OnnxAbout,
): Uint8Array<ArrayBuffer> {
  const pipelines = 'chain' in fitted ? [fitted] : fitted
  const [first] = pipelines
  if (!first) throw Unforeseen({ reason: 'no pipeline was given to export' })
  for (const pipeline of pipelines) checkAlike(pipeline, first)
  const graph = newGraph()
  const X: Table = { tensor: 'X', columns: first.n_features }
  const predicted = together(graph, X, pipelines, about.weights)
  const outputs = first.classes
    ? classOutputs(graph, predicted, first.classes)
    : [output(graph, 'y_pred', 'double', arithmetic(graph).reshape(predicted.table.tensor, [-1]))]
  const input: OnnxPort = { name: 'X', type: 'double', dims: ['N', first.n_features], doc: 'spectra' }
  const bytes = encodeModel({
    ir_version: versions.ir,
    opsets: { '': versions.onnx, ...(graph.uses('ai.onnx.ml') && { 'ai.onnx.ml': versions.ml }) },
    producer: { name: 'n4a', version: about.version },
    doc: about.doc ?? '',
    metadata: { ...propertiesOf(pipelines, predicted.kind, about), ...about.properties },
    graph: graph.finished('n4a', [input], outputs),
  })
  if (bytes.length > largestFile)
    throw NotExpressible({ reason: 'its numbers take more than the 2 GB that a file holds' })
  return bytes
}

/** Quantities, or scores of classes and what they are. */
interface Predicted {
  readonly table: Table
  readonly kind: ClassScoreKind | null
}

function checkAlike({ chain, n_features, classes }: FittedPipeline, first: FittedPipeline): void {
  if (chain.separation !== null) {
    const { column, value } = chain.separation
    const rows = value === null ? `each value of ${column}` : `samples of ${column} ${value}`
    throw NotExpressible({ reason: `the model is for ${rows} alone, and the graph sees nothing but spectra` })
  }
  const alike = n_features === first.n_features && JSON.stringify(classes) === JSON.stringify(first.classes)
  if (!alike)
    throw NotExpressible({ reason: 'its models are for spectra of different lengths, or for different classes' })
}

function together(
  graph: Graph,
  X: Table,
  pipelines: readonly FittedPipeline[],
  given: readonly number[] | undefined,
): Predicted {
  const all = pipelines.map((pipeline, p) =>
    pipelines.length === 1
      ? ofOne(graph, X, pipeline)
      : graph.within(`model_${p + 1}`, () => ofOne(graph, X, pipeline)),
  )
  if (all.length === 1) return all[0]!
  const weights = given ?? all.map(() => 1 / all.length)
  if (weights.length !== all.length) {
    throw Unforeseen({ reason: `${weights.length} weights were given for ${all.length} models` })
  }
  const { kind } = all[0]!
  // Quantities and probabilities are averaged themselves, of other scores one vote a model.
  if (kind === null || kind === 'probabilities') {
    return {
      table: weightedSum(
        graph,
        all.map(({ table }) => table),
        weights,
      ),
      kind,
    }
  }
  const votes = all.map(({ table }) => votesOf(graph, table))
  return { table: weightedSum(graph, votes, weights), kind: 'votes' }
}

/** Votes of rows that are known; NaN for the others. */
function votesOf(graph: Graph, scores: Table): Table {
  const { refused, unless } = arithmetic(graph)
  const votes = addVotes(graph, scores)
  return { ...votes, tensor: unless(refused(scores.tensor), votes.tensor) }
}

function ofOne(graph: Graph, X: Table, pipeline: FittedPipeline): Predicted {
  const { chain, states, model_state, target_states, classes, present } = pipeline
  const { operator } = chain.model
  const base = { steps: chain.steps, targetTransforms: chain.targetTransforms, model: chain.model }
  const fitted = { states, model: model_state, target: target_states, present }
  const predicted = addBaseModel(graph, X, base, fitted, classes?.length ?? 0)
  const { refused, unless } = arithmetic(graph)
  // A step may leave out the very column that is no number.
  const table = { ...predicted, tensor: unless(refused(X.tensor), predicted.tensor) }
  return { table, kind: operator.task === 'classification' ? operator.scores_are : null }
}

function output(graph: Graph, name: string, type: OnnxPort['type'], value: string, columns?: number): OnnxPort {
  graph.renamed(value, name)
  return { name, type, dims: columns === undefined ? ['N'] : ['N', columns] }
}

function classOutputs(graph: Graph, { table, kind }: Predicted, classes: readonly string[]): readonly OnnxPort[] {
  const { choose, reshape, refused } = arithmetic(graph)
  const unknown = reshape(refused(table.tensor), [-1])
  const likeliest = addLikeliest(graph, table)
  const codes = graph.node('Cast', [likeliest], { to: { integer: 11 } })
  const labels = graph.node('Gather', [
    graph.texts([...classes, '']),
    labelled(graph, likeliest, unknown, classes.length),
  ])
  return [
    output(graph, 'y_pred', 'double', choose(unknown, Number.NaN, codes)),
    output(graph, 'label', 'string', labels),
    output(graph, kind === 'probabilities' ? 'y_proba' : 'y_score', 'double', table.tensor, table.columns),
  ]
}

/** The place of the label of each row; of a row that is not known the empty one, which stands last. */
const labelled = (graph: Graph, codes: string, unknown: string, n_classes: number): string =>
  graph.node('Where', [unknown, graph.integers([n_classes], [1]), codes])

function propertiesOf(
  pipelines: readonly FittedPipeline[],
  kind: ClassScoreKind | null,
  { version, target, axis_unit }: OnnxAbout,
): Readonly<Record<string, string>> {
  const [{ chain, axis, classes, n_features }] = pipelines as readonly [FittedPipeline]
  const labels = [...chain.steps.map(stepLabel), stepLabel(chain.model)]
  return {
    n4a_version: version,
    n4a_pipeline: labels.join(' > '),
    n4a_models: String(pipelines.length),
    n4a_n_features: String(n_features),
    ...(axis && { n4a_wavelengths: JSON.stringify(Array.from(axis)) }),
    ...(axis && axis_unit && { n4a_wavelength_unit: axis_unit }),
    ...(target !== undefined && { n4a_target: target }),
    ...(classes && { n4a_classes: JSON.stringify(classes) }),
    ...(kind && { n4a_class_scores: kind }),
  }
}
