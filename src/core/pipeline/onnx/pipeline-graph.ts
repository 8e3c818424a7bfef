import { NotExpressible } from '../../errors/index.ts'
import { type AnyModel, type AnyTransform, findOperator, type Operator } from '../../operators/index.ts'
import { type CompositeStep, isComposite } from '../chain/composite.ts'
import { inStep } from '../chain/in-step.ts'
import { isSeparated } from '../chain/separated-step.ts'
import { isSourceStep } from '../chain/source-step.ts'
import type { BaseModel, FittedBaseModel } from '../models-of-models/base-model.ts'
import { type FittedStacking, isStacked, type StackedModel } from '../models-of-models/stacked-model.ts'
import { type FittedVoting, isVoting, type VotingModel } from '../models-of-models/voting-model.ts'
import { type ChainStep, isTransformStep, type Step } from '../pipeline.ts'
import { arithmetic } from './arithmetic.ts'
import { addSpreadScores, addVotes } from './classes.ts'
import { type ModelConversion, refuse, type TransformConversion } from './conversion.ts'
import type { Graph, Table } from './graph.ts'
import { modelConversions } from './models/registry.ts'
import { onnxRefusals } from './refusals.ts'
import { transformConversions } from './transforms/registry.ts'

const transforms: ReadonlyMap<string, TransformConversion> = new Map(transformConversions.map(one => [one.id, one]))
const models: ReadonlyMap<string, ModelConversion> = new Map(modelConversions.map(one => [one.id, one]))

/** @throws NotExpressible with the reason, and what could stand in its place */
function refused({ id, label, kind }: Operator): never {
  const refusal = onnxRefusals.find(one => one.id === id)
  const able = refusal?.able ?? (kind === 'model' ? [...models.keys()] : [...transforms.keys()]).map(labelOf)
  const reason = refusal?.reason ?? 'nobody has said it in operators of ONNX yet'
  throw NotExpressible({ reason: `${label} cannot be said in its operators, because ${reason}`, able })
}

const labelOf = (id: string): string => findOperator(id)?.label ?? id

/** Spectra after fitted steps. Filters and augmentations are for training alone. @throws NotExpressible */
export function addSteps(graph: Graph, X: Table, steps: readonly ChainStep[], states: readonly unknown[]): Table {
  return steps.reduce((table, step, i) => (isTransformStep(step) ? addStep(graph, table, step, states[i]) : table), X)
}

function addStep(graph: Graph, X: Table, step: Step<AnyTransform>, state: unknown): Table {
  const { operator, params } = step
  return inStep(step, () =>
    graph.within(operator.label, () => {
      if (isComposite(step)) return addComposite(graph, X, step, state as readonly (readonly unknown[])[])
      if (isSourceStep(step)) return addSource(graph, X, state as { readonly from: number; readonly to: number })
      if (isSeparated(step))
        refuse('which chain a spectrum goes through depends on its metadata, and the graph sees spectra')
      const conversion = transforms.get(operator.id) ?? refused(operator)
      return conversion.convert(graph, X, state, params)
    }),
  )
}

function addComposite(
  graph: Graph,
  X: Table,
  { chains }: CompositeStep,
  states: readonly (readonly unknown[])[],
): Table {
  return sideBySide(
    graph,
    chains.map((chain, i) => graph.within(`chain_${i + 1}`, () => addSteps(graph, X, chain, states[i]!))),
  )
}

function addSource(graph: Graph, X: Table, { from, to }: { readonly from: number; readonly to: number }): Table {
  const columns = Int32Array.from({ length: to - from }, (_, j) => from + j)
  return { tensor: arithmetic(graph).take(X.tensor, columns), columns: columns.length }
}

function sideBySide(graph: Graph, tables: readonly Table[]): Table {
  return {
    tensor: arithmetic(graph).beside(tables.map(({ tensor }) => tensor)),
    columns: tables.reduce((sum, { columns }) => sum + columns, 0),
  }
}

/** Quantities (N, 1) in the unit of the fit, or scores of the classes it was fitted on. Rows without numbers are NaN. */
export function addModel(graph: Graph, X: Table, step: Step<AnyModel>, state: unknown): Table {
  const { operator, params } = step
  return inStep(step, () =>
    graph.within(operator.label, () => {
      const predicted = (() => {
        if (isStacked(operator)) return addStacking(graph, X, operator, state as FittedStacking)
        if (isVoting(operator)) return addVoting(graph, X, operator, state as FittedVoting)
        const conversion = models.get(operator.id) ?? refused(operator)
        return conversion.convert(graph, X, state, params)
      })()
      const { refused: isRefused, unless } = arithmetic(graph)
      // A tree, a vote or a neighbour would say something even of NaN.
      return { ...predicted, tensor: unless(isRefused(X.tensor), predicted.tensor) }
    }),
  )
}

/** Quantities back in the unit of y. @throws NotExpressible */
export function addUndoneTarget(
  graph: Graph,
  y: Table,
  transforms_of_target: readonly Step<AnyTransform>[],
  states: readonly unknown[],
): Table {
  return transforms_of_target.reduceRight(
    (table, step, i) =>
      inStep(step, () =>
        graph.within(`undo_${step.operator.label}`, () => {
          const conversion = transforms.get(step.operator.id) ?? refused(step.operator)
          if (!conversion.inverse) refuse(`${step.operator.label} has no inverse in its operators`)
          return conversion.inverse(graph, table, states[i], step.params)
        }),
      ),
    y,
  )
}

/** As `predictBaseModel`: quantities (N, 1), or a score for each of `n_classes`. */
export function addBaseModel(
  graph: Graph,
  X: Table,
  { steps, targetTransforms, model }: Omit<BaseModel, 'name'>,
  fitted: FittedBaseModel,
  n_classes: number,
): Table {
  const predicted = addModel(graph, addSteps(graph, X, steps, fitted.states), model, fitted.model)
  const { operator } = model
  if (operator.task === 'classification') {
    return addSpreadScores(graph, predicted, fitted.present!, n_classes, operator.scores_are)
  }
  return addUndoneTarget(graph, predicted, targetTransforms, fitted.target)
}

function addStacking(graph: Graph, X: Table, { stacking, final }: StackedModel, fitted: FittedStacking): Table {
  const { n_classes } = fitted
  const bases = stacking.bases.map((base, b) =>
    graph.within(base.name, () => {
      const predicted = addBaseModel(graph, X, base, fitted.bases[b]!, n_classes)
      // Of two classes the second says all.
      return n_classes === 2 ? { tensor: arithmetic(graph).take(predicted.tensor, [1]), columns: 1 } : predicted
    }),
  )
  const beside = stacking.beside.map((chain, c) => addSteps(graph, X, chain, fitted.beside[c]!))
  return addBaseModel(graph, sideBySide(graph, [...bases, ...beside]), final, fitted.final, n_classes)
}

function addVoting(graph: Graph, X: Table, { votes }: VotingModel, { bases, n_classes }: FittedVoting): Table {
  const { voting, weights } = votes
  const predicted = votes.bases.map((base, b) =>
    graph.within(base.name, () => {
      const scores = addBaseModel(graph, X, base, bases[b]!, n_classes)
      return voting === 'hard' && n_classes > 0 ? addVotes(graph, scores) : scores
    }),
  )
  return weightedSum(graph, predicted, weights)
}

/** Σ weight · table; all of the same columns. */
export function weightedSum(graph: Graph, tables: readonly Table[], weights: readonly number[]): Table {
  const { add, multiply } = arithmetic(graph)
  const terms = tables.map(({ tensor }, i) => (weights[i] === 1 ? tensor : multiply(tensor, weights[i]!)))
  return { tensor: terms.reduce(add), columns: tables[0]!.columns }
}
