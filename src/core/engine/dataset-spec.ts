import type { DatasetRecord, DatasetSpec, RegisteredDataset } from '../records/index.ts'
import { asRecord } from './registered-files.ts'

/** How to read again what a run recorded. */
export function specOf(record: DatasetRecord): DatasetSpec {
  const {
    path,
    name,
    y_columns,
    task_type,
    partition,
    group,
    id_column,
    sources,
    source_name,
    sheet,
    key,
    reference,
    reading,
  } = record
  return {
    path,
    name,
    task_type,
    ...(y_columns[0] !== undefined && { y: y_columns[0] }),
    ...(partition !== null && { partition }),
    ...(group !== null && { group }),
    ...(id_column !== undefined && { id: id_column }),
    ...(sources !== undefined && { sources: sources.map(({ name, path }) => ({ name, path })) }),
    ...(source_name !== undefined && { source_name }),
    ...(sheet !== undefined && { sheet }),
    ...(key !== undefined && { key }),
    ...(reference !== undefined && { reference }),
    ...reading,
  }
}

/** How to read a registered dataset where it was last found. */
export const registeredSpec = (entry: RegisteredDataset): DatasetSpec => specOf(asRecord(entry))

/** The same for all datasets of a run, in their order: targets that were asked for together are again. */
export function specsOf(records: readonly DatasetRecord[]): readonly DatasetSpec[] {
  const specs: DatasetSpec[] = []
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!
    const { joint } = record
    if (joint === undefined) {
      specs.push(specOf(record))
      continue
    }
    const { name: _, ...rest } = specOf(record)
    specs.push({ ...rest, y: joint.targets, ...(joint.name !== null && { name: joint.name }) })
    i += joint.targets.length - 1
  }
  return specs
}
