import { nullable, type Parameter, real } from '../../params/index.ts'

/** Words, or null where they may be left out. */
export function text(spec: { help: string }): Parameter<string | null> {
  return {
    ...spec,
    initial: null,
    expected: 'text, or null',
    accepts: value => value === null || (typeof value === 'string' && value.trim() !== ''),
    refused: ['', ' ', 1, ['a']],
  }
}

/** What every filter of the Python library takes beside its own parameters. */
export const naming = {
  reason: text({ help: 'Words for why rows are taken out, for reports; changes no decision' }),
  tag_name: text({ help: 'Name of the mark that a tag step sets; changes no decision' }),
}

/** A number above 0, or null. */
export function positiveOrNull(help: string): Parameter<number | null> {
  return {
    ...nullable(real({ initial: 1, help })),
    initial: null,
    expected: 'a number > 0, or null',
    accepts: value => value === null || (Number.isFinite(value) && (value as number) > 0),
    refused: ['much', 0, -1, Number.NaN],
  }
}

/** A number strictly between 0 and 1. */
export function share(spec: { initial: number; max?: number; help: string }): Parameter<number> {
  const { max = 1, ...rest } = spec
  return {
    ...rest,
    expected: max < 1 ? `a number > 0 and ≤ ${max}` : 'a number between 0 and 1',
    accepts: value =>
      Number.isFinite(value) && (value as number) > 0 && (max < 1 ? (value as number) <= max : (value as number) < 1),
    refused: ['half', 0, 1, -0.1, null, Number.NaN],
  }
}
