import { N4aError } from '../errors/index.ts'
import type { ResultRecord, RunManifest } from '../records/index.ts'
import { type Evaluation, evaluationSettings, type RunPlan, refitKept } from '../run/index.ts'
import type { RunWriter, Workspace } from '../workspace/index.ts'
import { modelsFor } from './fitted-models.ts'
import { predictiveModel } from './predictive-model.ts'
import { bestOfEachDataset } from './query/best-first.ts'
import { keptLine, refitLine } from './result-lines.ts'
import type { RunOptions } from './run-engine.ts'
import { storeModel } from './store-model.ts'

interface Keeping {
  readonly workspace: Workspace
  readonly manifest: RunManifest
  readonly plan: RunPlan
  readonly writer: RunWriter
  readonly options: RunOptions
  readonly announce: (result: ResultRecord) => void
  /** Between models, for whoever asks to stop. */
  readonly pause: () => Promise<void>
}

/**
 * Of each dataset the best result is fitted once more on all training rows, unless every result has been (`refit: all`), and
 * its model is stored. What is kept joins `results`, once it is durable.
 */
export async function keepBest(
  given: Omit<Keeping, 'pause'> & { readonly signal: AbortSignal },
  results: Map<string, ResultRecord>,
): Promise<void> {
  const { plan, signal } = given
  if (plan.config.refit === 'none') return
  const settings = evaluationSettings(plan, signal)
  const keeping = { ...given, pause: settings.pause }
  for (const best of bestOfEachDataset([...results.values()])) {
    const task = plan.tasks.find(({ evaluations }) => evaluations.some(({ result_id }) => result_id === best.id))
    const evaluation = task?.evaluations.find(({ result_id }) => result_id === best.id)
    if (!task || !evaluation) continue
    await settings.pause()
    const refit = () => refitKept(task, evaluation, best.best_member, settings)
    const refitted = best.scores.final_train ? best : await recordRefit(keeping, best, evaluation, refit)
    if (refitted === null) continue
    results.set(best.id, refitted)
    if (refitted !== best) keeping.announce(refitted)
    results.set(best.id, await storeModels(keeping, refitted, evaluation))
  }
}

async function recordRefit(
  { writer, options, manifest }: Keeping,
  best: ResultRecord,
  evaluation: Evaluation,
  fit: () => ReturnType<typeof refitKept>,
): Promise<ResultRecord | null> {
  const refit = fit()
  if (refit instanceof N4aError) {
    note({ options, manifest }, `No refit of ${best.pipeline_config}: ${refit.message}`)
    return null
  }
  const line = refitLine(best, evaluation, refit, writer)
  await writer.record([line])
  return {
    ...best,
    warnings: line.result.warnings,
    scores: { ...best.scores, ...refit.scores },
    predictions_count: best.predictions_count + line.predictions.length,
  }
}

/** The model that ranks a result, or all where each is for samples of its own. */
async function storeModels(keeping: Keeping, result: ResultRecord, evaluation: Evaluation): Promise<ResultRecord> {
  const { workspace, writer, pause } = keeping
  const stored = []
  const members = result.best_member === null ? [...evaluation.members.keys()] : [result.best_member]
  for (const member of members) {
    if (result.stored_models.some(one => one.member === member && one.model === 'final')) continue
    await pause()
    try {
      const fitted = await modelsFor(workspace, result, evaluation, 'final', member, 'Storing its model')
      stored.push(await storeModel(workspace, await predictiveModel(workspace, result, 'final', fitted)))
    } catch (error) {
      if (!(error instanceof N4aError) || error.kind === 'storage') throw error
      note(keeping, `The model of ${result.pipeline_config} is not stored: ${error.message}`)
    }
  }
  if (stored.length === 0) return result
  await writer.record([keptLine(result, stored)])
  return { ...result, stored_models: [...result.stored_models, ...stored] }
}

function note({ options, manifest }: Pick<Keeping, 'options' | 'manifest'>, text: string): void {
  options.onEvent?.({ type: 'note', run_id: manifest.id, text })
}
