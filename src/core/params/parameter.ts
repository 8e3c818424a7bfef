/**
 * One hyperparameter, declared once. Validation, `n4a operators show`, the dashboard's form and the contract tests' invalid
 * values all read this object.
 */
export interface Parameter<Value> {
  readonly initial: Value
  readonly help: string
  /** In config names: `nc` in `PLS_nc10`. */
  readonly abbreviation?: string
  /** Completes "must be …" in the error message. */
  readonly expected: string
  readonly accepts: (value: unknown) => boolean
  /** Values that must be refused; tests use them. */
  readonly refused: readonly unknown[]
}

// biome-ignore lint/suspicious/noExplicitAny: a set holds parameters of different value types
export type ParameterSet = Readonly<Record<string, Parameter<any>>>
export type ValuesOf<P extends ParameterSet> = { readonly [K in keyof P]: P[K] extends Parameter<infer V> ? V : never }

interface NumberSpec {
  readonly initial: number
  readonly min?: number
  readonly max?: number
  readonly help: string
  readonly abbreviation?: string
}

const bounds = (min: number, max: number): string => {
  if (min === -Infinity && max === Infinity) return ''
  if (max === Infinity) return ` ≥ ${min}`
  if (min === -Infinity) return ` ≤ ${max}`
  return ` in [${min}, ${max}]`
}

export function integer({ min = -Infinity, max = Infinity, ...spec }: NumberSpec): Parameter<number> {
  return {
    ...spec,
    expected: `an integer${bounds(min, max)}`,
    accepts: value => Number.isSafeInteger(value) && min <= (value as number) && (value as number) <= max,
    refused: ['many', 1.5, null, ...(min > -Infinity ? [min - 1] : []), ...(max < Infinity ? [max + 1] : [])],
  }
}

export function real({ min = -Infinity, max = Infinity, ...spec }: NumberSpec): Parameter<number> {
  return {
    ...spec,
    expected: `a number${bounds(min, max)}`,
    accepts: value => Number.isFinite(value) && min <= (value as number) && (value as number) <= max,
    refused: ['much', Number.NaN, null, ...(min > -Infinity ? [min - 1] : []), ...(max < Infinity ? [max + 1] : [])],
  }
}

export function boolean(spec: { initial: boolean; help: string; abbreviation?: string }): Parameter<boolean> {
  return { ...spec, expected: 'true or false', accepts: value => typeof value === 'boolean', refused: ['yes', 1, null] }
}

export function choice<const Option extends string>(spec: {
  initial: NoInfer<Option>
  options: readonly Option[]
  help: string
  abbreviation?: string
}): Parameter<Option> {
  const { options, ...rest } = spec
  return {
    ...rest,
    expected: `one of ${options.join(', ')}`,
    accepts: value => options.includes(value as Option),
    refused: [`not ${options.join(' ')}`, 1, null],
  }
}

/** The same parameter, where `null` is a value of its own (no seed, no limit). */
export function nullable<Value>(parameter: Parameter<Value>): Parameter<Value | null> {
  return {
    ...parameter,
    expected: `${parameter.expected}, or null`,
    accepts: value => value === null || parameter.accepts(value),
    refused: parameter.refused.filter(value => value !== null),
  }
}
