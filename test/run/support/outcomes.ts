import type { Dataset } from '../../../src/core/datasets/index.ts'
import { expandTemplate, parsePipeline } from '../../../src/core/pipeline/index.ts'
import type { RunConfig } from '../../../src/core/records/index.ts'
import {
  type CompletedOutcome,
  executePlan,
  type Outcome,
  planRun,
  type RunPlan,
  resolveFolds,
} from '../../../src/core/run/index.ts'

export const usual: RunConfig = {
  folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 },
  metric: 'rmse',
  refit: 'none',
  fit_scope: 'fold',
  random_state: null,
}

/** A plan of one template on some datasets; the ids of its results are `c0`, `c1`, … with the dataset behind. */
export function plannedOn(
  datasets: readonly Dataset[],
  template: readonly unknown[],
  change: Partial<RunConfig> = {},
): RunPlan {
  const config = { ...usual, ...change }
  const pipelines = Array.from(expandTemplate(template), ({ value, choices }, i) => ({
    pipeline: parsePipeline(value as unknown[], choices),
    config_id: `c${i}`,
  }))
  return planRun({
    config,
    folds: resolveFolds(config.folds, null),
    templates: [{ template_id: 't', name: 't', pipelines }],
    datasets,
    resultId: (config_id, name) => `${config_id} ${name}`,
  })
}

export async function outcomesOf(plan: RunPlan, recorded: readonly string[] = []): Promise<readonly Outcome[]> {
  const all: Outcome[] = []
  for await (const some of executePlan(plan, { recorded: new Set(recorded) })) all.push(...some)
  return all
}

/** The only outcome, which must have completed. */
export async function completedOn(
  dataset: Dataset,
  template: readonly unknown[],
  change: Partial<RunConfig> = {},
): Promise<CompletedOutcome> {
  const [outcome] = await outcomesOf(plannedOn([dataset], template, change))
  if (outcome!.status === 'failed') throw outcome!.error
  return outcome!
}

/** Predictions of one member for one partition of one fold. */
export function predictionsOf(outcome: CompletedOutcome, fold_id: string, partition: string, member = 0): Float64Array {
  const part = outcome.parts.find(
    one => one.fold_id === fold_id && one.partition === partition && one.member === member,
  )
  if (!part) throw new Error(`no ${partition} of fold ${fold_id} by member ${member}`)
  return part.predicted.values
}
