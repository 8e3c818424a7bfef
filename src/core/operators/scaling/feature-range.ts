import type { Parameter } from '../../params/index.ts'

/** Two numbers, the lower one first. */
export function featureRange(spec: {
  initial: readonly [number, number]
  help: string
}): Parameter<readonly [number, number]> {
  return {
    ...spec,
    expected: 'two numbers [low, high] with low < high',
    accepts: value => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1],
    refused: ['wide', 1, null, [0], [1, 0], [1, 1], [0, Number.NaN], [0, 1, 2], ['0', '1']],
  }
}
