import {
  alignAxis,
  type NewSpectra,
  readNewSpectra,
  type SpectralSource,
  validateDatasetSpec,
} from '../datasets/index.ts'
import { AxisMismatch, located, UnsupportedRequest, WrongShape } from '../errors/index.ts'
import { type Matrix, row } from '../math/matrix.ts'
import { sideBySide } from '../math/side-by-side.ts'
import { getMetric } from '../metrics/index.ts'
import { takeRowFacts } from '../pipeline/index.ts'
import type { DatasetSpec, NewPredictionRequest, NewPredictions, OwnSamples, ResultRecord } from '../records/index.ts'
import { domainFigures, type Predicted, predictPipelines, scoresOf } from '../run/index.ts'
import { type JudgedSamples, judgeSamples } from './judge-samples.ts'
import { ownSamples } from './own-samples.ts'
import type { PredictiveModel } from './predictive-model.ts'
import { residualInterval } from './residual-interval.ts'

export const predicting = 'A prediction of new samples'

/** What was predicted, and of what by what. */
export interface PredictedSamples<Model extends PredictiveModel = PredictiveModel> {
  readonly made: NewPredictions
  readonly model: Model
  readonly fresh: NewSpectra
  readonly predicted: Predicted
}

/**
 * The model of a result, or of a model file, applied to new spectra, with intervals and how far each sample lies from those it
 * was calibrated on.
 * @throws AxisMismatch, UnsupportedRequest, WrongShape, ChangedDataset, MissingDataset, DamagedModel, and the errors of reading
 */
export async function predictNew<Model extends PredictiveModel>(
  chosen: () => Promise<Model>,
  given: DatasetSpec | OwnSamples,
  { resample = false, confidence = 0.95 }: NewPredictionRequest,
): Promise<PredictedSamples<Model>> {
  if (!(confidence > 0 && confidence < 1)) {
    const expected = 'a number between 0 and 1, such as 0.95'
    throw WrongShape({ what: '`confidence`', expected, received: confidence }).at({ field: 'confidence' })
  }
  const model = await chosen()
  const { pipelines, weights, classes, y_range, errors } = model
  const fresh =
    'X' in given
      ? ownSamples(given)
      : await readNewSpectra(oneTarget(given, model), process.cwd(), { name: model.target, classes })
  const { aligned, predicted, domain } = located({ file: fresh.path }, () => {
    const aligned = onAxisOf(model, fresh, resample)
    const facts = takeRowFacts(fresh, Int32Array.from(fresh.sample_ids.keys()))
    const figures = model.domain && domainFigures(model.domain, pipelines[0]!, aligned.X, facts)
    return {
      aligned,
      predicted: predictPipelines(pipelines, weights, aligned.X, facts),
      domain: model.domain && figures && { ...model.domain, ...figures },
    }
  })
  const interval = classes ? { half_width: null, notes: [] } : residualInterval(errors, confidence)
  const judged = judgeSamples(fresh, predicted, classes, { interval, domain, y_range })
  const made: NewPredictions = {
    result_id: model.result_id,
    run_id: model.run_id,
    dataset: model.dataset,
    target: model.target,
    pipeline_config: model.pipeline_config,
    model: model.model,
    member: model.member,
    n_models: pipelines.length,
    path: fresh.path,
    classes,
    confidence,
    n_residuals: errors.length,
    n_outside: judged.filter(({ inside_domain }) => inside_domain === false).length,
    domain: domain && {
      components: domain.components,
      n_components: domain.n_components,
      hotelling_t2_limit: domain.hotelling_t2_limit,
      q_residuals_limit: domain.q_residuals_limit,
    },
    y_range,
    scores: fresh.y && scoresOf(fresh.y, predicted, getMetric(model.metric)),
    samples: judged,
    notes: [
      ...fresh.notes,
      ...aligned.notes,
      ...interval.notes,
      ...domainNotes(pipelines.length, judged, domain !== null),
    ],
  }
  return { made, model, fresh, predicted }
}

/** Each of its models knows samples of its own kind only, so none predicts for all. */
export function refuseSeparated({ best_member }: ResultRecord, member: number | undefined): void {
  if (best_member !== null || member !== undefined) return
  throw UnsupportedRequest({
    what: predicting,
    reason: 'each of its models is for samples of its own',
    instead: 'Name one with --member (`member`), and give it samples of its kind.',
  })
}

/** The one target of the model, whatever else the entry asks for. */
function oneTarget(given: DatasetSpec, { target }: PredictiveModel): DatasetSpec & { readonly y?: string } {
  const { y, ...spec } = validateDatasetSpec(given)
  if (y === undefined) return spec
  if (typeof y === 'string') return { ...spec, y }
  return y.includes(target) ? { ...spec, y: target } : { ...spec, y: y[0]! }
}

/** Spectra with the columns that the model was fitted on. */
function onAxisOf({ sources, axis, n_features }: PredictiveModel, fresh: NewSpectra, resample: boolean) {
  if (sources === null && fresh.sources === null) {
    return alignAxis(fresh.X, fresh.axis, axis, n_features, resample)
  }
  const [wanted, measured] = [sources ?? [], fresh.sources ?? []]
  if (wanted.length !== measured.length) {
    const said = (count: number) => (count > 1 ? `${count} sources` : 'one source')
    throw AxisMismatch({
      reason: 'the instruments are not as many',
      model: said(wanted.length),
      data: said(measured.length),
      resampling: true,
    })
  }
  const axisOf = ({ axis, unit }: SpectralSource) => axis && { values: axis, unit: unit ?? null }
  const parts = wanted.map((source, s) => {
    const own = measured[s]!
    return alignAxis(
      columnsFrom(fresh.X, own.from, own.to),
      axisOf(own),
      axisOf(source),
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

function domainNotes(n_models: number, judged: JudgedSamples, known: boolean): readonly string[] {
  const outside = judged.filter(({ inside_domain }) => inside_domain === false).length
  return [
    ...(known ? [] : ['The spectra after preprocessing have no components, so T² and Q are not known.']),
    ...(known && n_models > 1 ? ['T² and Q are those of the first of the averaged models.'] : []),
    ...(outside > 0
      ? [
          `${outside} of ${judged.length} samples are unlike those that the model was calibrated on: their predictions are extrapolations.`,
        ]
      : []),
  ]
}
