import type { Parameter } from '../../params/index.ts'

/** A number above 0. */
export function positive(spec: { initial: number; help: string; abbreviation?: string }): Parameter<number> {
  return {
    ...spec,
    expected: 'a number > 0',
    accepts: value => Number.isFinite(value) && (value as number) > 0,
    refused: ['much', 0, -1, Number.NaN, null],
  }
}
