import { parsePipeline } from '../../pipeline/index.ts'
import { evaluateTask } from '../evaluate-task.ts'
import { evaluationSettings } from '../execute-plan.ts'
import { type PlanMemory, planMemory, planRun } from '../plan-run.ts'
import { resolveFolds } from '../resolve-folds.ts'
import type { PlannedTemplate } from '../run-plan.ts'
import { type PortableOutcome, portableOutcome } from './portable-outcome.ts'
import { resultKey, type WorkerBriefing, type WorkerTask } from './protocol.ts'

/** Evaluates the tasks of one run: it keeps how datasets are divided and what their spectra are after stateless steps. */
export function taskEvaluator({ config, given, datasets }: WorkerBriefing) {
  const folds = resolveFolds(config.folds, given)
  const memory: PlanMemory = planMemory(folds)
  let settings: ReturnType<typeof evaluationSettings> | undefined
  return async (task: WorkerTask): Promise<readonly PortableOutcome[]> => {
    const plan = planRun(
      {
        config,
        folds,
        templates: templatesOf(task),
        datasets: task.datasets.map(at => datasets[at]!),
        resultId: resultKey,
      },
      memory,
    )
    settings ??= evaluationSettings(plan, undefined)
    const found = new Map<string, PortableOutcome>()
    for (const one of plan.tasks) {
      for (const outcome of await evaluateTask(one, settings)) {
        found.set(outcome.evaluation.result_id, portableOutcome(outcome))
      }
    }
    return task.wanted.map(key => found.get(key)!)
  }
}

function templatesOf({ pipelines }: WorkerTask): readonly PlannedTemplate[] {
  return pipelines.map(({ template_id, template_name, config_id, written, choices }) => ({
    template_id,
    name: template_name,
    pipelines: [{ config_id, pipeline: parsePipeline(written, choices) }],
  }))
}
