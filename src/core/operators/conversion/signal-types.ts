import type { Parameter } from '../../params/index.ts'

/** What spectra are measured in; `%` where 1 is written as 100. */
export type SignalType =
  | 'absorbance'
  | 'reflectance'
  | 'reflectance%'
  | 'transmittance'
  | 'transmittance%'
  | 'kubelka_munk'

const spellings: Readonly<Record<SignalType, readonly string[]>> = {
  absorbance: ['a', 'abs', 'absorption', 'log_1_r', 'log(1/r)', '-log(r)', '-log10(r)'].concat(
    'log_1_t',
    'log(1/t)',
    '-log(t)',
    '-log10(t)',
  ),
  reflectance: ['r', 'ref', 'refl'],
  'reflectance%': ['%r', 'r%', 'percent_reflectance', 'reflectance_percent'],
  transmittance: ['t', 'trans', 'transmission'],
  'transmittance%': ['%t', 't%', 'percent_transmittance', 'transmittance_percent'],
  kubelka_munk: ['km', 'kubelka-munk', 'f(r)'],
}

const typeOf: ReadonlyMap<string, SignalType> = new Map(
  Object.entries(spellings).flatMap(([type, names]) =>
    [type, ...names].map(name => [name, type as SignalType] as const),
  ),
)

const normal = (name: string): SignalType | undefined => typeOf.get(name.trim().toLowerCase())

/** The type that an accepted parameter value names. */
export const signalType = (name: string): SignalType => normal(name)!

export const isPercent = (type: SignalType): boolean => type.endsWith('%')

/** A parameter that names a signal type, in any of its spellings. */
export function signalTypeParameter(spec: {
  initial: SignalType
  options: readonly SignalType[]
  help: string
}): Parameter<string> {
  const { options, ...rest } = spec
  return {
    ...rest,
    expected: `one of ${options.join(', ')}`,
    accepts: value => typeof value === 'string' && options.some(option => option === normal(value)),
    refused: ['light', '', 1, null],
  }
}

/** Signals that are a share of the light. */
export const lightShares = ['reflectance', 'reflectance%', 'transmittance', 'transmittance%'] as const
