import { InvalidArgumentError, Option } from 'commander'
import { partitions } from '../core/index.ts'

/** How many records; `all` of them. */
export type Limit = number | 'all'

function parseLimit(text: string): Limit {
  if (text === 'all') return 'all'
  const limit = Number(text)
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidArgumentError('It must be an integer above 0, or all.')
  return limit
}

function parseWhole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('It must be an integer above 0.')
  return value
}

function parseOffset(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('It must be an integer from 0.')
  return value
}

/** Options that several commands share. A new one each time: commander keeps parsed values in them. */
export const jsonOption = (prints = 'records instead of a table') => new Option('--json', `print ${prints}`)

export const limitOption = (initial = '30 rows, with --json all') =>
  new Option('--limit <n>', `at most so many; "all" for every one (default: ${initial})`).argParser(parseLimit)

export const wholeOption = (flags: string, what: string) => new Option(flags, what).argParser(parseWhole)

export const maxPipelinesOption = () =>
  new Option('--max-pipelines <n>', 'a template with more is refused (default: 10,000)').argParser(parseWhole)

export const foldsOption = () =>
  new Option('--folds <n>', 'folds to count fits with, where no step splits (default: 5)').argParser(parseWhole)

export const whereOption = () =>
  new Option('--where <filter>', 'only those that fit, such as "model:PLS best_score<3 dataset=fat|protein"')

export const viewOption = () =>
  new Option('--view <name>', 'what this saved view asks; options beside it go before its own')

export const partitionOption = () => new Option('--partition <part>', 'only of this partition').choices(partitions)

export const sortOption = () =>
  new Option(
    '--sort <fields>',
    'by these fields, such as "dataset,-scores.val.r2"; "-field" for descending, "+metric" for the best of it first',
  )

export const offsetOption = () =>
  new Option('--offset <n>', 'leave so many of the sorted out before the first').argParser(parseOffset)

const memoryUnits: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 }

function parseMemory(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?$/i.exec(text) ?? []
  const bytes = Number(number) * (memoryUnits[unit?.toUpperCase() ?? ''] ?? Number.NaN)
  if (!(bytes > 0)) throw new InvalidArgumentError('It must be a size, such as 4GB or 800M.')
  return Math.round(bytes)
}

/** What the threads of a run may use. */
export const resourceOptions = () => [
  new Option(
    '--workers <n>',
    'threads that compute (default: SLURM_CPUS_PER_TASK, else all cores); short runs need no other',
  ).argParser(parseWhole),
  new Option('--max-memory <size>', 'such as 4GB, of all threads: fewer are started, or the run is refused').argParser(
    parseMemory,
  ),
]

/** One target, or several: the option may be given several times. */
export const targetOption = (help: string) =>
  new Option('--y <column>', `${help}; for several: once for each, or "fat,protein"`).argParser(
    (column: string, before: string | readonly string[] = []) => {
      const columns = [before, column].flat()
      return columns.length > 1 ? columns : column
    },
  )

/** What a listing passes on to the engine: the fields that were given. */
export function given<Fields extends Record<string, unknown>>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>
  }
}
