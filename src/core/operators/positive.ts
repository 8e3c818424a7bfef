import type { Parameter } from '../params/index.ts'

/** A real number above zero. */
export function positive(spec: { initial: number; help: string; abbreviation?: string }): Parameter<number> {
  return {
    ...spec,
    expected: 'a number > 0',
    accepts: value => Number.isFinite(value) && (value as number) > 0,
    refused: ['much', 0, -1, null, Number.NaN],
  }
}
