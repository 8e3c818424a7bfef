import type { Dataset } from '../datasets/index.ts'
import { located } from '../errors/index.ts'
import type { RunConfig } from '../records/index.ts'
import { checkEvaluation } from './check-evaluation.ts'
import { discretizedBy } from './discretized-dataset.ts'
import { type FoldRows, foldRows, trainingRows } from './fold-rows.ts'
import { groupTasks } from './group-tasks.ts'
import { membersOf } from './members-of.ts'
import { rankingMetric } from './ranking-metric.ts'
import { type FoldsOf, type GivenFolds, resolveFolds } from './resolve-folds.ts'
import type { Evaluation, PlannedTemplate, RunPlan, Task } from './run-plan.ts'

interface PlanRequest {
  readonly config: RunConfig
  readonly folds: FoldsOf
  /** Where `folds` come from a file. */
  readonly given?: GivenFolds | null
  readonly templates: readonly PlannedTemplate[]
  readonly datasets: readonly Dataset[]
  /** Deterministic, so that a run planned again has the same ids. */
  readonly resultId: (config_id: string, dataset: string) => string
}

/** How datasets are divided, and what becomes of targets, so far: plans that share it divide each dataset once. */
export interface PlanMemory {
  readonly rowsOf: ReturnType<typeof memoizedRows>
  readonly predicted: ReturnType<typeof discretizedBy>
}

export const planMemory = (folds: FoldsOf): PlanMemory => ({
  rowsOf: memoizedRows(folds),
  predicted: discretizedBy(new Map()),
})

/**
 * Decide everything a run will do: templates × datasets, grouped into tasks whose members one computation serves.
 * @throws TooManyComponents, TooFewSamples, WrongFolds, TaskMismatch: what would fail is refused before anything starts
 */
export function planRun(
  { config, folds, given = null, templates, datasets, resultId }: PlanRequest,
  { rowsOf, predicted }: PlanMemory = planMemory(folds),
): RunPlan {
  const evaluations: Evaluation[] = []
  datasets.forEach(asRead => {
    templates.forEach(({ template_id, name, pipelines }, t) => {
      for (const { pipeline: written, config_id } of pipelines) {
        const place = { dataset: asRead.name, pipeline: config_id, field: `templates[${t}]` }
        located(place, () => {
          const { pipeline, dataset } = predicted(written, asRead)
          const rows = rowsOf(pipeline, dataset)
          const evaluation: Evaluation = {
            result_id: resultId(config_id, dataset.name),
            template_id,
            template_name: name,
            pipeline_config_id: config_id,
            pipeline: written,
            dataset,
            metric: rankingMetric(config.metric, dataset),
            rows,
            members: membersOf(pipeline, dataset, rows),
          }
          checkEvaluation(evaluation)
          evaluations.push(evaluation)
        })
      }
    })
  })
  const tasks = groupTasks(evaluations)
  return { config, given, datasets, evaluations, tasks, fits: fitCount(tasks, config) }
}

function fitCount(tasks: readonly Task[], config: RunConfig): number {
  const fits = tasks.flatMap(task => task.fits)
  return fits.reduce((sum, fit) => sum + fit.rows.folds.length + (config.refit === 'all' ? 1 : 0), 0)
}

/** A splitter step inside a template overrides the run's folds. The same division is made once per dataset. */
function memoizedRows(runFolds: FoldsOf) {
  const known = new Map<Dataset, Map<string, FoldRows>>()
  return ({ splitter }: Evaluation['pipeline'], dataset: Dataset): FoldRows => {
    const key = splitter ? JSON.stringify([splitter.operator.id, splitter.params]) : ''
    const ofDataset = known.get(dataset) ?? new Map<string, FoldRows>()
    known.set(dataset, ofDataset)
    const folds = splitter ? resolveFolds({ splitter: splitter.operator.label, ...splitter.params }, null) : runFolds
    const rows = ofDataset.get(key) ?? foldRows(dataset, folds(trainingRows(dataset)))
    ofDataset.set(key, rows)
    return rows
  }
}
