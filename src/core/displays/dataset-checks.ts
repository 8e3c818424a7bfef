import { printable } from '../errors/index.ts'
import type { DatasetChange, DatasetCheck, DatasetProof, ResolutionStage } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type TableDisplay, tableOf } from './display.ts'
import { formatDuration } from './format.ts'

const proofText: Readonly<Record<DatasetProof, string>> = {
  facts: 'place, size, time of change',
  sample: 'size, time of change, sampled bytes',
  content: 'all bytes',
}

const duration = ({ duration_ms }: Pick<DatasetCheck, 'duration_ms'>) =>
  duration_ms < 1 ? '< 1 ms' : formatDuration(duration_ms)

const checkColumns: readonly Column<DatasetCheck>[] = [
  textColumn('id', 'Dataset', 0, check => check.id),
  textColumn('status', 'Status', 0, check => check.status),
  textColumn('status_before', 'Before', 4, check => check.status_before),
  textColumn('proof', 'Known by', 2, check => (check.proof ? proofText[check.proof] : null)),
  countColumn('whole_reads', 'Read whole', 5, check => check.whole_reads),
  numberColumn('duration_ms', 'Time', { priority: 6 }, check => check.duration_ms, duration),
  textColumn('path', 'Path', 1, check => check.path ?? check.path_before),
]

/** What was found of datasets, one a row. */
export function datasetChecksTable(checks: readonly DatasetCheck[]): TableDisplay {
  return tableOf('Datasets, checked', checkColumns, checks, 'No datasets. A run registers the datasets it uses.')
}

const stageNames: Readonly<Record<ResolutionStage['stage'], string>> = {
  stored_path: '1 where it was',
  given_path: '1 where it should be',
  usual_places: '2 usual places',
  same_size: '3 same size',
  quick_hash: '4 quick hash',
  full_hash: '5 full hash',
}

const stageColumns: readonly Column<ResolutionStage>[] = [
  textColumn('stage', 'Stage', 0, ({ stage }) => stageNames[stage]),
  countColumn('examined', 'Files', 1, stage => stage.examined),
  countColumn('left', 'Left', 0, stage => stage.left),
  textColumn('evidence', 'Evidence', 0, stage => stage.evidence),
  numberColumn('duration_ms', 'Time', { priority: 2 }, stage => stage.duration_ms, duration),
]

/** How one dataset was looked for, stage by stage. */
export function resolutionTable({ id, stages }: Pick<DatasetCheck, 'id' | 'stages'>): TableDisplay {
  return tableOf(`How ${printable(id)} was looked for`, stageColumns, stages, 'No file of it is known.')
}

interface Difference {
  readonly id: string
  readonly field: string
  readonly before: string | number | null
  readonly after: string | number | null
}

const said = (value: string | number | null) => (value === null ? null : String(value))

const differenceColumns: readonly Column<Difference>[] = [
  textColumn('id', 'Dataset', 0, ({ id }) => id),
  textColumn('field', 'What', 0, ({ field }) => field),
  textColumn('before', 'Before', 0, ({ before }) => said(before)),
  textColumn('after', 'Now', 0, ({ after }) => said(after)),
]

/** What accepting a changed file changes. */
export function datasetChangesTable(changes: readonly DatasetChange[]): TableDisplay {
  const rows = changes.flatMap(({ id, differences }) => differences.map(difference => ({ id, ...difference })))
  return tableOf('What has changed', differenceColumns, rows, 'Nothing has changed.')
}
