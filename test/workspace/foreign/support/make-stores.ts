import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parquetWriteFile } from 'hyparquet-writer'
import { type MadeRow, madeRows, madeSteps } from './experiment.ts'

/** Small stores of each format, so that its reader is tested where the samples are not. */

const rooted = (row: MadeRow) => ({
  train_score: Math.sqrt(row.mse.train),
  val_score: Math.sqrt(row.mse.val),
  test_score: Math.sqrt(row.mse.test),
})

const scoresText = ({ mse }: MadeRow) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(mse).map(([part, value]) => [part, { mse: value, rmse: Math.sqrt(value) }])),
  )

const column = (name: string, data: unknown[], type: 'STRING' | 'DOUBLE' | 'INT32' | 'INT64') => ({ name, data, type })

/** `arrays/<file>.parquet` beside a database. */
export function writeArrays(
  folder: string,
  file: string,
  rows: readonly MadeRow[],
  probabilities?: (row: MadeRow) => readonly (readonly number[])[],
): void {
  mkdirSync(join(folder, 'arrays'), { recursive: true })
  const lists = (name: string, of: (row: MadeRow) => readonly number[]) => ({
    name,
    data: rows.map(row => [...of(row)]),
  })
  parquetWriteFile({
    filename: join(folder, 'arrays', file),
    columnData: [
      column(
        'prediction_id',
        rows.map(({ id }) => id),
        'STRING',
      ),
      lists('y_true', row => row.y_true),
      lists('y_pred', row => row.y_pred),
      lists('sample_indices', row => row.sample_indices),
      ...(probabilities
        ? [
            lists('y_proba', row => probabilities(row).flat()),
            lists('y_proba_shape', row => [row.y_true.length, probabilities(row)[0]!.length]),
          ]
        : []),
    ].map(data => ({ ...data, nullable: false })),
  })
}

export interface StoreChange {
  readonly dataset?: string
  readonly model_name?: string
  /** Tables of the database, as text of SQL, after the usual rows. */
  readonly sql?: readonly string[]
}

const tables = [
  'create table runs (run_id text, name text, status text, created_at text, completed_at text, summary text)',
  'create table pipelines (pipeline_id text, run_id text, name text, expanded_config text, dataset_name text, status text, created_at text, best_val double, metric text, duration_ms integer)',
  'create table predictions (prediction_id text, pipeline_id text, chain_id text, dataset_name text, model_name text, model_class text, fold_id text, partition text, val_score double, test_score double, train_score double, metric text, task_type text, n_samples integer, n_features integer, scores text, best_params text, preprocessings text, refit_context text)',
]

const quoted = (value: string | number | null) =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`

function statements(
  rows: readonly MadeRow[],
  { dataset = 'made', model_name = 'PLS', sql = [] }: StoreChange,
): string[] {
  const insert = (table: string, values: readonly (string | number | null)[]) =>
    `insert into ${table} values (${values.map(quoted).join(', ')})`
  return [
    ...tables,
    insert('runs', ['run-1', 'run', 'completed', '2026-01-02 03:04:05', '2026-01-02 03:05:05', '{"best_score": 0.1}']),
    ...[0, 1].map(config =>
      insert('pipelines', [
        `0000000${config}-0000`,
        'run-1',
        `made_0000000${config}`,
        JSON.stringify(madeSteps(config)),
        dataset,
        'completed',
        '2026-01-02 03:04:05',
        null,
        'rmse',
        10,
      ]),
    ),
    ...rows.map(row => {
      const { train_score, val_score, test_score } = rooted(row)
      return insert('predictions', [
        row.id,
        `0000000${row.config}-0000`,
        `chain${row.config}`,
        dataset,
        model_name,
        'PLSRegression',
        row.fold_id,
        row.partition,
        val_score,
        test_score,
        train_score,
        'rmse',
        'regression',
        row.y_true.length,
        5,
        scoresText(row),
        '{}',
        'SNV',
        null,
      ])
    }),
    ...sql,
  ]
}

export async function makeSqlite(folder: string, change: StoreChange = {}): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite')
  mkdirSync(folder, { recursive: true })
  const rows = madeRows(true)
  const database = new DatabaseSync(join(folder, 'store.sqlite'))
  for (const statement of statements(rows, change)) database.exec(statement)
  database.close()
  writeArrays(folder, 'made.parquet', rows)
}

export async function makeDuckdb(folder: string): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  mkdirSync(folder, { recursive: true })
  const rows = madeRows(true)
  const instance = await DuckDBInstance.create(join(folder, 'store.duckdb'))
  const connection = await instance.connect()
  const arrays = rows.map(
    ({ id, y_true, y_pred, sample_indices }) =>
      `insert into prediction_arrays values ('${id}', [${y_true}], [${y_pred}], [${sample_indices}])`,
  )
  const table =
    'create table prediction_arrays (prediction_id text, y_true double[], y_pred double[], sample_indices integer[])'
  for (const statement of [...statements(rows, {}), table, ...arrays]) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}

export function makeParquet(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const rows = madeRows(false)
  const config = ({ config }: MadeRow) => `000${config + 1}_made_00000${config}`
  const texts: Readonly<Record<string, (row: MadeRow) => string>> = {
    id: ({ id }) => id,
    dataset_name: () => 'made',
    config_name: config,
    model_name: () => 'PLS',
    model_classname: () => 'PLSRegression',
    fold_id: ({ fold_id }) => fold_id,
    partition: ({ partition }) => partition,
    metric: () => 'mse',
    task_type: () => 'regression',
    preprocessings: () => 'SNV',
    best_params: () => '{}',
    y_true_id: ({ id }) => `t${id}`,
    y_pred_id: ({ id }) => `p${id}`,
    sample_indices_id: ({ id }) => `i${id}`,
  }
  parquetWriteFile({
    filename: join(folder, 'made.meta.parquet'),
    columnData: [
      ...Object.entries(texts).map(([name, of]) => column(name, rows.map(of), 'STRING')),
      ...(['train', 'val', 'test'] as const).map(part =>
        column(
          `${part}_score`,
          rows.map(({ mse }) => mse[part]),
          'DOUBLE',
        ),
      ),
      column(
        'n_samples',
        rows.map(({ y_true }) => BigInt(y_true.length)),
        'INT64',
      ),
      column(
        'n_features',
        rows.map(() => 5n),
        'INT64',
      ),
    ],
  })
  const arrays = rows.flatMap(({ id, y_true, y_pred, sample_indices }) => [
    { id: `t${id}`, values: y_true },
    { id: `p${id}`, values: y_pred },
    { id: `i${id}`, values: sample_indices },
  ])
  parquetWriteFile({
    filename: join(folder, 'made.arrays.parquet'),
    columnData: [
      column(
        'array_id',
        arrays.map(({ id }) => id),
        'STRING',
      ),
      { name: 'array_data', data: arrays.map(({ values }) => [...values]) },
    ],
  })
  for (const one of [0, 1]) {
    const name = config({ config: one } as MadeRow)
    const at = join(folder, 'runs', 'made', name)
    mkdirSync(at, { recursive: true })
    // YAML as Python writes it: our own quick reader does not know this.
    writeFileSync(
      join(at, 'manifest.yaml'),
      `uid: x\npipeline_id: ${name}\nname: made_00000${one}\ndataset: made\ncreated_at: '2026-01-02T03:04:0${one}+00:00'\n` +
        `pipeline:\n  steps:\n  - nirs4all.operators.transforms.scalers.StandardNormalVariate\n` +
        `  - model:\n      class: sklearn.cross_decomposition._pls.PLSRegression\n      params:\n        n_components: ${one + 2}\n    name: PLS\n` +
        `artifacts:\n? ''\n: - 1\n`,
    )
  }
}

export function makeJson(folder: string): void {
  mkdirSync(join(folder, 'made'), { recursive: true })
  const entries = madeRows(false).map(row => ({
    id: row.id,
    dataset_name: 'made',
    config_name: `made_00000${row.config}`,
    step_idx: 1,
    model_name: 'PLS',
    model_classname: 'PLSRegression',
    fold_id: row.fold_id,
    sample_indices: JSON.stringify(row.sample_indices),
    y_true: JSON.stringify(row.y_true.map(value => [value])),
    y_pred: JSON.stringify(row.y_pred.map(value => [value])),
    partition: row.partition,
    ...rooted(row),
    metric: 'rmse',
    task_type: 'regression',
    n_samples: row.y_true.length,
    n_features: 5,
    preprocessings: 'SNV',
    best_params: '{}',
  }))
  writeFileSync(join(folder, 'made', 'predictions.json'), JSON.stringify(entries))
  for (const config of [0, 1]) {
    const at = join(folder, 'made', `made_00000${config}`)
    mkdirSync(at)
    writeFileSync(join(at, 'pipeline.json'), JSON.stringify(madeSteps(config)))
    writeFileSync(join(at, 'metadata.json'), JSON.stringify({ created_at: '2026-01-02T03:04:05' }))
  }
}
