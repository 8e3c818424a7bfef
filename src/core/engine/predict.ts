import { alignAxis, type Dataset, type NewSpectra, readNewSpectra, validateDatasetSpec } from '../datasets/index.ts'
import { AxisMismatch, located, UnsupportedRequest, WrongShape } from '../errors/index.ts'
import { type Matrix, row } from '../math/matrix.ts'
import { sideBySide } from '../math/side-by-side.ts'
import { takeRowFacts } from '../pipeline/index.ts'
import type { DatasetSpec, NewPredictionRequest, NewPredictions, OwnSamples, ResultRecord } from '../records/index.ts'
import { domainFigures, predictPipelines, scoresOf } from '../run/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { type FittedModels, fittedModels } from './fitted-models.ts'
import { type JudgedSamples, judgeSamples } from './judge-samples.ts'
import { ownSamples } from './own-samples.ts'
import { residualInterval } from './residual-interval.ts'

const what = 'A prediction of new samples'

/**
 * The model of a result applied to new spectra, with intervals and how far each sample lies from those it was calibrated on.
 * @throws AxisMismatch, UnsupportedRequest, WrongShape, ChangedDataset, MissingDataset, and the errors of reading
 */
export async function predictNew(
  workspace: Workspace,
  result: ResultRecord,
  given: DatasetSpec | OwnSamples,
  { model = 'final', member, resample = false, confidence = 0.95 }: NewPredictionRequest = {},
): Promise<NewPredictions> {
  if (!(confidence > 0 && confidence < 1)) {
    const expected = 'a number between 0 and 1, such as 0.95'
    throw WrongShape({ what: '`confidence`', expected, received: confidence }).at({ field: 'confidence' })
  }
  refuseSeparated(result, member)
  const models = await fittedModels(workspace, result, model, member, what)
  const { dataset } = models.evaluation
  const target = { name: dataset.target, classes: dataset.classes }
  const fresh =
    'X' in given ? ownSamples(given) : await readNewSpectra(oneTarget(given, dataset), process.cwd(), target)
  const { aligned, predicted, domain } = located({ file: fresh.path }, () => {
    const aligned = onAxisOf(dataset, fresh, resample)
    const facts = takeRowFacts(fresh, Int32Array.from(fresh.sample_ids.keys()))
    return {
      aligned,
      predicted: predictPipelines(models.pipelines, models.weights, aligned.X, facts),
      domain: domainFigures(models.pipelines[0]!, dataset, models.rows[0]!, aligned.X, facts),
    }
  })
  const interval = await residualInterval(workspace, result, models.index, confidence)
  const y_range = dataset.classes ? null : rangeOf(models)
  const judged = judgeSamples(fresh, predicted, dataset.classes, { interval, domain, y_range })
  return {
    result_id: result.id,
    run_id: result.run_id,
    dataset: result.dataset,
    target: result.target,
    pipeline_config: result.pipeline_config,
    model,
    member: models.index,
    n_models: models.pipelines.length,
    path: fresh.path,
    classes: dataset.classes,
    confidence,
    n_residuals: interval.n_residuals,
    n_outside: judged.filter(({ inside_domain }) => inside_domain === false).length,
    domain: domain && {
      components: domain.components,
      n_components: domain.n_components,
      hotelling_t2_limit: domain.hotelling_t2_limit,
      q_residuals_limit: domain.q_residuals_limit,
    },
    y_range,
    scores: fresh.y && scoresOf(fresh.y, predicted, models.evaluation.metric),
    samples: judged,
    notes: [...fresh.notes, ...aligned.notes, ...interval.notes, ...domainNotes(models, judged, domain !== null)],
  }
}

/** Each of its models knows samples of its own kind only, so none predicts for all. */
function refuseSeparated({ best_member }: ResultRecord, member: number | undefined): void {
  if (best_member !== null || member !== undefined) return
  throw UnsupportedRequest({
    what,
    reason: 'each of its models is for samples of its own',
    instead: 'Name one with --member (`member`), and give it samples of its kind.',
  })
}

/** The one target of the model, whatever else the entry asks for. */
function oneTarget(given: DatasetSpec, { target }: Dataset): DatasetSpec & { readonly y?: string } {
  const { y, ...spec } = validateDatasetSpec(given)
  if (y === undefined) return spec
  if (typeof y === 'string') return { ...spec, y }
  return y.includes(target) ? { ...spec, y: target } : { ...spec, y: y[0]! }
}

/** Spectra with the columns that the model was fitted on. */
function onAxisOf(dataset: Dataset, fresh: NewSpectra, resample: boolean) {
  if (dataset.sources === null && fresh.sources === null) {
    return alignAxis(fresh.X, fresh.axis, dataset.axis, dataset.X.columns, resample)
  }
  const [wanted, measured] = [dataset.sources ?? [], fresh.sources ?? []]
  if (wanted.length !== measured.length) {
    const sources = (count: number) => (count > 1 ? `${count} sources` : 'one source')
    throw AxisMismatch({
      reason: 'the instruments are not as many',
      model: sources(wanted.length),
      data: sources(measured.length),
      resampling: true,
    })
  }
  const axisOf = (values: Float64Array | null) => values && { values, unit: null }
  const parts = wanted.map((source, s) => {
    const { from, to, axis } = measured[s]!
    return alignAxis(
      columnsFrom(fresh.X, from, to),
      axisOf(axis),
      axisOf(source.axis),
      source.to - source.from,
      resample,
    )
  })
  return { X: sideBySide(parts.map(({ X }) => X)), notes: [...new Set(parts.flatMap(({ notes }) => notes))] }
}

function columnsFrom(X: Matrix, from: number, to: number): Matrix {
  const values = new Float64Array(X.rows * (to - from))
  for (let i = 0; i < X.rows; i++) values.set(row(X, i).subarray(from, to), i * (to - from))
  return { rows: X.rows, columns: to - from, values }
}

function rangeOf({ member }: FittedModels): readonly [number, number] {
  const { y_true } = member.rows.train
  return [y_true.reduce((a, b) => Math.min(a, b)), y_true.reduce((a, b) => Math.max(a, b))]
}

function domainNotes({ pipelines }: FittedModels, judged: JudgedSamples, known: boolean): readonly string[] {
  const outside = judged.filter(({ inside_domain }) => inside_domain === false).length
  return [
    ...(known ? [] : ['The spectra after preprocessing have no components, so T² and Q are not known.']),
    ...(known && pipelines.length > 1 ? ['T² and Q are those of the first of the averaged models.'] : []),
    ...(outside > 0
      ? [
          `${outside} of ${judged.length} samples are unlike those that the model was calibrated on: their predictions are extrapolations.`,
        ]
      : []),
  ]
}
