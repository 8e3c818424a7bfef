import type { ForeignPipeline, ForeignPrediction } from './content.ts'

/**
 * Since 0.7.1 a refit has a pipeline of its own: `<name>_refit`, with a suffix where several criteria chose. It belongs to
 * the pipeline it refits: the one of that name, else the only one with the same steps and a model of the same name, in its
 * run and on its dataset.
 * @returns id of a refit's pipeline → id of the pipeline it refits, or null where that is not known
 */
export function joinRefits(
  pipelines: readonly ForeignPipeline[],
  predictions: ReadonlyMap<string, readonly ForeignPrediction[]>,
): ReadonlyMap<string, string | null> {
  const joined = new Map<string, string | null>()
  const groups = new Map<string, ForeignPipeline[]>()
  const isRefit = ({ id, name }: ForeignPipeline) => {
    const rows = predictions.get(id) ?? []
    return rows.length > 0 ? rows.every(({ refit }) => refit) : /_refit(?:_|$)/.test(name)
  }
  for (const pipeline of pipelines) {
    if (isRefit(pipeline)) continue
    const key = groupOf(pipeline)
    groups.set(key, [...(groups.get(key) ?? []), pipeline])
  }
  for (const pipeline of pipelines) {
    if (!isRefit(pipeline)) continue
    const candidates = groups.get(groupOf(pipeline)) ?? []
    const base = pipeline.name.replace(/_refit(?:_.*)?$/, '')
    const models = new Set((predictions.get(pipeline.id) ?? []).map(({ model_name }) => model_name))
    const named = candidates.filter(({ name }) => name === base)
    const alike = candidates.filter(
      candidate =>
        sameSteps(candidate.steps, pipeline.steps) &&
        (predictions.get(candidate.id) ?? []).some(({ model_name }) => models.has(model_name)),
    )
    const found = named.length === 1 ? named[0] : alike.length === 1 ? alike[0] : undefined
    joined.set(pipeline.id, found?.id ?? null)
  }
  return joined
}

/** A refit has a splitter of its own, which trains on everything, in place of the given one. */
function sameSteps(steps: readonly unknown[] | null, refit: readonly unknown[] | null): boolean {
  if (!steps || !refit || steps.length !== refit.length) return false
  return refit.every((step, i) => {
    const written = JSON.stringify(step)
    return written.includes('FullTrainFoldSplitter') || written === JSON.stringify(steps[i])
  })
}

const groupOf = ({ run_id, dataset }: ForeignPipeline) => JSON.stringify([run_id, dataset])
