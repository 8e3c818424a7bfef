import { ParametersConflict, UnknownStepKeyword, UnsupportedStep, WrongShape, withinField } from '../../errors/index.ts'
import { type AnyTransform, findOperator } from '../../operators/index.ts'
import { compositeStep } from '../chain/composite.ts'
import { metaModel, metaModelNode } from '../models-of-models/meta-model.ts'
import { findModelOfModels, madeModelStep, modelsOfModels } from '../models-of-models/registry.ts'
import type { Chain, Step } from '../pipeline.ts'
import { isBoundParameter } from '../templates/free-parameter.ts'
import { chartKinds, isChartKind } from './charts.ts'
import { closedTransforms, layOut } from './lay-out.ts'
import { concreteStep } from './names.ts'
import type { Node } from './nodes.ts'
import { branchNode, mergeNode } from './parse-branch.ts'
import { augmentationNode, filterNode } from './parse-rows.ts'
import {
  type Fields,
  isObject,
  namedOperator,
  oneOf,
  operatorStep,
  refuseOtherFields,
  requireKind,
} from './parse-step.ts'
import { refusedSteps, type StepKeyword, stepKeywords } from './step-keywords.ts'

/**
 * Steps of any form: class paths or short names, `{class, params}`, `{keyword: …}`, lists of steps (in order), or `null` (no
 * step).
 * @throws UnknownOperator, UnknownParameter, ParameterOutOfRange, UnsupportedStep, UnknownStepKeyword, … with the field
 */
export function parseNodes(steps: readonly unknown[]): readonly Node[] {
  return steps.flatMap((step, i) => {
    const at = `[${i}]`
    return withinField(at, () => parseNode(step)).map(node => ({ ...node, place: `${at}${node.place ?? ''}` }))
  })
}

function parseNode(step: unknown): readonly Node[] {
  if (step === null || isBoundParameter(step)) return []
  if (Array.isArray(step)) return parseNodes(step)
  if (isChartKind(step)) return [{ type: 'chart', kind: step, written: step }]
  if (typeof step === 'string') return [operatorNode(step, null)]
  if (!isObject(step)) {
    const expected = 'an operator name, an object such as {class, params} or {model: …}, a list, or null'
    throw WrongShape({ what: 'A step', expected, received: step })
  }
  for (const key of Object.keys(step)) {
    const reason = Object.hasOwn(refusedSteps, key) ? refusedSteps[key] : undefined
    if (reason !== undefined) throw UnsupportedStep({ keyword: key, reason }).at({ field: key })
  }
  if ('class' in step) return [operatorNode(step, null)]
  const chart = Object.keys(step).find(isChartKind)
  if (chart) return [{ type: 'chart', kind: chart, written: chart }]
  const keyword = stepKeywords.find(key => key in step)
  if (keyword === undefined) throw unknownKeyword(step)
  return keywordNodes(step, keyword)
}

function keywordNodes(step: Fields, keyword: StepKeyword): readonly Node[] {
  switch (keyword) {
    case 'y_processing':
      return targetNodes(step)
    case 'concat_transform':
    case 'feature_augmentation':
      return [sideBySideNode(step, keyword)]
    case 'sample_augmentation':
      return [augmentationNode(step)]
    case 'exclude':
    case 'tag':
      return [filterNode(step, keyword)]
    case 'branch':
      return [branchNode(step, parseNodes)]
    case 'merge':
      return [mergeNode(step)]
    case 'chart':
      return [{ type: 'chart', kind: oneOf(step.chart, 'chart', chartKinds), written: step.chart }]
    default:
      return [wrappedNode(step, keyword)]
  }
}

/** What an operator may be called that is made from others. */
const madeNames = [...modelsOfModels, metaModel].flatMap(({ label, class_path, aliases }) => [
  label,
  class_path,
  ...aliases,
])

/** An operator standing by itself: what it is decides what it does. */
function operatorNode(value: unknown, name: string | null): Node {
  const named = namedOperator(value, 'A step')
  const own = name ?? named.name
  const made = findModelOfModels(named.className)
  const meta = made ? null : metaModelNode({ ...named, name: own }, chainOf)
  if (meta) return meta
  const step = made
    ? madeModelStep(made, { ...named, name: own }, chainOf)
    : operatorStep({ ...named, name: own }, madeNames)
  const { operator } = step
  switch (operator.kind) {
    case 'transform': {
      if (operator.only_targets) {
        const expected = 'under y_processing, because it turns reference values into classes'
        throw WrongShape({ what: operator.label, expected, received: value })
      }
      return { type: 'transform', step: { ...step, operator }, written: concreteStep(step) }
    }
    case 'splitter':
      return { type: 'splitter', step: { ...step, operator }, written: { split: concreteStep(step) } }
    case 'model': {
      const written = { ...(own === null ? {} : { name: own }), model: concreteStep(step) }
      return { type: 'model', step: { ...step, operator }, written }
    }
    default: {
      const keyword = operator.kind === 'filter' ? 'exclude or tag' : 'sample_augmentation'
      throw WrongShape({
        what: operator.label,
        expected: `under ${keyword}, because it changes which samples there are`,
        received: value,
      })
    }
  }
}

/** Steps that end in a model, as the one chain that leads to it. @throws ParametersConflict */
function chainOf(steps: readonly unknown[]): Chain {
  const { chains } = layOut(parseNodes(steps))
  const [chain] = chains
  if (chain && chains.length === 1) return chain
  throw ParametersConflict({ reason: `a model of models takes one model at each place, and here are ${chains.length}` })
}

/** Concrete preprocessing steps, without a model. @throws WrongShape where a step is no transform */
export function parseTransforms(steps: readonly unknown[]) {
  return closedTransforms(
    parseNodes(steps).map(node => {
      if (node.type === 'transform') return node.step
      const expected = `a preprocessing step; this is ${node.type === 'rows' ? 'a step on samples' : `a ${node.type}`}`
      throw WrongShape({ what: 'Each step', expected, received: node.written })
    }),
  )
}

/**
 * `{concat_transform: [op, [op, op], …]}`: chains side by side. `{feature_augmentation: [op, …]}`: the same, with the spectra
 * themselves first, and what follows belongs to each.
 */
function sideBySideNode(step: Fields, keyword: 'concat_transform' | 'feature_augmentation'): Node {
  const augments = keyword === 'feature_augmentation'
  refuseOtherFields(step, augments ? [keyword, 'action'] : [keyword])
  const { [keyword]: given, action = 'add' } = step
  oneOf(action, 'action', ['add', 'extend', 'replace'])
  const items = Array.isArray(given) ? given : [given]
  if (items.length === 0) {
    throw WrongShape({ what: keyword, expected: 'a list of steps or of chains', received: given }).at({
      field: keyword,
    })
  }
  const chains = items.map((item, i) =>
    withinField(`${keyword}[${i}]`, () => parseTransforms(Array.isArray(item) ? item : [item])),
  )
  const composite = compositeStep(augments ? [[], ...chains] : chains, augments)
  const written = augments
    ? { feature_augmentation: chains.map(chain => chain.map(concreteStep)) }
    : concreteStep(composite)
  return { type: 'transform', step: composite, written }
}

/** `{y_processing: op}` or `{y_processing: [op, …]}`: each must be able to undo what it does. */
function targetNodes(step: Fields): readonly Node[] {
  refuseOtherFields(step, ['y_processing'])
  const given = step.y_processing
  const steps = withinField('y_processing', () =>
    (Array.isArray(given) ? given : [given]).map(item => operatorStep(namedOperator(item, 'y_processing'))),
  )
  return steps.map(({ operator, ...rest }, i) => {
    if (operator.kind === 'transform' && (operator.inverse || operator.makes_classes)) {
      const target = { operator, ...rest }
      return { type: 'target', step: target, written: { y_processing: concreteStep(target) } }
    }
    const expected = `transforms that can be undone; ${operator.label} cannot`
    throw WrongShape({ what: 'y_processing', expected, received: operator.label }).at({ field: `y_processing[${i}]` })
  })
}

/** Steps that are for reference values alone; null where one of them is not. */
export function parseTargetTransforms(steps: readonly unknown[]): readonly Step<AnyTransform>[] | null {
  const ofTargets = (step: unknown) => {
    const name = isObject(step) ? step.class : step
    const operator = typeof name === 'string' ? findOperator(name) : undefined
    return operator?.kind === 'transform' && operator.only_targets === true
  }
  if (steps.length === 0 || !steps.every(ofTargets)) return null
  return targetNodes({ y_processing: steps }).flatMap(node => (node.type === 'target' ? [node.step] : []))
}

function unknownKeyword(step: Fields) {
  const known = ['class', ...stepKeywords, ...Object.keys(refusedSteps)]
  const [name = '(none)'] = Object.keys(step).filter(key => !['params', 'name'].includes(key))
  return UnknownStepKeyword({ name, known }).at({ text: name })
}

const wrappedKinds = { model: ['model'], preprocessing: ['transform'], split: ['splitter'] } as const

function wrappedNode(step: Fields, keyword: 'model' | 'preprocessing' | 'split'): Node {
  refuseOtherFields(step, [keyword, 'name', `${keyword}_params`])
  const name = typeof step.name === 'string' ? step.name : null
  const inner = step[keyword]
  return withinField(keyword, () => {
    const params = step[`${keyword}_params`]
    const node = operatorNode(
      typeof inner === 'string' && params !== undefined ? { class: inner, params } : inner,
      name,
    )
    if (node.type !== 'meta' && 'step' in node && 'operator' in node.step) {
      requireKind(node.step as Step, wrappedKinds[keyword], `The ${keyword}`)
    }
    return node
  })
}
