import { InvalidArgumentError, Option } from 'commander'

/** How many records; `all` of them. */
export type Limit = number | 'all'

function parseLimit(text: string): Limit {
  if (text === 'all') return 'all'
  const limit = Number(text)
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new InvalidArgumentError('It must be an integer above 0, or all.')
  return limit
}

/** Options that several commands share. A new one each time: commander keeps parsed values in them. */
export const jsonOption = (prints = 'records instead of a table') => new Option('--json', `print ${prints}`)

export const limitOption = (initial = '30 rows, with --json all') =>
  new Option('--limit <n>', `at most so many; "all" for every one (default: ${initial})`).argParser(parseLimit)

export const whereOption = () =>
  new Option('--where <filter>', 'only those that fit, such as "model:PLS best_score<3 dataset=fat|protein"')

export const sortOption = () =>
  new Option('--sort <field>', 'by this field; "-field" for descending; "scores.val.r2" reaches inside')

/** What a listing passes on to the engine: the fields that were given. */
export function given<Fields extends Record<string, unknown>>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>
  }
}
