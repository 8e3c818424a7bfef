import { choice, type Parameter } from '../../params/index.ts'

export type Range = readonly [number, number]

const isRange = (value: unknown): value is Range =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] <= value[1]

const refused = ['wide', 1, null, [0], [1, 0], [0, Number.NaN], [0, 1, 2], ['0', '1']]

/** What numbers are drawn from, uniformly. */
export function range(spec: { initial: Range; above?: number; help: string }): Parameter<Range> {
  const { above = -Infinity, ...rest } = spec
  const bound = above === -Infinity ? '' : `, above ${above}`
  return {
    ...rest,
    expected: `two numbers [low, high] with low ≤ high${bound}`,
    accepts: value => isRange(value) && value[0] > above,
    refused: above === -Infinity ? refused : [...refused, [above, above + 1]],
  }
}

/** What whole numbers are drawn from, both ends included. */
export function countRange(spec: { initial: Range; help: string }): Parameter<Range> {
  return {
    ...spec,
    expected: 'two integers [low, high] with 1 ≤ low ≤ high',
    accepts: value => isRange(value) && value.every(Number.isSafeInteger) && value[0] >= 1,
    refused: [...refused, [0, 1], [1, 2.5]],
  }
}

export function rangeOrNull(help: string): Parameter<Range | null> {
  return {
    initial: null,
    help,
    expected: 'two numbers [low, high] with low ≤ high, or null',
    accepts: value => value === null || isRange(value),
    refused: refused.filter(value => value !== null),
  }
}

export const scope = choice({
  initial: 'sample',
  options: ['sample', 'batch'],
  help: 'Whether each new sample varies by itself, or all made together vary alike',
})

/** Class path and other spellings of an augmenter of the Python library, and what all of them differ in. */
export const namesIn = (module: string, name: string) => ({
  class_path: `nirs4all.operators.augmentation.${module}.${name}`,
  differs:
    'random numbers are of its own, and the formula is ours where the library leaves it open: compare distributions',
  aliases: [name, `nirs4all.operators.augmentation.${name}`, `nirs4all.operators.transforms.${name}`],
})
