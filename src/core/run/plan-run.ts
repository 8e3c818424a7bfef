import type { Dataset } from '../datasets/index.ts'
import { located } from '../errors/index.ts'
import { concreteSteps } from '../pipeline/index.ts'
import type { RunConfig } from '../records/index.ts'
import { type FoldRows, foldRows, trainingRows } from './fold-rows.ts'
import { designGuards } from './guards/registry.ts'
import { type FoldsOf, resolveFolds } from './resolve-folds.ts'
import type { Evaluation, PlannedTemplate, RunPlan, Task } from './run-plan.ts'

interface PlanRequest {
  readonly config: RunConfig
  readonly folds: FoldsOf
  readonly templates: readonly PlannedTemplate[]
  readonly datasets: readonly Dataset[]
  /** Deterministic, so that a run planned again has the same ids. */
  readonly resultId: (config_id: string, dataset: string) => string
}

/**
 * Decide everything a run will do: templates × datasets, grouped into tasks whose members one computation serves.
 * @throws TooManyComponents, TooFewSamples, WrongFolds: what would fail is refused before anything starts
 */
export function planRun({ config, folds, templates, datasets, resultId }: PlanRequest): RunPlan {
  const evaluations: Evaluation[] = []
  const tasks = new Map<string, { dataset: Dataset; rows: FoldRows; evaluations: Evaluation[] }>()
  const rowsOf = memoizedRows(folds)
  datasets.forEach((dataset, number) => {
    templates.forEach(({ template_id, name, pipelines }, t) => {
      for (const { pipeline, config_id } of pipelines) {
        const evaluation: Evaluation = {
          result_id: resultId(config_id, dataset.name),
          template_id,
          template_name: name,
          pipeline_config_id: config_id,
          pipeline,
          dataset,
        }
        const place = { dataset: dataset.name, pipeline: config_id, field: `templates[${t}]` }
        const { key, rows } = located(place, () => checkedRows(evaluation, rowsOf))
        evaluations.push(evaluation)
        const family = `${number} ${key} ${familyKey(evaluation)}`
        const task = tasks.get(family) ?? { dataset, rows, evaluations: [] }
        task.evaluations.push(evaluation)
        tasks.set(family, task)
      }
    })
  })
  const planned: readonly Task[] = [...tasks.values()]
  const fits = planned.reduce((sum, task) => sum + task.rows.folds.length + (config.refit === 'all' ? 1 : 0), 0)
  return { config, evaluations, tasks: planned, fits, warnings: designWarnings(planned) }
}

/** What the guards say of each division of each dataset, once, with the datasets it holds for. */
function designWarnings(tasks: readonly Task[]): readonly string[] {
  const datasets = new Map<string, Set<string>>()
  const divisions = new Map(tasks.map(({ dataset, rows }) => [rows, dataset]))
  for (const [rows, dataset] of divisions) {
    for (const warning of designGuards.flatMap(guard => guard.warnings(dataset, rows))) {
      datasets.set(warning, (datasets.get(warning) ?? new Set()).add(dataset.name))
    }
  }
  return [...datasets].map(([warning, names]) => `${[...names].join(', ')}: ${warning}`)
}

/** A splitter step inside a template overrides the run's folds. The same division is made once per dataset. */
function memoizedRows(runFolds: FoldsOf) {
  const known = new Map<Dataset, Map<string, FoldRows>>()
  return ({ pipeline, dataset }: Evaluation): { key: string; rows: FoldRows } => {
    const { splitter } = pipeline
    const key = splitter ? JSON.stringify([splitter.operator.id, splitter.params]) : ''
    const ofDataset = known.get(dataset) ?? new Map<string, FoldRows>()
    known.set(dataset, ofDataset)
    const folds = splitter ? resolveFolds({ splitter: splitter.operator.label, ...splitter.params }, null) : runFolds
    const rows = ofDataset.get(key) ?? foldRows(dataset, folds(trainingRows(dataset)))
    ofDataset.set(key, rows)
    return { key, rows }
  }
}

/** @throws TooManyComponents where the smallest training fold is too small */
function checkedRows(evaluation: Evaluation, rowsOf: ReturnType<typeof memoizedRows>) {
  const divided = rowsOf(evaluation)
  const { pipeline, dataset } = evaluation
  const n_samples = Math.min(...divided.rows.folds.map(fold => fold.train.rows.length))
  // How many columns such a step leaves is known only when it has been fitted.
  const unknown = pipeline.transforms.some(step => step.operator.changes_features)
  const n_features = unknown ? Infinity : dataset.X.columns
  pipeline.model.operator.checkShape?.({ n_samples, n_features }, pipeline.model.params)
  return divided
}

/** Equal for pipelines that differ at most in the parameter their model's family serves. */
function familyKey({ pipeline }: Evaluation): string {
  const { operator, params, name } = pipeline.model
  const shared = Object.entries(params).filter(([parameter]) => parameter !== operator.family?.parameter)
  const alone = operator.family ? '' : JSON.stringify(params)
  const chain = concreteSteps({ ...pipeline, splitter: null, model: { ...pipeline.model, given: {} } })
  return JSON.stringify([chain, operator.id, name, shared, alone])
}
