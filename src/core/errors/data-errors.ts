import { defineError } from './n4a-error.ts'
import { nearestNames } from './nearest.ts'
import { printable, quote } from './quote.ts'

/** A dataset cannot be used as it stands. Nothing was started. */

export const MissingDataset = defineError<{ path: string }>('MissingDataset', {
  kind: 'data',
  message: ({ path }) => `The dataset ${quote(path)} is not there.`,
  hint: 'Relative paths start at the folder of the run file. Correct the path, or copy the file to it.',
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

export const ThousandsSeparator = defineError<{ text: string }>('ThousandsSeparator', {
  kind: 'data',
  message: ({ text }) =>
    `${quote(text)} seems to have a mark between its thousands, or another decimal mark than the other numbers.`,
  hint: 'Save the table without separators of thousands; if the mark is the decimal one, write `csv: {decimal: ","}`.',
})

export const MixedPercent = defineError<{ percents: number; plain: number }>('MixedPercent', {
  kind: 'data',
  message: ({ percents, plain }) =>
    `This number has no percent sign, but ${percents} of its column have one and ${plain} have none.`,
  hint: 'Write all numbers of the column with a percent sign, or none: 12% and 0.12 must not stand in one column.',
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
    return `${nearest.length > 0 ? `Nearest: ${nearest.join(', ')}. ` : ''}Columns that are not wavelengths: ${named.slice(0, 12).join(', ') || 'none'}.`
  },
})

export const ChooseTarget = defineError<{ candidates: readonly string[] }>('ChooseTarget', {
  kind: 'data',
  message: ({ candidates }) =>
    candidates.length === 0
      ? 'No column is left to be y.'
      : `Several columns could be y: ${candidates.slice(0, 12).join(', ')}.`,
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
      : 'Name the file. The folder holds no table that can be read.',
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

export const ChangedDataset = defineError<{ name: string; path: string }>('ChangedDataset', {
  kind: 'data',
  message: ({ name, path }) => `The file ${quote(path)} of dataset ${quote(name)} is not the one the run began with.`,
  hint: 'Put the earlier file back, or start a new run on the changed one: results of different data are never mixed.',
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
    `The distances between all pairs of ${n_samples.toLocaleString('en')} samples do not fit in memory: at most ${limit.toLocaleString('en')} can be compared.`,
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

export const WrongArchive = defineError<{ reason: string; tables: readonly string[] }>('WrongArchive', {
  kind: 'data',
  message: ({ reason }) => `The archive cannot be used: ${printable(reason)}.`,
  hint: ({ tables }) =>
    tables.length > 0
      ? `Name the table with \`member:\`. Tables in it: ${tables
          .slice(0, 12)
          .map(name => quote(name))
          .join(', ')}.`
      : 'An archive holds one table as CSV. Unpack it, and name the table itself.',
})

export const UnmatchedSamples = defineError<{ what: string; where: string; ids: readonly string[] }>(
  'UnmatchedSamples',
  {
    kind: 'data',
    message: ({ what, where, ids }) =>
      `${ids.length} ${what} not in ${where}: ${ids
        .slice(0, 8)
        .map(id => quote(id, 40))
        .join(', ')}${ids.length > 8 ? ', …' : ''}.`,
    hint: 'Complete the tables, or write `unmatched: drop` in the reference to use only samples that both have.',
  },
)

export const WrongReference = defineError<{ reason: string }>('WrongReference', {
  kind: 'data',
  message: ({ reason }) => `The table of reference values cannot be joined: ${reason}.`,
  hint: 'Each sample id stands once in the reference table; name its column with `on:`. Without ids the rows must be as many.',
})

export const NothingLeftOfTable = defineError<{ policy: string; what: string }>('NothingLeftOfTable', {
  kind: 'data',
  message: ({ policy, what }) => `missing: ${policy} leaves ${what}.`,
  hint: 'Too much is missing for this policy. Look at the empty cells, or choose another: drop_sample, drop_feature, interpolate or {fill: NUMBER}.',
})

export const GapAtEnd = defineError<Record<never, never>>('GapAtEnd', {
  kind: 'data',
  message: () => 'This value is missing at the end of the spectrum, where there is nothing to interpolate between.',
  hint: 'Use missing: drop_feature or drop_sample, or cut the ends off the table.',
})

export const WrongConvention = defineError<{ reason: string }>('WrongConvention', {
  kind: 'data',
  message: ({ reason }) => `The files of the dataset do not belong together: ${printable(reason)}.`,
  hint: 'A folder holds Xcal.csv and Ycal.csv (or Xtrain, …), and Xval.csv and Yval.csv (or Xtest, …) with the same columns.',
})
