import type { DatasetRecord, DatasetSpec } from '../records/index.ts'

/** How to read again what a run recorded. */
export function specOf({ path, name, y_columns, task_type, partition, group, id_column }: DatasetRecord): DatasetSpec {
  return {
    path,
    name,
    task_type,
    ...(y_columns[0] !== undefined && { y: y_columns[0] }),
    ...(partition !== null && { partition }),
    ...(group !== null && { group }),
    ...(id_column !== undefined && { id: id_column }),
  }
}
