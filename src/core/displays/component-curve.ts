import { printable } from '../errors/index.ts'
import type { ResultRecord } from '../records/index.ts'
import type { LineDisplay } from './display.ts'
import { formatCount, formatScore } from './format.ts'

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

const errorOf = (result: ResultRecord, part: 'train' | 'val') => result.scores[part]?.rmse ?? null

/**
 * Calibration and cross-validation error against a parameter of the model, with the minimum and the choice of the
 * one-standard-error rule: the smallest value whose RMSECV is within one standard error (sd over folds / √folds) of the
 * minimum. `folds` null leaves the rule out.
 *
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, 2nd ed., 7.10
 */
export function componentCurve(
  results: readonly ResultRecord[],
  result: ResultRecord,
  folds: number | null,
  parameter = 'n_components',
): LineDisplay {
  const family = siblings(results, result, parameter)
  const curve = (part: 'train' | 'val') =>
    family.flatMap(({ n, result: sibling }) => {
      const error = errorOf(sibling, part)
      return error === null ? [] : [{ x: n, y: error, label: printable(sibling.pipeline_config) }]
    })
  const validation = curve('val')
  const word = printable(parameterWords[parameter] ?? parameter)
  const minimum = validation.reduce<(typeof validation)[number] | null>(
    (best, point) => (best === null || point.y < best.y ? point : best),
    null,
  )
  const best = minimum && family.find(({ n }) => n === minimum.x)!.result
  const sd = best?.scores.val_folds?.rmse?.sd ?? null
  const standardError = sd === null || folds === null || folds < 2 ? null : sd / Math.sqrt(folds)
  const limit = minimum && standardError !== null ? minimum.y + standardError : null
  const simplest = limit === null ? null : validation.find(({ y }) => y <= limit)!
  const name = (n: number) => (parameter === 'n_components' ? formatCount(n, 'component') : `${word} ${n}`)
  return {
    kind: 'line',
    title: printable(
      `RMSE against ${word.toLowerCase()}: ${result.preprocessings || result.template_name} on ${result.dataset}`,
    ),
    x: { label: word, unit: null },
    y: { label: 'RMSE', unit: null },
    series: [
      { name: 'RMSECV', points: validation },
      { name: 'RMSEC', points: curve('train') },
    ].filter(({ points }) => points.length > 0),
    marks: [
      ...(minimum ? [{ x: minimum.x, y: minimum.y, label: 'minimum' }] : []),
      ...(simplest && simplest.x !== minimum?.x ? [{ x: simplest.x, y: simplest.y, label: 'one standard error' }] : []),
    ],
    notes: minimum
      ? [
          `RMSECV is lowest with ${name(minimum.x)}: ${formatScore(minimum.y)}.`,
          ...(simplest && standardError !== null
            ? [
                simplest.x === minimum.x
                  ? 'No smaller model comes within one standard error of it.'
                  : `Within one standard error (${formatScore(standardError, 2)}) of it, ${name(simplest.x)} would do: ${formatScore(simplest.y)}.`,
              ]
            : []),
        ]
      : [],
    whenEmpty: `No results of this run differ in ${printable(parameter)} alone. Put \`_range_\` on it in the template.`,
  }
}
