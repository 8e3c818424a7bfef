import { printable } from '../errors/index.ts'
import type { Fact } from './column-facts.ts'
import { formatBytes, formatTime } from './format.ts'

/** Identity, origin and hashes of any record, in this order, as far as it has them. */
const labels: readonly (readonly [field: string, label: string])[] = [
  ['id', 'Id'],
  ['name', 'Name'],
  ['label', 'Name'],
  ['status', 'Status'],
  ['dataset', 'Dataset'],
  ['target', 'Target'],
  ['pipeline_config', 'Pipeline'],
  ['pipeline_config_id', 'Id of the pipeline'],
  ['template_name', 'Template'],
  ['template_id', 'Id of the template'],
  ['source', 'Template from'],
  ['run_id', 'Run'],
  ['result_id', 'Result'],
  ['fold_id', 'Fold'],
  ['partition', 'Partition'],
  ['member', 'Model of the pipeline'],
  ['n_samples', 'Samples'],
  ['n_features', 'Channels'],
  ['fit_scope', 'Preprocessing fitted on'],
  ['hash', 'Hash of the content'],
  ['version', 'Version'],
  ['original_path', 'Path when recorded'],
  ['current_path', 'Path now'],
  ['path', 'Path'],
  ['file_size', 'Size'],
  ['y_pred_array_id', 'Arrays'],
  ['stored_models', 'Stored models'],
  ['warnings', 'Warnings'],
  ['created_at', 'Recorded (UTC)'],
  ['completed_at', 'Ended (UTC)'],
  ['n4a_version', 'Made by n4a'],
  ['class_path', 'Class'],
  ['checked_against', 'Checked against'],
]

function textOf(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length === 0 ? null : String(value.length)
  if (typeof value === 'object') return null
  if (field.endsWith('_at')) return formatTime(String(value))
  if (field === 'file_size') return formatBytes(Number(value))
  return printable(String(value))
}

/** Where a record comes from and what names it; made printable. */
export function recordFacts(record: object): readonly Fact[] {
  const fields = record as Readonly<Record<string, unknown>>
  return labels.flatMap(([field, label]): readonly Fact[] => {
    const text = textOf(field, fields[field])
    return text === null ? [] : [[label, text]]
  })
}
