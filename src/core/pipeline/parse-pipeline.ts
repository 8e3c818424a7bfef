import {
  located,
  ParametersConflict,
  PipelineWithoutModel,
  StepAfterModel,
  UnknownField,
  UnknownStepKeyword,
  UnsupportedStep,
  WrongShape,
  withinField,
} from '../errors/index.ts'
import type { AnyModel, AnySplitter, AnyTransform } from '../operators/index.ts'
import { getOperator } from '../operators/index.ts'
import { resolveParameters } from '../params/index.ts'
import type { GeneratorChoice } from '../records/index.ts'
import { closeComposites, compositeStep } from './composite.ts'
import { isBoundParameter } from './free-parameter.ts'
import type { Pipeline, Step } from './pipeline.ts'
import { refusedSteps, wrappingKeywords } from './step-keywords.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Concrete steps → pipeline. Steps are class paths or short names, `{class, params}`, `{model: …}`, `{preprocessing: …}`,
 * `{split: …}`, lists of steps (in order), or `null` (no step).
 * @throws UnknownOperator, UnknownParameter, ParameterOutOfRange, UnsupportedStep, PipelineWithoutModel, … with the field
 */
export function parsePipeline(steps: readonly unknown[], choices: readonly GeneratorChoice[]): Pipeline {
  const all = parseSteps(steps)
  const parsed = all.filter(step => !isTargetStep(step))
  parsed.forEach(refuseBareRowStep)
  const model = parsed.find((step): step is Step<AnyModel> => step.operator.kind === 'model')
  if (!model) throw PipelineWithoutModel({ steps: parsed.map(step => step.operator.label) })
  const after = parsed[parsed.indexOf(model) + 1]
  if (after) throw StepAfterModel({ step: after.operator.label, model: model.operator.label })
  const splitters = parsed.filter((step): step is Step<AnySplitter> => step.operator.kind === 'splitter')
  if (splitters.length > 1) throw ParametersConflict({ reason: 'a pipeline has one splitter at most' })
  return {
    transforms: closeComposites(parsed.filter(isTransform)),
    targetTransforms: all.filter(isTargetStep),
    model,
    splitter: splitters[0] ?? null,
    choices,
  }
}

/** A filter or an augmenter says what to do with rows only within its keyword; by itself it would be left out without a word. */
function refuseBareRowStep({ operator: { kind, label } }: Step): void {
  if (kind !== 'filter' && kind !== 'augmenter') return
  const keyword = kind === 'filter' ? 'exclude or tag' : 'sample_augmentation'
  const expected = `a preprocessing step, a splitter or a model; ${label} is a ${kind}, which stands within ${keyword}`
  throw WrongShape({ what: 'Each step', expected, received: label })
}

/** A transform of y: `{y_processing: …}`. */
interface TargetStep extends Step<AnyTransform> {
  readonly of: 'y'
}

const isTargetStep = (step: Step): step is TargetStep => 'of' in step

/**
 * Concrete preprocessing steps, without a model.
 * @throws UnknownOperator, … with the field; WrongShape where a step is no transform
 */
export function parseTransforms(steps: readonly unknown[]): readonly Step<AnyTransform>[] {
  const transforms = parseSteps(steps).map(step => {
    if (isTransform(step) && !isTargetStep(step)) return step
    const expected = `a preprocessing step; ${step.operator.label} is a ${step.operator.kind}`
    throw WrongShape({ what: 'Each step', expected, received: step.operator.label })
  })
  return closeComposites(transforms)
}

function parseSteps(steps: readonly unknown[]): readonly Step[] {
  return steps.flatMap((step, i) => withinField(`[${i}]`, () => parseStep(step)))
}

function parseStep(step: unknown): readonly Step[] {
  if (step === null || isBoundParameter(step)) return []
  if (Array.isArray(step)) return parseSteps(step)
  if (typeof step === 'string') return [operatorStep(step, {}, null)]
  if (!isObject(step)) {
    const expected = 'an operator name, an object such as {class, params} or {model: …}, a list, or null'
    throw WrongShape({ what: 'A step', expected, received: step })
  }
  for (const key of Object.keys(step)) {
    const reason = Object.hasOwn(refusedSteps, key) ? refusedSteps[key] : undefined
    if (reason !== undefined) throw UnsupportedStep({ keyword: key, reason }).at({ field: key })
  }
  if ('class' in step) return [classStep(step, null)]
  const keyword = wrappingKeywords.find(key => key in step)
  if (keyword === undefined) throw unknownKeyword(step)
  switch (keyword) {
    case 'y_processing':
      return targetSteps(step)
    case 'concat_transform':
    case 'feature_augmentation':
      return [sideBySideStep(step, keyword)]
    default:
      return [wrappedStep(step, keyword)]
  }
}

const isTransform = (step: Step): step is Step<AnyTransform> => step.operator.kind === 'transform'

/**
 * `{concat_transform: [op, [op, op], …]}`: chains side by side. `{feature_augmentation: [op, …]}`: the same, with the spectra
 * themselves first, and what follows belongs to each.
 */
function sideBySideStep(step: Readonly<Record<string, unknown>>, keyword: 'concat_transform' | 'feature_augmentation') {
  const augments = keyword === 'feature_augmentation'
  refuseOtherFields(step, augments ? [keyword, 'action'] : [keyword])
  const { [keyword]: given, action = 'add' } = step
  if (!['add', 'extend', 'replace'].includes(action as string)) {
    throw WrongShape({ what: 'action', expected: 'add, extend or replace', received: action }).at({ field: 'action' })
  }
  const items = Array.isArray(given) ? given : [given]
  if (items.length === 0) {
    throw WrongShape({ what: keyword, expected: 'a list of steps or of chains', received: given }).at({
      field: keyword,
    })
  }
  const chains = items.map((item, i) =>
    withinField(`${keyword}[${i}]`, () => parseTransforms(Array.isArray(item) ? item : [item])),
  )
  return compositeStep(augments ? [[], ...chains] : chains, augments)
}

/** `{y_processing: op}` or `{y_processing: [op, …]}`: each must be able to undo what it does. */
function targetSteps(step: Readonly<Record<string, unknown>>): readonly TargetStep[] {
  refuseOtherFields(step, ['y_processing'])
  const given = step.y_processing
  const operators = withinField('y_processing', () => parseSteps(Array.isArray(given) ? given : [given]))
  return operators.map(({ operator, ...rest }, i) => {
    if (operator.kind === 'transform' && operator.inverse) return { operator, ...rest, of: 'y' }
    const expected = `transforms that can be undone; ${operator.label} cannot`
    throw WrongShape({ what: 'y_processing', expected, received: operator.label }).at({ field: `y_processing[${i}]` })
  })
}

function unknownKeyword(step: Readonly<Record<string, unknown>>) {
  const known = ['class', ...wrappingKeywords, ...Object.keys(refusedSteps)]
  const [name = '(none)'] = Object.keys(step).filter(key => !['params', 'name'].includes(key))
  return UnknownStepKeyword({ name, known }).at({ text: name })
}

function refuseOtherFields(object: object, known: readonly string[]): void {
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) throw UnknownField({ what: 'This step', name, known }).at({ field: name })
  }
}

function wrappedStep(step: Readonly<Record<string, unknown>>, keyword: 'model' | 'preprocessing' | 'split'): Step {
  refuseOtherFields(step, [keyword, 'name', `${keyword}_params`])
  const name = typeof step.name === 'string' ? step.name : null
  const inner = step[keyword]
  const parsed = withinField(keyword, () => {
    if (typeof inner === 'string') {
      const given = step[`${keyword}_params`] ?? {}
      return operatorStep(inner, given, name)
    }
    if (isObject(inner) && 'class' in inner) return classStep(inner, name)
    throw WrongShape({ what: `The ${keyword}`, expected: 'an operator name or {class, params}', received: inner })
  })
  const kinds = { model: 'model', preprocessing: 'transform', split: 'splitter' } as const
  if (parsed.operator.kind !== kinds[keyword]) {
    const expected = `a ${kinds[keyword]}; ${parsed.operator.label} is a ${parsed.operator.kind}`
    throw WrongShape({ what: `The ${keyword}`, expected, received: inner }).at({ field: keyword })
  }
  return parsed
}

function classStep(object: Readonly<Record<string, unknown>>, name: string | null): Step {
  refuseOtherFields(object, ['class', 'params', 'name'])
  if (typeof object.class !== 'string') {
    throw WrongShape({ what: 'class', expected: 'the name of an operator', received: object.class }).at({
      field: 'class',
    })
  }
  return operatorStep(object.class, object.params ?? {}, name ?? (typeof object.name === 'string' ? object.name : null))
}

function operatorStep(className: string, given: unknown, name: string | null): Step {
  const operator = located({ text: className }, () => getOperator(className))
  if (!isObject(given)) {
    throw WrongShape({ what: 'params', expected: 'names with values', received: given }).at({ field: 'params' })
  }
  const params = resolveParameters(operator.label, operator.params, given)
  withinField('params', () => operator.check?.(params))
  return { operator, given, params, name }
}
