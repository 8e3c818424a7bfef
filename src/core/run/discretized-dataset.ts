import type { Dataset } from '../datasets/index.ts'
import { OneClassTarget, ParametersConflict, TaskMismatch } from '../errors/index.ts'
import { takeElements } from '../math/matrix.ts'
import type { AnyTransform } from '../operators/index.ts'
import { inStep, type Pipeline, type Step } from '../pipeline/index.ts'

/** A pipeline whose `y_processing` turns quantities into classes, on the dataset that this makes. */
export interface Discretized {
  readonly pipeline: Pipeline
  readonly dataset: Dataset
}

/**
 * The dataset that a pipeline predicts: as it is, or with its quantities turned into classes by edges learned from the training
 * partition. The classes are the target then, so they are the same in every fold.
 * @throws TaskMismatch where the target holds classes already; ParametersConflict where other target transforms stand beside it;
 * OneClassTarget where all values fall into one class
 */
export function discretizedBy(known: Map<string, Dataset>): (pipeline: Pipeline, dataset: Dataset) => Discretized {
  return (pipeline, dataset) => {
    const steps = pipeline.chains.flatMap(({ targetTransforms }) => targetTransforms)
    const step = steps.find(({ operator }) => operator.makes_classes)
    if (!step) return { pipeline, dataset }
    if (pipeline.chains.some(({ targetTransforms }) => targetTransforms.length !== 1 || targetTransforms[0] !== step)) {
      throw ParametersConflict({
        reason: `${step.operator.label} turns y into classes, so no other y_processing can stand beside it`,
      })
    }
    const key = JSON.stringify([dataset.name, step.operator.id, step.params])
    const made = known.get(key) ?? inStep(step, () => discretized(step, dataset))
    known.set(key, made)
    const chains = pipeline.chains.map(chain => ({ ...chain, targetTransforms: [] }))
    return { pipeline: { ...pipeline, chains }, dataset: made }
  }
}

function discretized({ operator, params }: Step<AnyTransform>, dataset: Dataset): Dataset {
  if (dataset.classes) {
    const found = `${dataset.classes.length} classes`
    throw TaskMismatch({ what: `y_processing ${operator.label}`, task: 'regression', target: dataset.target, found })
  }
  const column = (values: Float64Array) => ({ rows: values.length, columns: 1, values })
  const state = operator.fit(column(takeElements(dataset.y, dataset.train)), params, { y: dataset.y, axis: null })
  const codes = operator.transform(column(dataset.y), state, params).values
  const present = [...new Set(codes)].sort((a, b) => a - b)
  if (present.length < 2) throw OneClassTarget({ label: String(present[0]) })
  const places = new Map(present.map((code, place) => [code, place]))
  return {
    ...dataset,
    task_type: present.length === 2 ? 'binary_classification' : 'multiclass_classification',
    y: codes.map(code => places.get(code)!),
    classes: present.map(String),
    joint: null,
  }
}
