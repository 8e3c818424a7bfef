import { groupedDigits } from '../errors/index.ts'
import { defineError } from './n4a-error.ts'
import { nearestNames } from './nearest.ts'
import { printable, quote } from './quote.ts'

/** A dataset cannot be used as it stands. Nothing was started. */

/** @param id of its entry in the registry, where it has one */
export const MissingDataset = defineError<{ path: string; id?: string }>('MissingDataset', {
  kind: 'data',
  message: ({ path, id }) =>
    id === undefined
      ? `The dataset ${quote(path)} is not there.`
      : `The dataset ${quote(path)} is not there, nor is its content in any of the usual places.`,
  hint: ({ id }) =>
    id === undefined
      ? 'Relative paths start at the folder of the run file. Correct the path, or copy the file to it.'
      : `\`n4a datasets relocate ${printable(id)} --search FOLDER\` finds it by its content; \`n4a datasets relocate ${printable(id)} PATH\` says where it is.`,
})

export const DifferentDataset = defineError<{ id: string; version: string; path: string; reason: string }>(
  'DifferentDataset',
  {
    kind: 'data',
    message: ({ id, version, path, reason }) =>
      `${quote(path)} is not the dataset ${quote(id)} in its version ${printable(version)}: ${printable(reason)}.`,
    hint: ({ id }) => `\`n4a datasets accept ${printable(id)} --path PATH\` takes it for a new version.`,
  },
)

export const NoDatasetBelow = defineError<{ from: string; paths: readonly string[] }>('NoDatasetBelow', {
  kind: 'data',
  message: ({ from }) => `No dataset is registered below ${quote(from)}.`,
  hint: ({ paths }) =>
    paths.length === 0
      ? 'No dataset is registered at all: `n4a datasets sync` takes over those of the runs.'
      : `They are at: ${paths
          .slice(0, 5)
          .map(path => quote(path))
          .join(', ')}${paths.length > 5 ? ', …' : ''}.`,
})

export const EmptyTable = defineError<{ what: string }>('EmptyTable', {
  kind: 'data',
  message: ({ what }) => `The table has ${what}.`,
  hint: 'A dataset needs a header line and at least two lines of samples, with a column for each wavelength and for y.',
})

export const RaggedRow = defineError<{ found: number; expected: number }>('RaggedRow', {
  kind: 'data',
  message: ({ found, expected }) => `This row has ${found} cells where the header has ${expected}.`,
  hint: 'Look for a missing or doubled delimiter, or a decimal comma in a comma-separated file.',
})

export const DuplicateColumn = defineError<{ column: string; positions: readonly number[] }>('DuplicateColumn', {
  kind: 'data',
  message: ({ column, positions }) =>
    `The column name ${quote(column)} stands ${positions.length} times: columns ${positions.slice(0, 12).join(', ')}${positions.length > 12 ? ', …' : ''}.`,
  hint: 'Rename the columns so that each name stands once.',
})

export const NotANumber = defineError<{ text: string; what: string }>('NotANumber', {
  kind: 'data',
  message: ({ text, what }) => `${quote(text)} is not a number, but ${what} must be one.`,
  hint: 'Correct the cell, or leave the sample out of the file.',
})

export const EmptyCell = defineError<{ what: string }>('EmptyCell', {
  kind: 'data',
  message: ({ what }) => `This cell is empty, but ${what} must be a number.`,
  hint: 'Fill the cell in, or say what to do: `missing:` drop_sample, drop_feature, interpolate or {fill: NUMBER}. Nothing is guessed unasked.',
})

export const MissingTarget = defineError<{ text: string }>('MissingTarget', {
  kind: 'data',
  message: ({ text }) => `The reference value is ${quote(text)}, so the sample can be neither trained on nor scored.`,
  hint: 'Fill the value in, or leave the sample out of the file.',
})

export const UnknownColumn = defineError<{ role: string; column: string; known: readonly string[] }>('UnknownColumn', {
  kind: 'data',
  message: ({ role, column }) => `There is no column ${quote(column)} for ${role}.`,
  hint: ({ column, known }) => {
    const nearest = nearestNames(column, known)
    const named = known.filter(name => !Number.isFinite(Number(name)))
    return printable(
      `${nearest.length > 0 ? `Nearest: ${nearest.join(', ')}. ` : ''}Columns that are not wavelengths: ${named.slice(0, 12).join(', ') || 'none'}.`,
    )
  },
})

export const ChooseTarget = defineError<{ candidates: readonly string[] }>('ChooseTarget', {
  kind: 'data',
  message: ({ candidates }) =>
    candidates.length === 0
      ? 'No column is left to be y.'
      : `Several columns could be y: ${printable(candidates.slice(0, 12).join(', '))}.`,
  hint: 'Name the one to predict: `y: COLUMN` in the run file, or `--y COLUMN`.',
})

export const NoSpectra = defineError<{ columns: number }>('NoSpectra', {
  kind: 'data',
  message: ({ columns }) => `None of the ${columns} columns can be a spectrum.`,
  hint: 'Spectral columns are those whose header is a number (a wavelength), or else every numeric column without another role.',
})

export const EmptyPartition = defineError<{
  partition: string
  column: string
  value: string
  present: readonly string[]
}>('EmptyPartition', {
  kind: 'data',
  message: ({ partition, column, value }) =>
    `The ${partition} partition asks for ${quote(value)} in column ${quote(column)}, but no row has it.`,
  hint: ({ present }) =>
    `Values in that column: ${present
      .slice(0, 12)
      .map(value => quote(value))
      .join(', ')}.`,
})

export const OverlappingPartition = defineError<{ value: string }>('OverlappingPartition', {
  kind: 'data',
  message: ({ value }) => `${quote(value)} is both in the training and in the test partition, so the test would leak.`,
  hint: 'Give each value to one of them.',
})

export const TooFewSamples = defineError<{ n_samples: number; needed: number; purpose: string }>('TooFewSamples', {
  kind: 'data',
  message: ({ n_samples, needed, purpose }) =>
    `There are ${n_samples} training samples, but ${purpose} needs at least ${needed}.`,
  hint: 'Use fewer folds, or a larger training partition.',
})

export const UnsupportedFormat = defineError<{ extension: string; known: readonly string[] }>('UnsupportedFormat', {
  kind: 'data',
  message: ({ extension }) => `Files of kind ${quote(extension)} cannot be read.`,
  hint: ({ known }) => `Kinds that can: ${known.join(', ')}. Save the table as CSV.`,
})

export const UnreadableFile = defineError<{ path: string; reason: string }>('UnreadableFile', {
  kind: 'data',
  message: ({ path, reason }) => `${quote(path)} cannot be read: ${reason}.`,
  hint: 'Check the file and your permission to read it.',
})

export const FolderDataset = defineError<{ path: string; tables: readonly string[] }>('FolderDataset', {
  kind: 'data',
  message: ({ path }) => `${quote(path)} is a folder, and a dataset is read from one file.`,
  hint: ({ tables }) =>
    tables.length > 0
      ? `Name the file. Tables in the folder: ${tables
          .slice(0, 12)
          .map(name => quote(name))
          .join(', ')}.`
      : 'Name the file; the folder holds no table. For a folder of instrument files, name the table of their y: `reference: FILE`.',
})

export const NotText = defineError<{ reason: string }>('NotText', {
  kind: 'data',
  message: ({ reason }) => `The file is not plain text in UTF-8: ${reason}.`,
  hint: 'Save the table as "CSV UTF-8". A workbook or a compressed file with another name stays what it is.',
})

export const UnclosedQuote = defineError<Record<never, never>>('UnclosedQuote', {
  kind: 'data',
  message: () => 'A quote opens in this row and never closes.',
  hint: 'Close the quote. Within quotes, write a quote twice.',
})

export const MissingHeader = defineError<Record<never, never>>('MissingHeader', {
  kind: 'data',
  message: () => 'Every cell of the first line is a number: the header is missing, or no column is left to be y.',
  hint: 'Write a header line: a name for y and for the sample id, the wavelength for each spectral column.',
})

export const WrongAxis = defineError<{ reason: string }>('WrongAxis', {
  kind: 'data',
  message: ({ reason }) => `The headers that are numbers are not a spectral axis: ${reason}.`,
  hint: 'Sort the spectral columns by wavelength, up or down, each once, and give other columns a name that is no number.',
})

export const ColumnRolesConflict = defineError<{ column: string; roles: readonly string[] }>('ColumnRolesConflict', {
  kind: 'data',
  message: ({ column, roles }) => `The column ${quote(column)} cannot be ${roles.join(' and ')} at once.`,
  hint: 'Name another column for one of them.',
})

export const EmptyLabel = defineError<{ what: string }>('EmptyLabel', {
  kind: 'data',
  message: ({ what }) => `This cell is empty, but every sample needs ${what}.`,
  hint: 'Fill the cell in, or leave the sample out of the file.',
})

export const WrongRowsFile = defineError<{ reason: string }>('WrongRowsFile', {
  kind: 'data',
  message: ({ reason }) => `The rows of the partition cannot be used: ${reason}.`,
  hint: 'A rows file is {"train": [...], "test": [...]} with positions of samples, counted from 0, each once.',
})

export const DuplicateDataset = defineError<{ name: string }>('DuplicateDataset', {
  kind: 'data',
  message: ({ name }) => `Two datasets of the run have the name ${quote(name)}.`,
  hint: 'Give one of them another `name:`.',
})

export const WrongFeatureCount = defineError<{ found: number; needed: string }>('WrongFeatureCount', {
  kind: 'data',
  message: ({ found, needed }) => `Each spectrum has ${found} features, but ${needed}.`,
  hint: 'Spectra must be measured on the same wavelengths everywhere, and be as long as the steps need.',
})

/** @param id of its entry in the registry, where it has one */
export const ChangedDataset = defineError<{ name: string; path: string; id?: string }>('ChangedDataset', {
  kind: 'data',
  message: ({ name, path }) => `The file ${quote(path)} of dataset ${quote(name)} is not the one the run began with.`,
  hint: ({ id }) => {
    const back = id === undefined ? '' : `, look for it with \`n4a datasets relocate ${printable(id)} --search FOLDER\``
    return `Put the earlier file back${back}, or start a new run on the changed one: results of different data are never mixed.`
  },
})

export const MissingGroups = defineError<{ splitter: string }>('MissingGroups', {
  kind: 'data',
  message: ({ splitter }) => `${splitter} keeps groups together, but the dataset names none.`,
  hint: 'Name the column that tells which rows belong together: `group: COLUMN` in the dataset of the run file.',
})

export const MissingWavelengths = defineError<{ purpose: string }>('MissingWavelengths', {
  kind: 'data',
  message: ({ purpose }) => `${purpose} needs the wavelengths of the features, but none are known here.`,
  hint: 'Spectral columns need numbers as headers, and no step before may combine them into new features.',
})

export const UnusableWavelengths = defineError<{ reason: string }>('UnusableWavelengths', {
  kind: 'data',
  message: ({ reason }) => `The wavelengths of the features cannot be used: ${reason}.`,
  hint: 'Correct the headers of the spectral columns, or the wavelengths that the step asks for.',
})

export const TooFewGroups = defineError<{ n_groups: number; needed: number; purpose: string }>('TooFewGroups', {
  kind: 'data',
  message: ({ n_groups, needed, purpose }) =>
    `The training samples are in ${n_groups} groups, but ${purpose} needs at least ${needed}.`,
  hint: 'Use fewer folds, or look whether `group:` names the right column.',
})

export const NotClasses = defineError<{ splitter: string; value: number }>('NotClasses', {
  kind: 'data',
  message: ({ splitter, value }) =>
    `${splitter} keeps the share of each class, but y is no class: it has values such as ${value}.`,
  hint: 'For quantities use KBinsStratifiedSplitter or BinnedStratifiedGroupKFold, which divide y into bins first.',
})

export const TooFewOfEachClass = defineError<{ splitter: string; needed: number; most: number }>('TooFewOfEachClass', {
  kind: 'data',
  message: ({ splitter, needed, most }) =>
    `${splitter} needs ${needed} samples of some class or bin, but the largest has ${most}.`,
  hint: 'Use fewer folds or bins, or a splitter that does not look at y, such as KFold.',
})

export const TooManyClasses = defineError<{ splitter: string; n_classes: number; part: string; n_rows: number }>(
  'TooManyClasses',
  {
    kind: 'data',
    message: ({ splitter, n_classes, part, n_rows }) =>
      `${splitter} puts each of the ${n_classes} classes or bins of y into both parts, but only ${n_rows} samples ${part}.`,
    hint: 'Use fewer bins, another test_size, or a splitter that does not look at y, such as ShuffleSplit.',
  },
)

export const SingleOfClass = defineError<{ splitter: string; value: string }>('SingleOfClass', {
  kind: 'data',
  message: ({ splitter, value }) =>
    `${splitter} puts each class into both parts, but class ${quote(value)} has only one sample.`,
  hint: 'Leave that sample out, or use a splitter that does not look at y, such as ShuffleSplit.',
})

export const TooManyToCompare = defineError<{ n_samples: number; limit: number }>('TooManyToCompare', {
  kind: 'data',
  message: ({ n_samples, limit }) =>
    `The distances between all pairs of ${groupedDigits(n_samples)} samples do not fit in memory: at most ${groupedDigits(limit)} can be compared.`,
  hint: 'Use a splitter that does not compare spectra, such as ShuffleSplit.',
})

export const FoldWithoutRows = defineError<{ splitter: string; fold_id: number; n_train: number; n_val: number }>(
  'FoldWithoutRows',
  {
    kind: 'data',
    message: ({ splitter, fold_id, n_train, n_val }) =>
      `Fold ${fold_id} of ${splitter} has ${n_train} training and ${n_val} validation samples, so it cannot be used.`,
    hint: 'Use fewer folds or other sizes, or another splitter.',
  },
)

export const GroupsNotDivided = defineError<{ splitter: string; n_groups: number; reason: string }>(
  'GroupsNotDivided',
  {
    kind: 'data',
    message: ({ splitter, n_groups, reason }) =>
      `Samples of a group stay together, so ${splitter} divides the ${n_groups} groups of the training samples, each as one sample. ${reason}`,
    hint: 'Use fewer folds, take `group:` out of the dataset, or use a splitter made for groups, such as GroupKFold.',
  },
)

export const OneClassTarget = defineError<{ label: string }>('OneClassTarget', {
  kind: 'data',
  message: ({ label }) => `Every sample is of the class ${quote(label)}, so there is nothing to tell apart.`,
  hint: 'Check the y column; if its values are quantities, write `task_type: regression`.',
})

export const SourceMismatch = defineError<{ source: string; reason: string }>('SourceMismatch', {
  kind: 'data',
  message: ({ source, reason }) => `The spectra of source ${quote(source)} cannot be put beside the others: ${reason}.`,
  hint: 'Give every file a column of sample ids (`id`), or the same samples in the same order.',
})

export const DamagedTable = defineError<{ format: string; reason: string; offset?: number | undefined }>(
  'DamagedTable',
  {
    kind: 'data',
    message: ({ format, reason, offset }) =>
      `The file is no whole ${format}: ${reason}${offset === undefined ? '' : `, at byte ${offset}`}.`,
    hint: 'Copy or export the file again. A download that broke off looks like this.',
  },
)

export const UnsupportedTable = defineError<{ what: string; instead: string }>('UnsupportedTable', {
  kind: 'data',
  message: ({ what }) => `The file holds ${what}, which n4a does not read.`,
  hint: ({ instead }) => instead,
})

export const TableTooLarge = defineError<{ what: string; limit: string }>('TableTooLarge', {
  kind: 'data',
  message: ({ what, limit }) => `The file claims ${what}, more than the ${limit} that are read from one of its size.`,
  hint: 'If the file is meant to be that large, save it uncompressed or divide it; if not, it is damaged or made to do harm.',
})

export const UnknownPart = defineError<{ kind: string; field: string; name: string; known: readonly string[] }>(
  'UnknownPart',
  {
    kind: 'data',
    message: ({ kind, name }) => `The file has no ${kind} ${quote(name)}.`,
    hint: ({ field, known }) => `Correct \`${field}:\` of the dataset. There are: ${namesOf(known)}.`,
  },
)

export const ChoosePart = defineError<{ kind: string; field: string; candidates: readonly string[] }>('ChoosePart', {
  kind: 'data',
  message: ({ kind }) => `Several of the ${kind}s in the file could hold the spectra.`,
  hint: ({ field, candidates }) => `Name one, \`${field}: NAME\` in the dataset. There are: ${namesOf(candidates)}.`,
})

export const SpectraDiffer = defineError<{ sample: string; first: string; reason: string }>('SpectraDiffer', {
  kind: 'data',
  message: ({ sample, first, reason }) =>
    `The spectra of ${quote(sample)} and ${quote(first)} do not lie on the same axis: ${reason}.`,
  hint: 'A dataset has one axis. Export the spectra on the same wavelengths, or put them into datasets of their own.',
})

export const MissingReference = defineError<{ samples: readonly string[] }>('MissingReference', {
  kind: 'data',
  message: ({ samples }) => `No row of the reference table belongs to ${namesOf(samples)}.`,
  hint: 'The table of `reference:` needs a row for each spectrum: its id column holds the name of the spectrum, or of its file without the ending.',
})

export const RepeatedReference = defineError<{ name: string }>('RepeatedReference', {
  kind: 'data',
  message: ({ name }) => `The reference table has two rows for ${quote(name)}.`,
  hint: 'Keep one row for each name. Replicates share it: their spectra may have one name.',
})

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 12).map(name => quote(name))
  return `${shown.join(', ') || 'none'}${names.length > 12 ? `, and ${names.length - 12} more` : ''}`
}
