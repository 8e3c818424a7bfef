import { NotPositive, ParametersConflict } from '../../errors/index.ts'
import { defineTransform } from '../operator.ts'
import { positive } from '../positive.ts'
import { kubelkaMunkOf, reflectanceOf } from './light.ts'
import { mapValues, raised } from './map-values.ts'
import { isPercent, lightShares, type SignalType, signalType, signalTypeParameter } from './signal-types.ts'

const allTypes: readonly SignalType[] = ['absorbance', ...lightShares, 'kubelka_munk']

/** Absorbance is of either kind of light; any other signal of one. */
const lightOf = (type: SignalType): 'reflected' | 'transmitted' | 'either' => {
  if (type === 'absorbance') return 'either'
  return type.startsWith('transmittance') ? 'transmitted' : 'reflected'
}

/**
 * Turn spectra from one signal type into another, by way of the share of the light.
 *
 * X: (n_samples, n_features), unit `source_type` → same shape, unit `target_type`. Learns nothing.
 *
 * Unlike the Python library: shares ≤ 0 that a logarithm or a division needs are refused, and Kubelka–Munk units can be the
 * source. Reflectance and transmittance cannot be turned into each other.
 *
 * @throws NotPositive, WrongFeatureCount, NotFinite
 */
export const signalTypeConverter = defineTransform({
  id: 'signal_type_converter',
  label: 'Signal',
  class_path: 'nirs4all.operators.transforms.SignalTypeConverter',
  aliases: [
    'SignalTypeConverter',
    'nirs4all.operators.SignalTypeConverter',
    'nirs4all.operators.transforms.signal_conversion.SignalTypeConverter',
  ],
  summary: 'Turn spectra from one signal type into another',
  formula: 'absorbance: −log₁₀(R); kubelka_munk: (1 − R)² / (2 R); percentages: 100 · R; and back',
  source: 'IUPAC Gold Book: decadic absorbance; Kubelka & Munk (1931), Zeitschrift für technische Physik 12, 593–601',
  checked_against: 'numpy 1.24.2 by the published formula, within 1e-10; nirs4all 0.11, within 1e-9',
  differs:
    'shares ≤ 0 that a logarithm or a division needs are refused, and Kubelka–Munk units can be the source. Reflectance and transmittance cannot be turned into each other',
  params: {
    source_type: signalTypeParameter({ initial: 'reflectance', options: allTypes, help: 'What the spectra are' }),
    target_type: signalTypeParameter({ initial: 'absorbance', options: allTypes, help: 'What to turn them into' }),
    epsilon: positive({ initial: 1e-10, help: 'Smaller shares of the light are raised to this' }),
  },
  check: ({ source_type, target_type }) => {
    const lights = [lightOf(signalType(source_type)), lightOf(signalType(target_type))]
    if (lights.includes('reflected') && lights.includes('transmitted')) {
      const reason = `${source_type} says nothing about ${target_type}: reflected and transmitted light differ`
      throw ParametersConflict({ reason })
    }
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { source_type, target_type, epsilon }) => {
    const [source, target] = [signalType(source_type), signalType(target_type)]
    if (source === target) return mapValues(X, 'The values', value => value)
    return mapValues(X, `The values of ${target}`, (value, sample, feature) => {
      if (source === 'kubelka_munk' && value < 0) {
        throw NotPositive({ what: 'The Kubelka–Munk value', sample, feature, value })
      }
      const share = shareOf(value, source)
      if (lightShares.includes(target as (typeof lightShares)[number])) return isPercent(target) ? 100 * share : share
      const least = raised(share, epsilon, `The ${source}`, sample, feature)
      return target === 'absorbance' ? -Math.log10(least) : kubelkaMunkOf(Math.min(least, 1 - epsilon))
    })
  },
})

function shareOf(value: number, source: SignalType): number {
  if (source === 'absorbance') return 10 ** -value
  if (source === 'kubelka_munk') return reflectanceOf(value)
  return isPercent(source) ? value / 100 : value
}
