import { resolve } from 'node:path'
import { TooManyPipelines } from '../errors/index.ts'
import { concreteSteps, configId, type Pipeline, parsePipeline, pipelineLabel } from '../pipeline/index.ts'
import type { TemplatePreview, TemplateSource } from '../records/index.ts'
import { familyKey } from '../run/index.ts'
import { expansionLimit, pipelinesOf } from './load-templates.ts'
import { isTemplateFile, type OpenedTemplate, openTemplate } from './open-template.ts'
import { duplicatePipelines, pipelineHash } from './pipeline-identity.ts'

export interface PreviewOptions {
  /** Of the cross-validation, for the count of fits. Default: 5. */
  readonly folds?: number
  /** Default: 10,000. Above it the pipelines are counted, and only the first are built. */
  readonly max_pipelines?: number
}

/** `PLS + Ridge (7)`: the models of a template, and how many pipelines it stands for. */
export function automaticTemplateName(pipelines: readonly Pipeline[], count = pipelines.length): string {
  const models = [...new Set(pipelines.flatMap(({ chains }) => chains.map(({ model }) => model.operator.label)))]
  const shown = models.length > 4 ? [...models.slice(0, 4), '…'] : models
  return `${shown.join(' + ')} (${count})`
}

/** @throws input errors with file, line and field; TooManyPipelines where all of too many are asked for */
export function previewTemplate(
  source: TemplateSource,
  shown: number,
  { folds = 5, max_pipelines = expansionLimit }: PreviewOptions,
): TemplatePreview {
  const opened = openTemplate(source, { base: process.cwd(), seed: null, within: work => work() })
  const { count } = opened.expansion
  const whole = count <= max_pipelines
  const pipelines = whole ? pipelinesOf(opened, max_pipelines) : firstOf(opened, shown, max_pipelines)
  const named = pipelines.map((pipeline, i) => ({
    pipeline,
    config_id: configId(i + 1, pipeline, pipelineHash(pipeline)),
  }))
  const refits = 1
  const foldFits = whole
    ? pipelines.reduce((sum, one) => sum + one.chains.length * foldsOf(one, folds), 0)
    : count * folds
  return {
    name: opened.name ?? automaticTemplateName(pipelines, count),
    file: typeof source === 'string' ? resolve(source) : isTemplateFile(source) ? (source.source ?? source.file) : null,
    count,
    pipelines: named.slice(0, shown).map(({ pipeline, config_id }) => ({
      pipeline_config: pipelineLabel(pipeline),
      pipeline_config_id: config_id,
      steps: concreteSteps(pipeline),
      generator_choices: pipeline.choices,
    })),
    fits: foldFits + refits,
    shared_fits: whole ? sharedFits(pipelines, folds) + refits : null,
    folds,
    refits,
    duplicates: whole
      ? duplicatePipelines(named).map(({ config_id, same_as }) => ({ pipeline_config_id: config_id, same_as }))
      : null,
    max_pipelines,
  }
}

/** Fits on the folds, one for all pipelines of a family. */
function sharedFits(pipelines: readonly Pipeline[], folds: number): number {
  const members = new Map<string, number>()
  let fits = 0
  for (const pipeline of pipelines) {
    const { chains, splitter } = pipeline
    const [chain] = chains
    if (chains.length !== 1 || !chain) {
      fits += chains.length * foldsOf(pipeline, folds)
      continue
    }
    const key = JSON.stringify([splitter && [splitter.operator.id, splitter.params], familyKey({ chain })])
    const known = members.get(key) ?? 0
    members.set(key, known + 1)
    const room = chain.model.operator.family?.at_most ?? Number.POSITIVE_INFINITY
    if (known % room === 0) fits += foldsOf(pipeline, folds)
  }
  return fits
}

/** A splitter among the steps overrides the folds of the run. */
function foldsOf({ splitter }: Pipeline, folds: number): number {
  const { n_splits, n_repeats = 1 } = splitter?.params ?? {}
  return typeof n_splits === 'number' ? n_splits * Number(n_repeats) : splitter ? 1 : folds
}

function firstOf({ name, expansion, within }: OpenedTemplate, shown: number, limit: number): readonly Pipeline[] {
  return within(() => {
    if (shown > limit) throw TooManyPipelines({ template: name ?? 'without a name', count: expansion.count, limit })
    const pipelines: Pipeline[] = []
    for (const { value, choices } of expansion) {
      if (pipelines.length >= shown) break
      pipelines.push(parsePipeline(value as readonly unknown[], choices))
    }
    return pipelines
  })
}
