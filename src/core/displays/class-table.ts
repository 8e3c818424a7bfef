import type { PredictionArrays } from '../records/index.ts'
import { classCounts, f1Of, precisionOf, recallOf } from './class-counts.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatShare } from './format.ts'

/** Class by class: how many there are, how many were predicted, and how well. */
export function classTable(parts: readonly PredictionArrays[]): TableDisplay {
  const counted = classCounts(parts)
  const share = (key: string, label: string, priority: number, of: (k: number) => number | null) =>
    numberColumn<number>(key, label, { priority, better: 'high' }, of, k => formatShare(of(k), 3))
  return tableOf(
    'Classes',
    [
      textColumn<number>('class', 'Class', 0, k => counted.labels[k]),
      countColumn<number>('n_true', 'n', 0, k => counted.n_true[k]),
      countColumn<number>('n_predicted', 'Predicted', 2, k => counted.n_predicted[k]),
      countColumn<number>('right', 'Right', 3, k => counted.counts[k]![k]),
      share('recall', 'Recall', 0, k => recallOf(counted, k)),
      share('precision', 'Precision', 0, k => precisionOf(counted, k)),
      share('f1', 'F1', 1, k => f1Of(counted, k)),
    ],
    counted.labels.map((_, k) => k),
    'This prediction has no samples.',
    // Classes are not rivals: none is marked as the best.
    { within: String },
  )
}
