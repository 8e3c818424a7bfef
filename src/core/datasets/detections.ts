import type { DescribedDataset, Detection } from '../records/index.ts'
import type { SpectralAxis } from './dataset.ts'
import { overruledBy } from './overruled-by.ts'
import type { OneTargetSpec, Roles } from './roles.ts'
import type { Table } from './table.ts'

/** What was understood of a table: how the file is written, then what its columns are. */
export function detectionsOf(
  table: Table,
  roles: Roles,
  spec: OneTargetSpec,
  axis: SpectralAxis | null,
  { task_type, task_type_reason }: Pick<DescribedDataset, 'task_type' | 'task_type_reason'>,
): Detection[] {
  const name = (column: number) => table.columns[column]!
  const { spectra } = roles
  const range = `${spectra.length} columns, ${name(spectra[0]!)} to ${name(spectra.at(-1)!)}`
  const statedUnit = axis && spectra.some(column => /[a-zλ⁻]/i.test(name(column)))
  return [
    ...(table.detections ?? []),
    {
      subject: 'Spectra',
      found: range,
      reason: roles.wavelengths ? 'their headers are wavelengths' : 'they are numbers without another role',
      override: 'rename the columns that are no spectra',
    },
    {
      subject: 'Unit',
      found: axis?.unit ?? 'none',
      reason: spec.header_unit
        ? 'given'
        : statedUnit
          ? 'the headers say so'
          : axis?.unit
            ? 'the range of the headers is usual for it'
            : 'neither headers nor their range tell',
      ...overruledBy('header_unit', 'cm-1'),
    },
    {
      subject: 'y',
      found: name(roles.y),
      reason: spec.y === undefined ? 'it is the only column left that could be' : 'given',
      ...overruledBy('y', 'COLUMN'),
    },
    {
      subject: 'Sample ids',
      found: roles.id === null ? 'line of the file' : name(roles.id),
      reason: spec.id
        ? 'given'
        : roles.id === null
          ? 'no column of ids was found'
          : 'by its name, and each stands once',
      ...overruledBy('id', 'COLUMN'),
    },
    {
      subject: 'Group',
      found: roles.group === null ? 'none' : name(roles.group),
      reason: roles.group === null ? 'no column was given' : 'given',
      ...overruledBy('group', 'COLUMN'),
    },
    { subject: 'Partition', ...partitionFound(spec), ...overruledBy('partition.test_size', '0.25') },
    {
      subject: 'Signal',
      found: spec.signal_type ?? 'not said',
      reason: spec.signal_type === undefined ? 'values alone do not tell' : 'given',
      ...overruledBy('signal_type', 'absorbance'),
    },
    { subject: 'Task', found: task_type, reason: task_type_reason, ...overruledBy('task_type', 'regression') },
    {
      subject: 'Missing values',
      found: typeof spec.missing === 'object' ? `fill ${spec.missing.fill}` : (spec.missing ?? 'abort'),
      reason: spec.missing === undefined ? 'nothing is left out or filled in unasked' : 'given',
      ...overruledBy('missing', 'drop_sample'),
    },
  ]
}

function partitionFound({ partition }: OneTargetSpec): Pick<Detection, 'found' | 'reason'> {
  if (partition === undefined) return { found: 'all train', reason: 'no partition was given' }
  if ('rows' in partition) return { found: 'rows by number', reason: `told by the file ${partition.rows}` }
  if ('column' in partition) {
    const { column, train, test } = partition
    const found = `${train.join(', ')} train${test.length > 0 ? `, ${test.join(', ')} test` : ''}`
    return { found, reason: `told by the column ${column}` }
  }
  const { test_size, splitter } = partition
  return { found: `test_size ${test_size}${splitter === undefined ? '' : ` by ${splitter}`}`, reason: 'given' }
}
