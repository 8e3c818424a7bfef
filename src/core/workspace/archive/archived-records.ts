import type { N4aError } from '../../errors/index.ts'
import {
  type ArraySlice,
  type PredictedModel,
  type PredictionPart,
  type PredictionRecord,
  predictionRecord,
  type ResultLine,
  type ResultRecord,
  resultStatuses,
} from '../../records/index.ts'
import { fieldFault } from '../parquet/table.ts'
import { predictionTable, resultTable } from '../parquet/tables.ts'
import type { ArchiveFile } from './archive-file.ts'

/** Records of one kind, file by file, in their order. @throws DamagedArchive where one lacks what it should have */
export function* archivedRecords<Row>(archive: ArchiveFile, folder: 'results' | 'predictions'): Generator<Row> {
  const table = folder === 'results' ? resultTable : predictionTable
  const paths = archive.facts.files.map(({ path }) => path).filter(path => path.startsWith(`${folder}/`))
  for (const path of paths.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    let line = 0
    for (const text of eachLine(archive.unpack(path))) {
      line += 1
      const fault = (what: string) => archive.damaged(`line ${line} of ${path} ${what}`)
      const record = parsed(text, fault)
      const wrong = fieldFault(table, record)
      if (wrong) throw fault(wrong)
      if (record.run_id !== archive.facts.run_id) throw fault('belongs to another run')
      yield record as Row
    }
  }
}

function* eachLine(bytes: Buffer): Generator<string> {
  let start = 0
  while (start < bytes.length) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline
    yield bytes.toString('utf8', start, end)
    start = end + 1
  }
}

function parsed(text: string, fault: (what: string) => N4aError): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw fault('is not JSON')
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw fault('is no record')
}

/** All results, each once. @throws DamagedArchive */
export function archivedResults(archive: ArchiveFile): readonly ResultRecord[] {
  const results = new Map<string, ResultRecord>()
  for (const result of archivedRecords<ResultRecord>(archive, 'results')) {
    if (results.has(result.id)) throw archive.damaged(`the result ${result.id} is there twice`)
    const wrong = resultFault(result)
    if (wrong) throw archive.damaged(`the result ${result.id} ${wrong}`)
    results.set(result.id, { ...result, stored_models: result.stored_models ?? [] })
  }
  if (results.size !== archive.facts.results) {
    throw archive.damaged(`it has ${results.size} results where ${archive.facts.results} are announced`)
  }
  return [...results.values()]
}

/** Of what a column of JSON can hold, what the rest of the house relies on. */
function resultFault({
  status,
  scores,
  params,
  warnings,
  generator_choices,
  stored_models,
}: ResultRecord): string | null {
  if (!resultStatuses.includes(status)) return 'has no known status'
  if (!isMapping(scores) || !isMapping(params)) return 'has no scores or no params'
  if (![warnings, generator_choices].every(Array.isArray)) return 'has no warnings or no generator_choices'
  const whole = (stored_models ?? []).every(
    model =>
      isMapping(model as unknown) && /^[0-9a-f]{64}$/.test(String(model.sha256)) && Number.isSafeInteger(model.member),
  )
  return whole ? null : 'has stored models without a checksum'
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The predictions of one result after the other. @throws DamagedArchive */
export function* predictionsByResult(
  archive: ArchiveFile,
): Generator<{ readonly result_id: string; readonly rows: readonly PredictionRecord[] }> {
  const done = new Set<string>()
  let rows: PredictionRecord[] = []
  let count = 0
  for (const row of archivedRecords<PredictionRecord>(archive, 'predictions')) {
    count += 1
    if (!isMapping(row.scores) || !isMapping(row.best_params)) {
      throw archive.damaged(`the prediction ${row.id} has no scores or no best_params`)
    }
    const last = rows[0]?.result_id
    if (last !== undefined && last !== row.result_id) {
      done.add(last)
      yield { result_id: last, rows }
      rows = []
    }
    if (done.has(row.result_id)) throw archive.damaged(`the predictions of ${row.result_id} are not together`)
    rows.push(row)
  }
  if (rows[0]) yield { result_id: rows[0].result_id, rows }
  if (count !== archive.facts.predictions) {
    throw archive.damaged(`it has ${count} predictions where ${archive.facts.predictions} are announced`)
  }
}

/**
 * The line of a segment that records a result with its predictions: what `predictionRecord` makes records of.
 * @throws DamagedArchive where its predictions do not belong to it
 */
export function lineOf(
  result: ResultRecord,
  rows: readonly PredictionRecord[],
  archive: Pick<ArchiveFile, 'damaged'>,
): ResultLine {
  const most = rows.reduce((most, { member }) => Math.max(most, member), 0)
  if (!(Number.isSafeInteger(most) && most < 10_000)) throw archive.damaged(`${result.id} has impossible members`)
  const predictions = rows.map(partOf)
  // Where several models were tried, ids say so, and predictions of the first alone may be left.
  for (const members of [most + 1, Math.max(2, most + 1)]) {
    const models = Array.from({ length: members }, (_, member) => modelOf(result, rows, member))
    const ids = predictions.map(part => predictionRecord(result, models, part).id)
    if (ids.every((id, i) => id === rows[i]!.id) && new Set(ids).size === ids.length) {
      return { type: 'result', result, models, predictions }
    }
  }
  throw archive.damaged(`predictions of ${result.id} have other ids than they should`)
}

function modelOf(result: ResultRecord, rows: readonly PredictionRecord[], member: number): PredictedModel {
  const first = rows.find(row => row.member === member)
  return {
    model_name: first?.model_name ?? result.best_model,
    model_classname: first?.model_classname ?? '',
    best_params: first?.best_params ?? {},
    preprocessings: first?.preprocessings ?? result.preprocessings,
    n_features: first?.n_features ?? result.n_features,
    branch_id: first?.branch_id ?? null,
    branch_name: first?.branch_name ?? null,
  }
}

function partOf(row: PredictionRecord): PredictionPart {
  const { y_proba_array_id: id, y_proba_offset: offset, y_proba_length: length } = row
  return {
    partition: row.partition,
    fold_id: row.fold_id,
    train_score: row.train_score,
    val_score: row.val_score,
    test_score: row.test_score,
    scores: row.scores,
    n_samples: row.n_samples,
    y_true: { array_id: row.y_true_array_id, offset: row.y_true_offset, length: row.y_true_length },
    y_pred: { array_id: row.y_pred_array_id, offset: row.y_pred_offset, length: row.y_pred_length },
    sample_indices: {
      array_id: row.sample_indices_array_id,
      offset: row.sample_indices_offset,
      length: row.sample_indices_length,
    },
    ...(id !== null && offset !== null && length !== null && { y_proba: { array_id: id, offset, length } }),
    ...(row.member > 0 && { member: row.member }),
  }
}

/** The same part, whose arrays stand under other names. @throws what `renamed` throws of a slice */
export function withSlices(part: PredictionPart, renamed: (slice: ArraySlice) => ArraySlice): PredictionPart {
  const { y_true, y_pred, sample_indices, y_proba } = part
  return {
    ...part,
    y_true: renamed(y_true),
    y_pred: renamed(y_pred),
    sample_indices: renamed(sample_indices),
    ...(y_proba && { y_proba: renamed(y_proba) }),
  }
}
