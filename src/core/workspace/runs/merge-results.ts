import type { RecordedLine, ResultRecord, StoredModel } from '../../records/index.ts'

/** What a recorded line says of its result, without the predictions. */
export interface RecordedResult {
  readonly line: Pick<RecordedLine, 'result'> & { readonly scores?: ResultRecord['scores'] }
  readonly refit: boolean
  readonly predictions: number
  readonly stored_models: readonly StoredModel[]
}

export function recordedResult(line: RecordedLine): RecordedResult {
  const { predictions } = line
  // A segment of an older version lacks the field.
  const result = line.result.stored_models ? line.result : { ...line.result, stored_models: [] }
  return line.type === 'refit'
    ? {
        line: { result, scores: line.scores },
        refit: true,
        predictions: predictions.length,
        stored_models: line.stored_models ?? [],
      }
    : { line: { result }, refit: false, predictions: predictions.length, stored_models: [] }
}

/**
 * Add what was recorded to the results known so far. A result that is there already stays as it is, for two processes may
 * have computed it, unless it failed and was computed again; a refit joins its result, once; of the models that are kept the last of each kind counts. Returns the
 * results that are new or changed.
 */
export function mergeResults(results: Map<string, ResultRecord>, recorded: Iterable<RecordedResult>): ResultRecord[] {
  const touched = new Set<string>()
  for (const one of recorded) {
    const { result } = one.line
    const known = results.get(result.id)
    const merged = one.refit ? joined(known ?? result, one) : known && !replaces(result, known) ? known : result
    if (merged === known) continue
    results.set(result.id, merged)
    touched.add(result.id)
  }
  return [...touched].map(id => results.get(id)!)
}

/**
 * Whether a result takes the place of another of its id, whichever of them is read first: what was computed that of what
 * failed, and of two failures the later. @see resumeRun
 */
export function replaces(result: ResultRecord, known: ResultRecord): boolean {
  if (known.status !== 'failed') return false
  return result.status !== 'failed' || result.created_at > known.created_at
}

function joined(base: ResultRecord, { line, predictions, stored_models }: RecordedResult): ResultRecord {
  const scored = line.scores?.final_train !== undefined || line.scores?.final_test !== undefined
  const again = base.scores.final_train !== undefined || base.scores.final_test !== undefined
  const refitted: ResultRecord =
    again || !scored
      ? base
      : {
          ...base,
          scores: { ...base.scores, ...line.scores },
          warnings: [...new Set([...base.warnings, ...line.result.warnings])],
          predictions_count: base.predictions_count + predictions,
        }
  return stored_models.length === 0 ? refitted : { ...refitted, stored_models: withModels(base, stored_models) }
}

/** The models of a result that are kept, with others in the place of those of the same kind. */
export function withModels({ stored_models }: ResultRecord, more: readonly StoredModel[]): readonly StoredModel[] {
  const kind = ({ model, member }: StoredModel) => `${member} ${model}`
  return [...new Map([...stored_models, ...more].map(one => [kind(one), one])).values()]
}
