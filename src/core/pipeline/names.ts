import type { CompositeStep } from './composite.ts'
import type { Pipeline, Step } from './pipeline.ts'

const scalar = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The chains of a step that puts several side by side. */
const chainsOf = (step: Step): readonly (readonly Step[])[] | undefined => (step as Partial<CompositeStep>).chains

/** `SG(w=15,p=2,d=1)`: label and the parameters that were given; `raw|SNV` for chains side by side. */
function stepLabel(step: Step): string {
  const chains = chainsOf(step)
  if (chains) return chains.map(chain => chain.map(stepLabel).join('>') || 'raw').join('|')
  const given = Object.entries(step.given)
  if (given.length === 0) return step.operator.label
  const pairs = given.map(([name, value]) => `${step.operator.params[name]?.abbreviation ?? name}=${scalar(value)}`)
  return `${step.operator.label}(${pairs.join(',')})`
}

/** `SNV>SG(w=15,p=2,d=1)`, or `raw` where nothing is done. */
export function preprocessingLabel(pipeline: Pipeline): string {
  return pipeline.transforms.map(stepLabel).join('>') || 'raw'
}

/** For people: `SNV > PLS(n_components=10)`. */
export function pipelineLabel(pipeline: Pipeline): string {
  const written = (step: Step): string => {
    const chains = chainsOf(step)
    if (chains) return `(${chains.map(chain => chain.map(written).join(' > ') || 'raw').join(' | ')})`
    const pairs = Object.entries(step.given).map(([name, value]) => `${name}=${scalar(value)}`)
    return pairs.length > 0 ? `${step.operator.label}(${pairs.join(', ')})` : step.operator.label
  }
  const target = pipeline.targetTransforms.map(step => `y: ${written(step)}`)
  return [...pipeline.transforms.map(written), ...target, written(pipeline.model)].join(' > ')
}

/** The model's own name: the user's, or its class. */
export function modelName({ model }: Pipeline): string {
  return model.name ?? model.operator.class_path.split('.').at(-1)!
}

/** A step as a template would write it, by permanent names. */
export function concreteStep(step: Step): unknown {
  const chains = chainsOf(step)
  if (chains) return { concat_transform: chains.map(chain => chain.map(concreteStep)) }
  const { operator, given } = step
  return Object.keys(given).length > 0 ? { class: operator.class_path, params: given } : { class: operator.class_path }
}

/** The steps as a template would write them: what a configuration's hash covers. */
export function concreteSteps(pipeline: Pipeline): readonly unknown[] {
  const { transforms, targetTransforms, splitter, model } = pipeline
  return [
    ...transforms.map(concreteStep),
    ...(targetTransforms.length > 0 ? [{ y_processing: targetTransforms.map(concreteStep) }] : []),
    ...(splitter ? [{ split: concreteStep(splitter) }] : []),
    { ...(model.name === null ? {} : { name: model.name }), model: concreteStep(model) },
  ]
}

/** The factors of a result, flat. A parameter that two steps share is written with the step's label before it. */
export function pipelineFactors(pipeline: Pipeline): Readonly<Record<string, unknown>> {
  const factors: Record<string, unknown> = { preprocessing: preprocessingLabel(pipeline), model: modelName(pipeline) }
  Object.assign(factors, pipeline.model.given)
  if (pipeline.targetTransforms.length > 0) factors.y_processing = pipeline.targetTransforms.map(stepLabel).join('>')
  for (const step of pipeline.transforms) {
    for (const [name, value] of Object.entries(step.given)) {
      factors[Object.hasOwn(factors, name) ? `${step.operator.label}.${name}` : name] = value
    }
  }
  return factors
}

/** Labels alone, for a name that stays short. */
function chainName(step: Step): string {
  const chains = chainsOf(step)
  return chains ? chains.map(chain => chain.map(chainName).join('-') || 'raw').join('+') : step.operator.label
}

const forPath = (text: string): string => text.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-+|-+$/g, '')

/** `0003_SNV_PLS_nc10_gh789a`: number within the run, chain, model, key parameters, hash; at most 80 characters. */
export function configId(number: number, pipeline: Pipeline, hash: string): string {
  const chain = pipeline.transforms.map(chainName).join('-') || 'raw'
  const params = Object.entries(pipeline.model.given).map(
    ([name, value]) => `${pipeline.model.operator.params[name]?.abbreviation ?? name}${scalar(value)}`,
  )
  const readable = [chain, pipeline.model.operator.label, ...params]
    .map(forPath)
    .filter(part => part !== '')
    .join('_')
  const start = String(number).padStart(4, '0')
  return `${start}_${readable.slice(0, 80 - start.length - hash.length - 2)}_${hash}`
}
