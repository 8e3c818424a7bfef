import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  csvEncodings,
  type DatasetSpec,
  headerUnits,
  missingActions,
  N4aError,
  signalTypes,
  taskTypes,
  WrongUsage,
} from '../core/index.ts'
import { targetOption } from './options.ts'

/** What the command line says of a dataset, by the names of commander. */
type Flags = Readonly<Record<string, unknown>>

/** A flag for one field of a dataset as run files have it, such as `csv.delimiter`. */
interface DatasetFlag {
  readonly field: string
  readonly option: () => Option
}

/** Which samples and columns: of no use for spectra that are only predicted or transformed. */
type Subject = 'reading' | 'samples'

export const readingHeading = 'Reading the data (each is detected, or taken from its usual name, where not given):'

const text = (flag: string, help: string) => new Option(flag, help)
const many = (value: string, before: readonly string[] = []) => [...before, value]

function count(value: string): number {
  const parsed = Number(value)
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(parsed)) {
    throw new InvalidArgumentError('It must be a whole number from 0.')
  }
  return parsed
}

function share(value: string): number {
  const parsed = Number(value)
  if (value.trim() === '' || !(parsed > 0))
    throw new InvalidArgumentError('It must be a share below 1, or a number of rows.')
  return parsed
}

function missing(value: string): unknown {
  const fill = /^fill=(.+)$/.exec(value)?.[1]
  if (fill !== undefined && Number.isFinite(Number(fill))) return { fill: Number(fill) }
  if (missingActions.some(action => action === value)) return value
  throw new InvalidArgumentError(`Allowed choices are ${missingActions.join(', ')}, fill=NUMBER.`)
}

function source(value: string, before: readonly unknown[] = []): readonly unknown[] {
  const [, name, path] = /^([^=]+)=(.+)$/.exec(value) ?? []
  if (name === undefined) throw new InvalidArgumentError('Write NAME=FILE.')
  return [...before, { name, path }]
}

const flags: Readonly<Record<Subject, readonly DatasetFlag[]>> = {
  reading: [
    { field: 'id', option: () => text('--id <column>', 'sample ids') },
    { field: 'group', option: () => text('--group <column>', 'what keeps replicates together') },
    { field: 'csv.delimiter', option: () => text('--delimiter <mark>', 'between cells: , ; | tab space') },
    { field: 'csv.decimal', option: () => text('--decimal <mark>', 'of numbers').choices(['.', ',']) },
    { field: 'csv.encoding', option: () => text('--encoding <name>', 'of text').choices(csvEncodings) },
    { field: 'csv.header', option: () => text('--header', 'the first line names the columns') },
    { field: 'csv.header', option: () => text('--no-header', 'the first line holds no names of columns') },
    { field: 'csv.skip_rows', option: () => text('--skip-rows <n>', 'lines above the table').argParser(count) },
    {
      field: 'csv.comment',
      option: () => text('--comment <mark>', 'what comment lines begin with; none: there are none'),
    },
    {
      field: 'csv.na_values',
      option: () => text('--na-value <text>', 'stands for a missing value; may be repeated').argParser(many),
    },
    {
      field: 'header_unit',
      option: () => text('--header-unit <unit>', 'of the headers of spectra').choices(headerUnits),
    },
    { field: 'signal_type', option: () => text('--signal-type <type>', 'what the spectra are').choices(signalTypes) },
    {
      field: 'missing',
      option: () =>
        text('--missing <action>', `missing values: ${missingActions.join(', ')}, fill=NUMBER`).argParser(missing),
    },
    { field: 'sheet', option: () => text('--sheet <name>', 'of a workbook') },
    { field: 'key', option: () => text('--key <name>', 'array with the spectra, of an .npz or .mat file') },
    { field: 'member', option: () => text('--archive-member <name>', 'table in a zip archive') },
    {
      field: 'reference.path',
      option: () => text('--reference <file>', 'table with y and ids, beside a file or folder of spectra'),
    },
    {
      field: 'reference.on',
      option: () => text('--reference-on <column>', 'sample ids in that table, where not called as in the spectra'),
    },
    {
      field: 'reference.unmatched',
      option: () =>
        text('--reference-unmatched <action>', 'samples that only one of the tables has').choices(['abort', 'drop']),
    },
    {
      field: 'sources',
      option: () =>
        text('--source <name=file>', 'spectra of the same samples by another instrument; may be repeated').argParser(
          source,
        ),
    },
    { field: 'source_name', option: () => text('--source-name <name>', 'of the instrument of the first file') },
  ],
  samples: [
    { field: 'name', option: () => text('--dataset-name <name>', 'instead of the name of the file') },
    { field: 'task_type', option: () => text('--task-type <type>', 'of the target').choices(taskTypes) },
    {
      field: 'partition.column',
      option: () => text('--partition-column <column>', 'says which samples train and which test'),
    },
    {
      field: 'partition.train',
      option: () => text('--train <value>', 'of that column: trains; may be repeated').argParser(many),
    },
    {
      field: 'partition.test',
      option: () => text('--test <value>', 'of that column: tests; may be repeated').argParser(many),
    },
    { field: 'partition.rows', option: () => text('--partition-rows <file>', 'JSON or YAML {train: […], test: […]}') },
    {
      field: 'partition.test_size',
      option: () => text('--test-size <share>', 'or number of rows that test').argParser(share),
    },
    {
      field: 'partition.splitter',
      option: () => text('--test-splitter <name>', 'which rows test, such as KennardStone'),
    },
    {
      field: 'partition.random_state',
      option: () => text('--test-random-state <n>', 'seed of that choice').argParser(count),
    },
  ],
}

const subjects = { spectra: ['reading'], dataset: ['reading', 'samples'] } as const
/** `spectra`: nothing is trained on them; `dataset`: they train and test. */
export type DatasetKind = keyof typeof subjects

const flagsOf = (kind: DatasetKind): readonly DatasetFlag[] => subjects[kind].flatMap(subject => flags[subject])

/** Adds the flags that say how a dataset is read, under a heading of their own. */
export function addDatasetOptions(command: Command, kind: DatasetKind, target: string): Command {
  command.addOption(targetOption(target))
  for (const { option } of flagsOf(kind)) command.addOption(option().helpGroup(readingHeading))
  return command
}

/** The flag for a field of a dataset: `csv.delimiter` → `--delimiter`. */
export function flagFor(field: string): string | null {
  if (field === 'y') return '--y'
  return (
    flagsOf('dataset')
      .find(flag => flag.field === field)
      ?.option().long ?? null
  )
}

/** What was given, without the path. @throws WrongUsage for details of a partition or a reference that is not given */
export function datasetFields(kind: DatasetKind, given: Flags): Omit<DatasetSpec, 'path'> {
  const fields: Record<string, unknown> = given.y === undefined ? {} : { y: given.y }
  for (const { field, option } of flagsOf(kind)) {
    const value = given[option().attributeName()]
    if (value === undefined) continue
    place(fields, field, field === 'csv.comment' && value === 'none' ? null : value)
  }
  const { partition } = fields as { partition?: Flags }
  if (partition && !('column' in partition || 'rows' in partition || 'test_size' in partition)) {
    const [first] = Object.keys(partition)
    throw WrongUsage({
      reason: `${flagFor(`partition.${first}`)} says how a partition is made, and there is none.`,
      usage: 'Add --partition-column COLUMN, --partition-rows FILE or --test-size SHARE.',
    })
  }
  return withPlainReference(fields) as Omit<DatasetSpec, 'path'>
}

/** A path alone is written as one, as run files usually do. @throws WrongUsage for what is said of no reference */
function withPlainReference(fields: Flags): Flags {
  const { reference } = fields as { reference?: Flags }
  if (reference === undefined) return fields
  const [first, ...others] = Object.keys(reference)
  if (!('path' in reference)) {
    throw WrongUsage({
      reason: `${flagFor(`reference.${first}`)} says how a reference table is joined, and there is none.`,
      usage: 'Add --reference FILE.',
    })
  }
  return others.length === 0 ? { ...fields, reference: reference.path } : fields
}

function place(fields: Record<string, unknown>, field: string, value: unknown): void {
  const [outer, inner] = field.split('.') as [string, string | undefined]
  if (inner === undefined) fields[outer] = value
  else fields[outer] = { ...(fields[outer] as object | undefined), [inner]: value }
}

/** The first flag of a dataset that was given; null where none was. */
export function firstDatasetFlag(kind: DatasetKind, given: Flags): string | null {
  if (given.y !== undefined) return '--y'
  const found = flagsOf(kind).find(({ option }) => given[option().attributeName()] !== undefined)
  return found?.option().long ?? null
}

/** Do `work`; an error in a field of the dataset names the flag that gave it. */
export async function namingFlags<T>(given: Flags, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof N4aError)) throw error
    const { code, kind, message, hint, place } = error
    const field = (place.field ?? '').replace(/^datasets\[\d+\]\.?/, '')
    const found = flagsOf('dataset').filter(flag => flag.field === field || flag.field.startsWith(`${field}.`))
    const flag = found.map(({ option }) => option()).find(option => given[option.attributeName()] !== undefined)
    if (!flag?.long) throw error
    throw new N4aError({ code, kind, message, hint, place: { ...place, field: flag.long } }, { cause: error })
  }
}

/** Every flag with the field of a run file that it stands for. */
export function datasetFlags(): readonly { readonly flag: string; readonly field: string; readonly help: string }[] {
  return flagsOf('dataset').map(({ field, option }) => {
    const { flags: flag, description, argChoices } = option()
    return { flag, field, help: argChoices ? `${description}: ${argChoices.join(', ')}` : description }
  })
}
