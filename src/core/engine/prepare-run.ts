import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { type Dataset, type ReadDataset, readDatasets, readTextFile, validateDatasetSpec } from '../datasets/index.ts'
import { MissingFile, N4aError, WrongFolds, withinField } from '../errors/index.ts'
import { findOperator, ownPrefix } from '../operators/index.ts'
import { storedSteps } from '../pipeline/index.ts'
import type { DescribedDataset, FoldsConfig, RunConfig, RunRequest } from '../records/index.ts'
import { type GivenFolds, planRun, type RunPlan, resolveFolds } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { checkConfig, checkRequest } from './check-request.ts'
import { divideDataset } from './divide-dataset.ts'
import { type LoadedTemplate, loadTemplates } from './load-templates.ts'
import { ownMetricWarnings } from './own-metrics.ts'
import { withOwn } from './own-operators.ts'
import { duplicatePipelines } from './pipeline-identity.ts'
import { settleConfig } from './settle-config.ts'
import { atSource, inSource, parseSource, readSourceFile, type SourceFile } from './source-file.ts'

/** A request read, checked and planned: nothing has been written yet. */
export interface PreparedRun {
  readonly name: string
  readonly description: string | undefined
  readonly config: RunConfig
  readonly templates: readonly LoadedTemplate[]
  readonly datasets: readonly { readonly dataset: Dataset; readonly record: DescribedDataset }[]
  readonly warnings: readonly string[]
  /** Ids of results depend on the run's id. */
  readonly plan: (run_id: string) => RunPlan
}

/** @throws input and data errors with file, line or field */
export async function prepareRun(given: RunRequest, workspace: Workspace): Promise<PreparedRun> {
  const file = given.file === undefined ? null : requestFile(given.file)
  try {
    const prepared = await prepare(given, file, workspace)
    const plan = (run_id: string) =>
      file === null ? prepared.plan(run_id) : inSource(file, () => prepared.plan(run_id))
    return { ...prepared, plan }
  } catch (error) {
    throw file === null ? error : atSource(error, file)
  }
}

function requestFile(path: string): SourceFile | null {
  try {
    return readSourceFile(path)
  } catch {
    // The request was made from it before; without it errors still name their field.
    return null
  }
}

async function prepare(given: RunRequest, file: SourceFile | null, workspace: Workspace): Promise<PreparedRun> {
  const own = <T>(work: () => T): T => withOwn(workspace, work)
  const request = checkRequest(given)
  const base = resolve(request.base_directory ?? '.')
  const config = withinField('config', () => checkConfig(request.config))
  const folds = withinField('config.folds', () => loadFolds(config.folds, base))
  own(() => withinField('config.folds', () => resolveFolds(folds.config, folds.given)))
  const templates = own(() => loadTemplates({ ...request, base_directory: base }, file, config.random_state))
  const specs = request.datasets.map((spec, i) => withinField(`datasets[${i}]`, () => validateDatasetSpec(spec)))
  const asRead = await readDatasets(specs, base)
  const read = asRead.map((one, i) => withinField(`datasets[${i}]`, () => divideDataset(one)))
  const settled = settleConfig(
    request.config,
    { ...config, folds: own(() => withOwnName(folds.config)) },
    read.map(({ dataset }) => dataset),
  )
  const foldsOf = own(() => withinField('config.folds', () => resolveFolds(settled.folds, folds.given)))
  const plan = (run_id: string) =>
    own(() =>
      planRun({
        config: settled,
        folds: foldsOf,
        given: folds.given,
        templates,
        datasets: read.map(({ dataset }) => dataset),
        resultId: resultIdOf(run_id),
      }),
    )
  return {
    name:
      request.name ??
      automaticName(
        templates,
        read.map(({ dataset }) => dataset.name),
      ),
    description: request.description,
    config: settled,
    templates,
    datasets: read,
    warnings: [
      ...ownWarnings(templates, settled),
      ...ownMetricWarnings(settled.metric),
      ...duplicateWarnings(templates),
      ...notesOf(read),
    ],
    plan,
  }
}

/** A splitter of the program's own is stored under a name that says so. */
function withOwnName(folds: FoldsConfig): FoldsConfig {
  const id = folds.splitter === undefined ? undefined : findOperator(folds.splitter)?.id
  return id?.startsWith(ownPrefix) ? { ...folds, splitter: id } : folds
}

/** The same run, configuration and dataset have the same id, so that a run planned again knows what it has recorded. */
export function resultIdOf(run_id: string): (config_id: string, dataset: string) => string {
  return (config_id, dataset) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([run_id, config_id, dataset]))
      .digest('hex')
    return `r${hash.slice(0, 12)}`
  }
}

/** Folds from a file are part of the run's identity: its hash is kept, and checked when the run is resumed. */
export function loadFolds(config: FoldsConfig, base: string): { config: FoldsConfig; given: GivenFolds | null } {
  if (config.file === undefined) return { config, given: null }
  const path = resolve(base, config.file)
  let text: string
  try {
    text = readTextFile(path)
  } catch (error) {
    if (!(error instanceof N4aError) || error.code !== 'MissingFile') throw error
    throw MissingFile({ path }, { cause: error }).at({ field: 'file', text: config.file })
  }
  const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`
  if (config.hash !== undefined && config.hash !== hash) {
    throw WrongFolds({ reason: 'their file has changed since the run began' }).at({ file: path })
  }
  const source = parseSource(path, text)
  return { config: { file: path, hash }, given: inSource(source, () => asFolds(source.value)) }
}

function asFolds(value: unknown): GivenFolds {
  const numbers = (list: unknown): list is number[] => Array.isArray(list) && list.every(Number.isInteger)
  if (!Array.isArray(value)) throw WrongFolds({ reason: 'the file does not hold a list' })
  value.forEach((fold, i) => {
    if (!numbers(fold?.train) || !numbers(fold?.val)) {
      throw WrongFolds({ reason: `fold ${i} is not {train: [...], val: [...]} of whole numbers` }).at({
        field: `[${i}]`,
      })
    }
  })
  return value as GivenFolds
}

/** What was detected rather than told, once, with the datasets it was detected in. */
function notesOf(read: readonly ReadDataset[]): readonly string[] {
  const names = new Map<string, string[]>()
  for (const { dataset, notes } of read) {
    for (const note of notes) names.set(note, [...(names.get(note) ?? []), dataset.name])
  }
  return [...names].map(([note, datasets]) => `${datasets.join(', ')}: ${note}`)
}

/** `PLS + Ridge on fat, protein (7 × 2)`. */
function automaticName(templates: readonly LoadedTemplate[], datasets: readonly string[]): string {
  const models = new Set(
    templates.flatMap(({ pipelines }) =>
      pipelines.flatMap(({ pipeline }) => pipeline.chains.map(({ model }) => model.operator.label)),
    ),
  )
  const count = templates.reduce((sum, { pipelines }) => sum + pipelines.length, 0)
  const shown = [...models].slice(0, 4).join(' + ')
  return `${shown} on ${datasets.slice(0, 4).join(', ')} (${count} × ${datasets.length})`
}

/** A run is no more than half of what makes it again where operators are a program's own. */
function ownWarnings(templates: readonly LoadedTemplate[], { folds }: RunConfig): readonly string[] {
  const steps = JSON.stringify([
    folds.splitter,
    templates.map(({ pipelines }) => pipelines.map(p => storedSteps(p.pipeline))),
  ])
  const names = [...new Set([...steps.matchAll(/"own\.(\w+)"/g)].map(([, name]) => name!))]
  if (names.length === 0) return []
  return [`It uses operators of a program's own, which resuming and explaining need again: ${names.join(', ')}.`]
}

/** Expansions that mean the same pipeline are run as asked, and said. */
function duplicateWarnings(templates: readonly LoadedTemplate[]): readonly string[] {
  const duplicates = duplicatePipelines(templates.flatMap(({ pipelines }) => pipelines))
  return duplicates.map(({ config_id, same_as }) => `${config_id} is the same pipeline as ${same_as}`)
}
