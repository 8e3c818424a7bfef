import type { ComparedResult, MetricCard, PairedTest, ResultComparison } from '../records/index.ts'
import { numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatScore } from './format.ts'
import { scoreHeading } from './labels.ts'

const percent = (change: number): string => `${change < 0 ? '−' : '+'}${Math.abs(change * 100).toFixed(0)} %`

const pText = (p: number | null): string => (p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3))

/** Which test p is of. */
export const pairedTestText: Readonly<Record<PairedTest, string>> = {
  randomization: 'paired randomisation test on squared residuals',
  McNemar: "McNemar's exact test on the samples that only one has right",
}

/** What McNemar's test is made of. */
const onlyRightColumn = textColumn<ComparedResult>('only_right', 'Alone right : A alone', 3, row =>
  row.only_right ? `${row.only_right.this} : ${row.only_right.baseline}` : null,
)

/** Results beside their baseline: change, folds won, paired test, verdict. */
export function pairedComparisonTable(
  comparison: ResultComparison,
  { metrics = [] }: { readonly metrics?: readonly MetricCard[] } = {},
): TableDisplay {
  return tableOf(
    `${comparison.results.length} results on the same ${comparison.n_samples} samples`,
    [
      textColumn<ComparedResult>('letter', ' ', 0, row => row.letter),
      textColumn<ComparedResult>('pipeline_config', 'Pipeline', 0, row => row.pipeline_config),
      numberColumn<ComparedResult>(
        'score',
        scoreHeading(comparison.metric, 'val', metrics),
        { priority: 0 },
        row => row.score,
      ),
      numberColumn<ComparedResult>(
        'change',
        'Change',
        { priority: 1 },
        row => row.change,
        row => (row.verdict === 'baseline' ? '–' : percent(row.change)),
      ),
      numberColumn<ComparedResult>(
        'folds_won',
        'Folds won',
        { priority: 3 },
        row => row.folds_won,
        row => (row.folds_won === null ? '–' : `${row.folds_won}/${comparison.n_folds}`),
      ),
      numberColumn<ComparedResult>(
        'p_value',
        'p',
        { priority: 1 },
        row => row.p_value,
        row => pText(row.p_value),
      ),
      ...(comparison.test === 'McNemar' ? [onlyRightColumn] : []),
      textColumn<ComparedResult>('verdict', 'Verdict', 0, row => row.verdict),
      textColumn<ComparedResult>('in_tie_band', 'One SE', 2, row =>
        row.simplest ? 'simplest' : row.in_tie_band ? 'yes' : 'no',
      ),
      textColumn<ComparedResult>('fold_scores', 'Folds', 5, row =>
        row.fold_scores.map(score => formatScore(score)).join(' '),
      ),
      textColumn<ComparedResult>('result_id', 'Id', 4, row => row.result_id),
    ],
    comparison.results,
    'Nothing to compare. Give two or more results.',
  )
}
