import { count, type DesignGuard, finding, percent } from './guard.ts'

/** Above this share of the samples, accuracy is mostly that of one class. */
const dominant = 0.7

/** Metrics in which a frequent class outweighs the others. */
const weighedByFrequency = new Set(['accuracy', 'f1_weighted', 'precision_weighted', 'recall_weighted', 'hamming_loss'])

export const classImbalance: DesignGuard = {
  id: 'class_imbalance',
  summary: `one class with more than ${percent(dominant)} of the samples, ranked by accuracy or another metric that frequent classes decide`,
  matters: 'Always predicting the frequent class scores well there, so the ranking says little of the others.',
  remedy: 'Rank by balanced accuracy, Cohen’s κ or the MCC.',
  field: 'config.metric',
  find: ({ dataset: { classes }, rows: { train }, metric }) => {
    if (classes === null || classes.length < 2 || !weighedByFrequency.has(metric.name)) return []
    const counts = classes.map((_, code) => train.y_true.filter(one => one === code).length)
    const most = Math.max(...counts)
    if (most <= dominant * train.y_true.length) return []
    const label = classes[counts.indexOf(most)]!
    return [
      finding(
        `${percent(most / train.y_true.length)} of ${count(train.y_true.length, 'training sample')} are ${label}, so always predicting it reaches that accuracy, and ${metric.name} tells little of the rest.`,
        'Rank by balanced accuracy.',
        { field: 'config.metric', value: 'balanced_accuracy' },
      ),
    ]
  },
}
