import { printable } from '../errors/index.ts'
import type { MetricCard, ResultRecord } from '../records/index.ts'
import type { LineDisplay } from './display.ts'
import { formatCount, formatScore } from './format.ts'
import { metricLabel, ofClasses, scoreLabel } from './labels.ts'

const parameterWords: Readonly<Record<string, string>> = { n_components: 'Number of components' }

/** Order of keys does not make parameters different. */
function sameParams(a: ResultRecord, b: ResultRecord, except: string): boolean {
  const text = ({ params }: ResultRecord) =>
    JSON.stringify(
      Object.entries(params)
        .filter(([name]) => name !== except)
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    )
  return text(a) === text(b)
}

/** Results that differ from `result` in `parameter` alone, ascending; one a value. */
function siblings(results: readonly ResultRecord[], result: ResultRecord, parameter: string) {
  const ofValue = new Map<number, ResultRecord>()
  for (const candidate of results) {
    const value = candidate.params[parameter]
    const alike =
      candidate.run_id === result.run_id &&
      candidate.template_id === result.template_id &&
      candidate.dataset === result.dataset &&
      candidate.target === result.target &&
      sameParams(candidate, result, parameter)
    if (alike && typeof value === 'number' && candidate.status === 'completed') ofValue.set(value, candidate)
  }
  return [...ofValue].sort(([a], [b]) => a - b).map(([n, sibling]) => ({ n, result: sibling }))
}

/** Quantities are judged by their error, whatever ranks; classes by what ranks. */
const metricOf = (result: ResultRecord) => (ofClasses(result) ? result.metric : 'rmse')

interface Options {
  /** Default: the number of components. */
  readonly parameter?: string
  readonly metrics?: readonly MetricCard[]
}

/**
 * Calibration and cross-validation error (of classes: the ranking score) against a parameter of the model, with the best
 * and the choice of the one-standard-error rule: the smallest value whose RMSECV is within one standard error (sd over
 * folds / √folds) of the minimum. `folds` null leaves the rule out.
 *
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 2nd ed., 7.10
 */
export function componentCurve(
  results: readonly ResultRecord[],
  result: ResultRecord,
  folds: number | null,
  { parameter = 'n_components', metrics = [] }: Options = {},
): LineDisplay {
  const metric = metricOf(result)
  // An error is better when it is lower; of a score its card knows.
  const higher = ofClasses(result) ? (metrics.find(({ name }) => name === metric)?.higher_is_better ?? null) : false
  const beats = (a: number, b: number) => (higher ? a > b : a < b)
  const family = siblings(results, result, parameter)
  const curve = (part: 'train' | 'val') =>
    family.flatMap(({ n, result: sibling }) => {
      const score = sibling.scores[part]?.[metric] ?? null
      return score === null ? [] : [{ x: n, y: score, label: printable(sibling.pipeline_config) }]
    })
  const validation = curve('val')
  const label = printable(metricLabel(metric, metrics))
  const named = (part: 'train' | 'val') => printable(scoreLabel(metric, part, metrics))
  const best = higher === null ? null : bestPoint(validation, beats)
  const standardError = best && errorOfBest(family.find(({ n }) => n === best.x)!.result, metric, folds)
  const limit = best && standardError !== null ? best.y + (higher ? -standardError : standardError) : null
  const simplest = limit === null ? null : validation.find(({ y }) => !beats(limit, y))!
  const word = printable(parameterWords[parameter] ?? parameter)
  const name = (n: number) => (parameter === 'n_components' ? formatCount(n, 'component') : `${word} ${n}`)
  const extreme = higher ? 'highest' : 'lowest'
  return {
    kind: 'line',
    title: printable(
      `${label} against ${word.toLowerCase()}: ${result.preprocessings || result.template_name} on ${result.dataset}`,
    ),
    x: { label: word, unit: null },
    y: { label, unit: null },
    series: [
      { name: ofClasses(result) ? 'out-of-fold' : named('val'), points: validation },
      { name: ofClasses(result) ? 'train' : named('train'), points: curve('train') },
    ].filter(({ points }) => points.length > 0),
    marks: [
      ...(best ? [{ x: best.x, y: best.y, label: higher ? 'maximum' : 'minimum' }] : []),
      ...(simplest && simplest.x !== best?.x ? [{ x: simplest.x, y: simplest.y, label: 'one standard error' }] : []),
    ],
    notes: best
      ? [
          `${named('val')} is ${extreme} with ${name(best.x)}: ${formatScore(best.y)}.`,
          ...(simplest && standardError !== null
            ? [
                simplest.x === best.x
                  ? 'No smaller model comes within one standard error of it.'
                  : `Within one standard error (${formatScore(standardError, 2)}) of it, ${name(simplest.x)} would do: ${formatScore(simplest.y)}.`,
              ]
            : []),
        ]
      : [],
    whenEmpty: `No results of this run differ in ${printable(parameter)} alone. Put \`_range_\` on it in the template.`,
  }
}

type Points = LineDisplay['series'][number]['points']

/** The first of the best. */
const bestPoint = (points: Points, beats: (a: number, b: number) => boolean) =>
  points.reduce<Points[number] | null>((best, point) => (best === null || beats(point.y, best.y) ? point : best), null)

function errorOfBest(best: ResultRecord, metric: string, folds: number | null): number | null {
  const sd = best.scores.val_folds?.[metric]?.sd ?? null
  return sd === null || folds === null || folds < 2 ? null : sd / Math.sqrt(folds)
}
