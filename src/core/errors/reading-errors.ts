import { defineError } from './n4a-error.ts'
import { printable, quote } from './quote.ts'
import { sizeText } from './size-text.ts'

/** A table, an archive or several files cannot be read as the one table of a dataset. Nothing was started. */

export const NotEnoughMemory = defineError<{ bytes: number | null; needed: number; free: number }>('NotEnoughMemory', {
  kind: 'data',
  message: ({ bytes, needed, free }) =>
    Number.isFinite(needed)
      ? `The file has ${sizeText(bytes ?? 0)}, and reading it takes about ${sizeText(needed)} of memory, of which ${sizeText(free)} are free.`
      : `What the file holds is more than can be kept in memory at once (${sizeText(free)} are free).`,
  hint: 'Divide the file, leave out wavelengths that you do not need, or use a machine with more memory.',
})

export const FileTooLarge = defineError<{ bytes: number; limit: number }>('FileTooLarge', {
  kind: 'data',
  message: ({ bytes, limit }) =>
    `The file has ${sizeText(bytes)}, and files of this kind are read up to ${sizeText(limit)}.`,
  hint: 'Divide it into several files, or save it as CSV in UTF-8 without compression, which is read as far as memory goes.',
})

export const EndlessLine = defineError<{ bytes: number }>('EndlessLine', {
  kind: 'data',
  message: ({ bytes }) => `This line does not end within ${sizeText(bytes)}.`,
  hint: 'A table has a line for each sample. Look for missing line breaks, or a quote that never closes.',
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
