import type { CompositeStep } from '../chain/composite.ts'
import { labelOf } from '../chain/exclude-rows.ts'
import type { MadeModelStep } from '../models-of-models/declared-model.ts'
import {
  type AugmentationStep,
  type Chain,
  type ChainStep,
  type FilterStep,
  isAugmentationStep,
  isFilterStep,
  isTransformStep,
  type Pipeline,
  type Step,
} from '../pipeline.ts'

const scalar = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

type Named = ChainStep | Step

const isRows = (step: Named): step is FilterStep | AugmentationStep => 'filters' in step || 'augmenters' in step

/** The chains of a step that puts several side by side. */
const chainsOf = (step: Named): readonly (readonly Step[])[] | undefined => (step as Partial<CompositeStep>).chains

/** What a model of models says of itself in place of its parameters. */
const saidOf = (step: Step): string | undefined => (step as Partial<MadeModelStep>).said

const rowsLabel = (step: FilterStep | AugmentationStep): string =>
  isFilterStep(step)
    ? `${step.action}(${labelOf(step)})`
    : `augment(${step.augmenters.map(({ operator }) => operator.label).join(',')})`

/** `SG(w=15,p=2,d=1)`: label and the parameters that were given; `raw|SNV` for chains side by side. */
export function stepLabel(step: Named): string {
  if (isRows(step)) return rowsLabel(step)
  const chains = chainsOf(step)
  if (chains) return chains.map(chain => chain.map(stepLabel).join('>') || 'raw').join('|')
  const said = saidOf(step)
  if (said !== undefined) return `${step.operator.label}(${said})`
  const given = Object.entries(step.given)
  if (given.length === 0) return step.operator.label
  const pairs = given.map(([name, value]) => `${step.operator.params[name]?.abbreviation ?? name}=${scalar(value)}`)
  return `${step.operator.label}(${pairs.join(',')})`
}

const chainPreprocessing = ({ steps }: Pick<Chain, 'steps'>): string => steps.map(stepLabel).join('>') || 'raw'

/** Of one chain, or of all chains of a pipeline where they differ: `SNV>SG(w=15,p=2,d=1)`, or `raw` where nothing is done. */
export function preprocessingLabel(of: Pipeline | Pick<Chain, 'steps'>): string {
  if (!('chains' in of)) return chainPreprocessing(of)
  return [...new Set(of.chains.map(chainPreprocessing))].join(' / ')
}

/** For people: `SNV > PLS(n_components=10)`; the chains of a pipeline that branches stand in brackets. */
export function pipelineLabel({ chains }: Pipeline): string {
  if (chains.length === 1) return chainLabel(chains[0]!)
  return chains.map(chain => `[${chain.branch ? `${chain.branch.name}: ` : ''}${chainLabel(chain)}]`).join(' ')
}

function chainLabel({ steps, targetTransforms, model, separation }: Chain): string {
  const written = (step: Named): string => {
    if (isRows(step)) return rowsLabel(step)
    const chains = chainsOf(step)
    if (chains) return `(${chains.map(chain => chain.map(written).join(' > ') || 'raw').join(' | ')})`
    const said = saidOf(step)
    if (said !== undefined) return `${step.operator.label}(${said})`
    const pairs = Object.entries(step.given).map(([name, value]) => `${name}=${scalar(value)}`)
    return pairs.length > 0 ? `${step.operator.label}(${pairs.join(', ')})` : step.operator.label
  }
  const target = targetTransforms.map(step => `y: ${written(step)}`)
  const whose = separation ? `${separation.value ?? 'each'} of ${separation.column}: ` : ''
  return whose + [...steps.map(written), ...target, written(model)].join(' > ')
}

/** The model's own name: the user's, or its class. */
export function modelName({ model }: Pick<Chain, 'model'>): string {
  return model.name ?? model.operator.class_path.split('.').at(-1)!
}

/** A step as a template would write it, by permanent names. */
export function concreteStep(step: Named): unknown {
  if (isRows(step)) return concreteRows(step)
  const chains = chainsOf(step)
  if (chains) return { concat_transform: chains.map(chain => chain.map(concreteStep)) }
  if ('written' in step) return step.written
  const { operator, given } = step
  return Object.keys(given).length > 0 ? { class: operator.class_path, params: given } : { class: operator.class_path }
}

function concreteRows(step: FilterStep | AugmentationStep): unknown {
  if (isFilterStep(step)) {
    const { action, filters, mode, name } = step
    return { ...(name !== null && { name }), [action]: filters.map(concreteStep), mode }
  }
  const { augmenters, selection, amount, random_state } = step
  const rest = { selection, random_state, ...amount }
  return { sample_augmentation: { transformers: augmenters.map(concreteStep), ...rest } }
}

/** One chain as a template would write it: equal for chains that compute the same. */
export function concreteChain({ steps, targetTransforms, model, separation }: Chain): readonly unknown[] {
  return [
    ...(separation ? [separation] : []),
    ...steps.map(chainKey),
    ...(targetTransforms.length > 0 ? [{ y_processing: targetTransforms.map(concreteStep) }] : []),
    { ...(model.name === null ? {} : { name: model.name }), model: concreteStep(model) },
  ]
}

/** Transforms that are made from others have no given parameters to tell them apart by. */
const chainKey = (step: ChainStep): unknown =>
  isTransformStep(step) && 'byValue' in step ? [step.operator.id, step.params] : concreteStep(step)

/** The steps as a template would write them: what a configuration's hash covers. */
export function concreteSteps(pipeline: Pipeline): readonly unknown[] {
  const { chains, splitter, written } = pipeline
  const [only, ...others] = chains
  // What a merge makes of branches is no step that a template could write.
  if (others.length > 0 || !only || written.some(isBranch)) return written
  const chain = concreteChain(only)
  // One order for all pipelines that mean the same.
  return splitter ? [...chain.slice(0, -1), { split: concreteStep(splitter) }, chain.at(-1)] : chain
}

const isBranch = (step: unknown): boolean => typeof step === 'object' && step !== null && 'branch' in step

/** The steps as a run stores them: those of the hash, with the charts where the template has any. */
export function storedSteps(pipeline: Pipeline): readonly unknown[] {
  return pipeline.charts.length > 0 ? pipeline.written : concreteSteps(pipeline)
}

/** The factors of a result, flat. A parameter that two steps share is written with the step's label before it. */
export function pipelineFactors(pipeline: Pipeline): Readonly<Record<string, unknown>> {
  const { chains } = pipeline
  const factors: Record<string, unknown> = {
    preprocessing: preprocessingLabel(pipeline),
    model: [...new Set(chains.map(modelName))].join(' + '),
  }
  const add = (step: Step) => {
    for (const [name, value] of Object.entries(step.given)) {
      const taken = Object.hasOwn(factors, name) && factors[name] !== value
      factors[taken ? `${step.operator.label}.${name}` : name] = value
    }
  }
  for (const { model } of chains) add(model)
  const targets = chains[0]!.targetTransforms
  if (targets.length > 0) factors.y_processing = targets.map(stepLabel).join('>')
  const seen = new Set<ChainStep>()
  for (const step of chains.flatMap(chain => chain.steps)) {
    if (seen.has(step)) continue
    seen.add(step)
    if (isTransformStep(step)) add(step)
    else if (isAugmentationStep(step)) factors.augmentation = rowsLabel(step)
    else factors[step.action] = labelOf(step)
  }
  return factors
}

/** Labels alone, for a name that stays short. */
function chainName(step: Named): string {
  if (isRows(step)) return isFilterStep(step) ? labelOf(step) : 'augment'
  const chains = chainsOf(step)
  return chains ? chains.map(chain => chain.map(chainName).join('-') || 'raw').join('+') : step.operator.label
}

const forPath = (text: string): string => text.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-+|-+$/g, '')

/** `0003_SNV_PLS_nc10_gh789a`: number within the run, chain, model, key parameters, hash; at most 80 characters. */
export function configId(number: number, pipeline: Pipeline, hash: string): string {
  const [{ model, steps }] = pipeline.chains as readonly [Chain, ...Chain[]]
  const chain = steps.map(chainName).join('-') || 'raw'
  const more = pipeline.chains.length > 1 ? [`and-${pipeline.chains.length - 1}-more`] : []
  const params = Object.entries(model.given).map(
    ([name, value]) => `${model.operator.params[name]?.abbreviation ?? name}${scalar(value)}`,
  )
  const readable = [chain, model.operator.label, ...params, ...more]
    .map(forPath)
    .filter(part => part !== '')
    .join('_')
  const start = String(number).padStart(4, '0')
  return `${start}_${readable.slice(0, 80 - start.length - hash.length - 2)}_${hash}`
}
