import type { RecordedLine, ResultRecord } from '../../records/index.ts'

/** What a recorded line says of its result, without the predictions. */
export interface RecordedResult {
  readonly line: Pick<RecordedLine, 'result'> & { readonly scores?: ResultRecord['scores'] }
  readonly refit: boolean
  readonly predictions: number
}

export function recordedResult(line: RecordedLine): RecordedResult {
  return line.type === 'refit'
    ? { line: { result: line.result, scores: line.scores }, refit: true, predictions: line.predictions.length }
    : { line: { result: line.result }, refit: false, predictions: line.predictions.length }
}

/**
 * Add what was recorded to the results known so far. A result that is there already stays as it is, for two processes may
 * have computed it; a refit joins its result, once. Returns the results that are new or changed.
 */
export function mergeResults(results: Map<string, ResultRecord>, recorded: Iterable<RecordedResult>): ResultRecord[] {
  const touched = new Set<string>()
  for (const { line, refit, predictions } of recorded) {
    const { id } = line.result
    const known = results.get(id)
    if (!refit) {
      if (known) continue
      results.set(id, line.result)
    } else {
      const base = known ?? line.result
      if (base.scores.final_train || base.scores.final_test) continue
      results.set(id, {
        ...base,
        scores: { ...base.scores, ...line.scores },
        warnings: [...new Set([...base.warnings, ...line.result.warnings])],
        predictions_count: base.predictions_count + predictions,
      })
    }
    touched.add(id)
  }
  return [...touched].map(id => results.get(id)!)
}
