import { printable } from '../errors/index.ts'
import type { MetricCard, PredictionArrays, PredictionRecord, Scores } from '../records/index.ts'
import { type ClassCounts, classCounts, precisionOf, recallOf } from './class-counts.ts'
import type { MatrixDisplay } from './display.ts'
import { formatCount, formatShare } from './format.ts'
import { metricLabel, scoreText } from './labels.ts'
import { foldsHeadline, headline } from './prediction-words.ts'
import { companionsOf } from './ranking.ts'

interface Options {
  readonly metrics?: readonly MetricCard[]
}

/**
 * How often each class was predicted as each, with the samples of every class, recall beside the rows and precision under
 * the columns. A cell is as dark as its share of the samples of its true class.
 */
export function confusionMatrix(
  prediction: PredictionRecord,
  arrays: PredictionArrays,
  { metrics = [] }: Options = {},
): MatrixDisplay {
  return drawn(headline(prediction, 'Confusion matrix'), prediction, classCounts([arrays]), prediction.scores, metrics)
}

/** Out-of-fold predictions of one result counted together: each sample predicted by a model that never saw it. */
export function pooledConfusionMatrix(
  folds: readonly { readonly prediction: PredictionRecord; readonly arrays: PredictionArrays }[],
  pooled: Scores,
  { metrics = [] }: Options = {},
): MatrixDisplay {
  const [first] = folds
  const counts = classCounts(folds.map(({ arrays }) => arrays))
  if (!first) return drawn('Confusion matrix: cross-validation', null, counts, pooled, metrics)
  const title = foldsHeadline(first.prediction, 'Confusion matrix', folds.length)
  return drawn(title, first.prediction, counts, pooled, metrics)
}

function drawn(
  title: string,
  prediction: PredictionRecord | null,
  classes: ClassCounts,
  scores: Scores,
  metrics: readonly MetricCard[],
): MatrixDisplay {
  const { labels, counts, n_true, n_predicted, n } = classes
  return {
    kind: 'matrix',
    title,
    rows: {
      label: 'Measured',
      names: labels,
      summaries: [
        { label: 'n', texts: n_true.map(String) },
        { label: 'Recall', texts: labels.map((_, k) => formatShare(recallOf(classes, k))) },
      ],
    },
    columns: {
      label: 'Predicted',
      names: labels,
      summaries: [
        { label: 'n', texts: n_predicted.map(String) },
        { label: 'Precision', texts: labels.map((_, k) => formatShare(precisionOf(classes, k))) },
      ],
    },
    texts: counts.map(row => row.map(String)),
    shades: counts.map((row, k) => row.map(count => (n_true[k] ? count / n_true[k] : 0))),
    shading: 'share of the samples of the measured class',
    agreement: true,
    notes: prediction && n > 0 ? notesOf(prediction, classes, scores, metrics) : [],
    whenEmpty: 'No predictions of classes are stored: the run had no cross-validation, or the result failed.',
  }
}

function notesOf(
  { metric }: PredictionRecord,
  { n, uncounted }: ClassCounts,
  scores: Scores,
  metrics: readonly MetricCard[],
): readonly string[] {
  const names = [metric, ...companionsOf(metric, metrics, 'classification')].filter(name => name in scores)
  return [
    `n ${n}`,
    ...names.map(name => printable(`${metricLabel(name, metrics)} ${scoreText(scores, name)}`)),
    ...(uncounted > 0 ? [`${formatCount(uncounted, 'sample')} without a class not counted`] : []),
  ]
}
