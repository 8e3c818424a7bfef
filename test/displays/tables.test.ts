import { describe, expect, it } from 'vitest'
import {
  comparisonTable,
  datasetsTable,
  foldCount,
  foldTable,
  leaderboardTable,
  metricsTable,
  operatorsTable,
  predictionsTable,
  resultsTable,
  runsTable,
  type TableDisplay,
  templatesTable,
} from '../../src/core/displays/index.ts'
import type { MetricCard } from '../../src/core/records/index.ts'
import { failedResult, predictionRecord, registeredDataset, resultRecord, runRecord } from './records.ts'

const cell = (table: TableDisplay, label: string, row = 0) => {
  const column = table.columns.findIndex(candidate => candidate.label === label)
  expect(column, `no column ${label} among ${table.columns.map(c => c.label)}`).toBeGreaterThanOrEqual(0)
  return table.rows[row]?.[column]
}

const r2: MetricCard = {
  task: 'regression',
  name: 'r2',
  label: 'R²',
  formula: '1 − Σe² / Σ(y − ȳ)²',
  higher_is_better: true,
  optimal: 1,
  unit: 'none',
}

it('gives every row as many cells as there are columns', () => {
  const tables = [
    runsTable([runRecord()]),
    resultsTable([resultRecord(), failedResult()]),
    predictionsTable([predictionRecord()]),
    datasetsTable([registeredDataset()]),
    leaderboardTable([resultRecord()]),
    foldTable(resultRecord(), [predictionRecord()]),
    metricsTable(resultRecord()),
  ]
  for (const { rows, columns, title } of tables) {
    expect(rows.length, title).toBeGreaterThan(0)
    for (const row of rows) expect(row, title).toHaveLength(columns.length)
  }
})

it('says what to do next where there is nothing to show', () => {
  expect(runsTable([]).whenEmpty).toContain('n4a run')
  expect(resultsTable([]).whenEmpty).toContain('n4a runs list')
  expect(predictionsTable([]).whenEmpty).toContain('n4a results list')
  expect(datasetsTable([]).whenEmpty).toContain('run')
  expect(templatesTable([]).whenEmpty).toContain('n4a templates preview')
  expect(operatorsTable([]).whenEmpty).toContain('n4a operators list')
  expect(leaderboardTable([]).whenEmpty).toContain('n4a runs list')
})

it('makes escape sequences and line breaks in names visible instead of sending them to a terminal', () => {
  const name = '\u001b[31mred\u001b]0;title\u0007\nline'
  const tables = [
    runsTable([runRecord({ name })]),
    resultsTable([resultRecord({ dataset: name, pipeline_config: name })]),
    predictionsTable([predictionRecord({ model_name: name, dataset: name })]),
    datasetsTable([registeredDataset({ name, y_columns: [name], y_stats: {} })]),
    leaderboardTable([resultRecord({ dataset: name, metric: name })]),
    metricsTable(resultRecord({ dataset: name, scores: { val: { [name]: 1 } } })),
    foldTable(resultRecord({ metric: name }), [predictionRecord({ fold_id: name })]),
  ]
  for (const table of tables) {
    const shown = [table.title, ...table.columns.map(({ label }) => label), ...table.rows.flat()].join('')
    expect(shown, table.title).not.toMatch(/[\u0000-\u001f]/)
    expect(shown, table.title).toContain('\\u001b')
  }
})

describe('runs', () => {
  it('calls a run interrupted that nobody executes any more', () => {
    expect(cell(runsTable([runRecord({ status: 'running', live: false })]), 'Status')).toBe('interrupted')
    expect(cell(runsTable([runRecord({ status: 'running', live: true })]), 'Status')).toBe('running')
    expect(cell(runsTable([runRecord({ status: 'paused', live: false })]), 'Status')).toBe('paused')
  })

  it('shows how far a run is and the best of each dataset', () => {
    const best = { result_id: 'r1', template_id: 't', pipeline_config: 'p', pipeline_config_id: 'p' }
    const table = runsTable([
      runRecord({
        completed_results: 1200,
        total_results: 2400,
        best_results: [
          { ...best, dataset: 'fat', score: 2.14159, score_partition: 'val', metric: 'rmse' },
          { ...best, dataset: 'protein', score: 0.61, score_partition: 'test', metric: 'rmse' },
        ],
      }),
    ])
    expect(cell(table, 'Results')).toBe('1,200/2,400')
    expect(cell(table, 'Best')).toBe('fat RMSECV 2.14, protein RMSEP 0.610')
  })
})

describe('results', () => {
  it('shows calibration, cross-validation and prediction error under their names', () => {
    const table = resultsTable([resultRecord()])
    expect(cell(table, 'RMSEC')).toBe('2.00')
    expect(cell(table, 'RMSECV')).toBe('2.50')
    expect(cell(table, 'RMSEP')).toBe('2.75 (folds)')
    expect(cell(table, 'Folds mean ± sd')).toBe('2.48 ± 0.31')
  })

  it('prefers the test score of the refitted model and says so', () => {
    const table = resultsTable([resultRecord({ scores: { ...resultRecord().scores, final_test: { rmse: 2.6 } } })])
    expect(cell(table, 'RMSEP')).toBe('2.60 (refit)')
  })

  it('shows the code of the error of a failed result', () => {
    expect(cell(resultsTable([failedResult()]), 'Status')).toBe('failed: SingularFit')
  })

  it('names the metric and the part for other metrics than rmse', () => {
    const table = resultsTable([resultRecord({ metric: 'r2', best_score: 0.96 })], [r2])
    expect(cell(table, 'R² cv')).toBe('0.960')
    expect(cell(table, 'R² pred')).toBe('0.950 (folds)')
    expect(table.columns.map(({ label }) => label)).not.toContain('RMSECV')
  })

  it('adds a ranking score with its metric where the results are ranked by different ones', () => {
    const table = resultsTable([resultRecord(), resultRecord({ metric: 'r2', best_score: 0.96 })], [r2])
    expect(cell(table, 'Ranking score', 0)).toBe('RMSE 2.50')
    expect(cell(table, 'Ranking score', 1)).toBe('R² 0.960')
  })
})

describe('predictions', () => {
  it('does not put a score of another metric under the column of the first without naming it', () => {
    const table = predictionsTable([predictionRecord(), predictionRecord({ metric: 'r2', test_score: 0.9 })])
    expect(cell(table, 'RMSEP', 0)).toBe('2.60')
    expect(cell(table, 'RMSEP', 1)).toBe('0.900 R2')
    expect(cell(table, 'RMSECV', 1)).toBe('–')
  })
})

describe('datasets', () => {
  it('shows ranges with their units', () => {
    const table = datasetsTable([registeredDataset()])
    expect(cell(table, 'Spectra')).toBe('850–1050 nm')
    expect(cell(table, 'Target')).toBe('fat 0.900–49.1, sd 12.7')
    expect(cell(table, 'Size')).toBe('212.3 kB')
    expect(cell(datasetsTable([registeredDataset({ wavelength_unit: 'cm-1' })]), 'Spectra')).toBe('850–1050 cm⁻¹')
  })
})

describe('leaderboard', () => {
  const results = [
    resultRecord({ id: 'a', dataset: 'fat', pipeline_config: 'first' }),
    resultRecord({ id: 'b', dataset: 'protein', pipeline_config: 'of another dataset' }),
    resultRecord({ id: 'c', dataset: 'fat', pipeline_config: 'second' }),
    failedResult(),
  ]

  it('ranks within each dataset in the order given and leaves failed results to the title', () => {
    const table = leaderboardTable(results)
    expect(table.rows.map(row => row.slice(0, 3))).toEqual([
      ['1', 'fat', 'first'],
      ['2', 'fat', 'second'],
      ['1', 'protein', 'of another dataset'],
    ])
    expect(table.title).toBe('Leaderboard (1 failed)')
  })

  it('keeps the first of each dataset and says how many there were', () => {
    const table = leaderboardTable(results, { limit: 1 })
    expect(table.rows.map(row => row[2])).toEqual(['first', 'of another dataset'])
    expect(table.title).toBe('Leaderboard (2 of 3 results, 1 failed)')
  })

  it('shows error, spread and how much worse the test set was predicted', () => {
    const table = leaderboardTable(results)
    expect(cell(table, 'RMSECV ± sd')).toBe('2.50 ± 0.31')
    expect(cell(table, 'RMSEP')).toBe('2.75 (folds)')
    expect(cell(table, 'R² cv')).toBe('0.960')
    expect(cell(table, 'RPD cv')).toBe('5.08')
    expect(cell(table, 'Gap')).toBe('+10 %')
  })

  it('says that a score without validation is of the test set', () => {
    const table = leaderboardTable([
      resultRecord({ score_partition: 'test', best_score: 3.1, scores: { test: { rmse: 3.1 } } }),
    ])
    expect(cell(table, 'RMSECV ± sd')).toBe('3.10 (test)')
    expect(cell(table, 'Gap')).toBe('–')
  })
})

describe('folds of a result', () => {
  const predictions = [
    predictionRecord({ fold_id: 'final', partition: 'test', scores: { rmse: 2.6 } }),
    predictionRecord({ fold_id: '10', partition: 'val', scores: { rmse: 2.9 } }),
    predictionRecord({ fold_id: '2', partition: 'val', scores: { rmse: 2.2 } }),
    predictionRecord({ fold_id: '2', partition: 'train', scores: { rmse: 1.9 } }),
    predictionRecord({ fold_id: 'avg', partition: 'test', scores: { rmse: 2.7 } }),
    predictionRecord({ fold_id: '0', partition: 'val', result_id: 'another', scores: { rmse: 9 } }),
  ]

  it('lists folds by number, then mean, pooled score, ensembles and the refitted model', () => {
    const table = foldTable(resultRecord(), predictions)
    expect(table.rows.map(([fold]) => fold)).toEqual(['2', '10', 'mean ± sd', 'pooled', 'avg', 'final'])
    expect(table.rows[0]).toEqual(['2', '1.90', '2.20', '–'])
    expect(table.rows[2]).toEqual(['mean ± sd', '2.00', '2.48 ± 0.31', '2.75'])
    expect(table.rows[3]).toEqual(['pooled', '–', '2.50', '–'])
    expect(table.rows.at(-1)).toEqual(['final', '–', '–', '2.60'])
  })

  it('counts the folds that were validated', () => {
    expect(foldCount(predictions.filter(p => p.result_id === 'r1'))).toBe(2)
  })
})

describe('metrics of a result', () => {
  it('shows the parts that exist and nothing for the others', () => {
    const table = metricsTable(resultRecord(), [r2])
    expect(table.columns.map(({ label }) => label)).toEqual([
      'Metric',
      'Cal. (folds)',
      'CV (pooled)',
      'CV folds mean ± sd',
      'Pred. (folds)',
    ])
    expect(table.rows[0]).toEqual(['RMSE', '2.00', '2.50', '2.48 ± 0.31', '2.75'])
    expect(table.rows[1]?.[0]).toBe('R²')
  })

  it('tells in place of the numbers why a result failed', () => {
    expect(metricsTable(failedResult()).whenEmpty).toBe(
      'This result failed: The fit is singular. Use fewer components.',
    )
  })
})

describe('comparison', () => {
  const a = resultRecord({ id: 'a' })
  const b = resultRecord({ id: 'b', params: { ...a.params, n_components: 12, window: [15, 2] } })

  it('shows only what differs, and what is the same in the title', () => {
    const table = comparisonTable([a, b])
    expect(table.columns.slice(0, 3).map(({ label }) => label)).toEqual(['n_components', 'window', 'RMSECV ± sd'])
    expect(table.rows.map(row => row.slice(0, 2))).toEqual([
      ['10', '–'],
      ['12', '[15,2]'],
    ])
    expect(table.title).toContain('dataset fat')
    expect(table.title).toContain('preprocessing SNV')
  })

  it('names the pipeline where nothing differs', () => {
    expect(cell(comparisonTable([a, a]), 'Pipeline')).toBe(a.pipeline_config)
  })

  it('shows why a result has no scores', () => {
    expect(cell(comparisonTable([a, failedResult()]), 'Status', 1)).toBe('failed: SingularFit')
  })
})

it('counts warnings in the leaderboard where a result carries some', () => {
  const warned = resultRecord({ id: 'r2', warnings: ['RMSECV is 3 and RMSEC 1: the model is overfitted.'] })
  const table = leaderboardTable([resultRecord(), warned])
  expect([0, 1].map(row => cell(table, 'Warnings', row))).toEqual(['0', '1'])
  expect(leaderboardTable([resultRecord()]).columns.map(({ label }) => label)).not.toContain('Warnings')
})
