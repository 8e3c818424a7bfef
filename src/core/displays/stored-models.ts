import type { StoredModelRecord } from '../records/index.ts'
import { countColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatBytes, formatTime } from './format.ts'

const models: Readonly<Record<string, string>> = {
  final: 'all training rows',
  avg: 'mean of the folds',
  w_avg: 'weighted mean of the folds',
}

export const storedModelColumns: readonly Column<StoredModelRecord>[] = [
  textColumn('id', 'Model', 0, ({ id }) => id),
  textColumn('pipeline_config', 'Pipeline', 0, ({ pipeline_config }) => pipeline_config),
  textColumn('dataset', 'Dataset', 1, ({ dataset }) => dataset),
  textColumn('target', 'Target', 1, ({ target }) => target),
  textColumn('model', 'Fitted on', 2, ({ model, member }) => {
    const rows = models[model] ?? `fold ${model}`
    return member > 0 ? `${rows}, model ${member}` : rows
  }),
  textColumn('result_id', 'Result', 2, ({ result_id }) => result_id),
  {
    ...countColumn<StoredModelRecord>('bytes', 'Size', 4, ({ bytes }) => bytes),
    text: ({ bytes }) => formatBytes(bytes),
  },
  {
    ...textColumn<StoredModelRecord>('stored_at', 'Stored (UTC)', 3, ({ stored_at }) => stored_at),
    text: ({ stored_at }) => formatTime(stored_at),
  },
  textColumn('imported', 'From', 3, ({ imported, present }) =>
    imported ? 'elsewhere' : present ? 'its run' : 'its run; the file is missing',
  ),
]

/** Models that a workspace keeps, to predict without training data. */
export function storedModelsTable(stored: readonly StoredModelRecord[]): TableDisplay {
  return tableOf(
    'Stored models',
    storedModelColumns,
    stored,
    'No model is stored. A run with `refit: best` stores the best of each dataset; `n4a models keep RESULT` stores another.',
  )
}
