import { UnusableWavelengths } from '../../errors/index.ts'
import { type MersenneTwister, mersenneTwister } from '../../math/random/mersenne-twister.ts'
import { normals } from '../../math/random/normal.ts'
import { nextUniform } from '../../math/random/uniform.ts'
import { resolveParameters } from '../../params/index.ts'
import { absorptivity, drawBands } from './bands.ts'
import { type SyntheticParameters, syntheticParameters } from './parameters.ts'

/** Made-up spectra, row by row: nothing of a row is kept. */
export interface SyntheticTable {
  readonly columns: readonly string[]
  /** How many rows come. */
  readonly n_rows: number
  /** Cells in the order of the columns: ids as text, quantities as numbers. */
  readonly rows: () => IterableIterator<readonly (string | number)[]>
}

const mostWavelengths = 20_000
/** Half the spread of the means of classes and of groups, in shares. */
const spreadOfClasses = 0.15
const spreadOfGroups = 0.03
const withinSample = 0.08

/**
 * Spectra by the law of Beer and Lambert with what disturbs it: for a sample of shares c, measured by the instrument of its group,
 *
 *   a(λ) = m · Σ c_k ε_k(λ + s) + b₀ + b₁ t + b₂ t² + e(λ),   t from −1 to 1,
 *
 * m a path length (1 ± scatter), s the instrument's shift, b the baseline, e noise. ε_k are five Gaussian bands. Shares are
 * normal around means of class and group, not below 0; replicates share the sample's composition and nothing else.
 *
 * @throws ParameterOutOfRange, UnknownParameter; UnusableWavelengths for a range without at least two wavelengths
 */
export function synthesize(given: Partial<SyntheticParameters> = {}): SyntheticTable {
  const parameters = resolveParameters('datasets synth', syntheticParameters, given)
  const { samples, components, replicates, classes, groups } = parameters
  const wavelengths = wavelengthsOf(parameters)
  const shares = Array.from({ length: components }, (_, k) => `component_${k + 1}`)
  return {
    columns: [
      'sample_id',
      ...(replicates > 1 ? ['sample', 'replicate'] : []),
      ...(groups > 1 ? ['group'] : []),
      ...(classes > 0 ? ['class'] : []),
      ...shares,
      ...Array.from(wavelengths, value => String(value)),
    ],
    n_rows: samples * replicates,
    rows: () => drawRows(parameters, wavelengths),
  }
}

function wavelengthsOf({ from, to, step }: SyntheticParameters): Float64Array {
  // The tolerance keeps the last wavelength where the steps add up to a little more.
  const count = Math.floor((to - from) / step + 1e-9) + 1
  if (!(count >= 2))
    throw UnusableWavelengths({ reason: `from ${from} to ${to} nm in steps of ${step} there are no two` })
  if (count > mostWavelengths) {
    throw UnusableWavelengths({ reason: `there would be ${count}, and at most ${mostWavelengths} are made` })
  }
  return Float64Array.from({ length: count }, (_, j) => Number((from + j * step).toFixed(6)))
}

function* drawRows(parameters: SyntheticParameters, wavelengths: Float64Array): Generator<(string | number)[]> {
  const { samples, components, noise, scatter, baseline, shift, replicates, groups, classes, seed } = parameters
  const twister = mersenneTwister(seed)
  const bands = Array.from({ length: components }, () => drawBands(wavelengths[0]!, wavelengths.at(-1)!, twister))
  const classMeans = drawMeans(Math.max(1, classes), components, spreadOfClasses, twister)
  const groupMeans = drawMeans(groups, components, groups > 1 ? spreadOfGroups : 0, twister)
  const shifts = normals(groups, twister).map(value => value * shift)
  // One matrix of absorptivities a group: only the shift differs.
  const seen = Array.from(shifts, offset => bands.map(band => absorptivity(band, wavelengths, offset)))
  const digits = String(samples).length
  for (let i = 0; i < samples; i++) {
    const group = Math.floor((i * groups) / samples)
    const label = classes > 0 ? Math.floor(nextUniform(twister) * classes) : 0
    const own = normals(components, twister)
    const shares = Array.from(own, (value, k) => {
      const share = 0.5 + classMeans[label]![k]! + groupMeans[group]![k]! + withinSample * value
      return Number(Math.max(0, share).toFixed(4))
    })
    const sample = `S${String(i + 1).padStart(digits, '0')}`
    for (let r = 1; r <= replicates; r++) {
      const spectrum = measure(seen[group]!, shares, wavelengths.length, { noise, scatter, baseline }, twister)
      yield [
        replicates > 1 ? `${sample}_${r}` : sample,
        ...(replicates > 1 ? [sample, r] : []),
        ...(groups > 1 ? [`G${group + 1}`] : []),
        ...(classes > 0 ? [`class_${label + 1}`] : []),
        ...shares,
        ...spectrum,
      ]
    }
  }
}

function drawMeans(count: number, components: number, spread: number, twister: MersenneTwister): Float64Array[] {
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: components }, () => spread * (2 * nextUniform(twister) - 1)),
  )
}

interface Disturbance {
  readonly noise: number
  readonly scatter: number
  readonly baseline: number
}

/** To five decimals, which is finer than instruments are. */
function measure(
  absorptivities: readonly Float64Array[],
  shares: readonly number[],
  points: number,
  { noise, scatter, baseline }: Disturbance,
  twister: MersenneTwister,
): Float64Array {
  const [path, offset, slope, curvature] = normals(4, twister) as unknown as [number, number, number, number]
  const length = Math.max(0.1, 1 + scatter * path)
  const errors = normals(points, twister)
  const spectrum = new Float64Array(points)
  for (let j = 0; j < points; j++) {
    const t = (2 * j) / (points - 1) - 1
    let absorbance = 0
    for (let k = 0; k < shares.length; k++) absorbance += shares[k]! * absorptivities[k]![j]!
    const value = length * absorbance + baseline * (offset + slope * t + curvature * t * t) + noise * errors[j]!
    spectrum[j] = Math.round(value * 1e5) / 1e5
  }
  return spectrum
}
