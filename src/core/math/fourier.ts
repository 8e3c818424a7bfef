/** Complex numbers as two arrays of one length. */
export interface ComplexValues {
  readonly real: Float64Array
  readonly imaginary: Float64Array
}

/** Discrete Fourier transform Σ xₜ exp(−2πi kt/n), of any length in O(n log n). */
export type FourierTransform = (values: ComplexValues) => ComplexValues

/**
 * Prepare the transform of length n once: by halving where n is a power of two, else as a convolution with a chirp.
 * @see Cooley & Tukey (1965), Mathematics of Computation 19, 297–301; Bluestein (1970), IEEE Transactions on Audio and
 * Electroacoustics 18(4), 451–455
 */
export function fourierTransform(n: number): FourierTransform {
  return (n & (n - 1)) === 0 ? powerOfTwoTransform(n) : chirpTransform(n)
}

function powerOfTwoTransform(n: number): FourierTransform {
  const cosines = Float64Array.from({ length: n / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / n))
  const sines = Float64Array.from({ length: n / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / n))
  const bits = Math.log2(n)
  const reversed = Int32Array.from({ length: n }, (_, k) => {
    let turned = 0
    for (let b = 0; b < bits; b++) turned |= ((k >> b) & 1) << (bits - 1 - b)
    return turned
  })
  return values => {
    const real = new Float64Array(n)
    const imaginary = new Float64Array(n)
    for (let k = 0; k < n; k++) {
      real[k] = values.real[reversed[k]!]!
      imaginary[k] = values.imaginary[reversed[k]!]!
    }
    for (let half = 1; half < n; half *= 2) {
      const stride = n / (2 * half)
      for (let start = 0; start < n; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const cosine = cosines[k * stride]!
          const sine = sines[k * stride]!
          const low = start + k
          const high = low + half
          const re = cosine * real[high]! - sine * imaginary[high]!
          const im = cosine * imaginary[high]! + sine * real[high]!
          real[high] = real[low]! - re
          imaginary[high] = imaginary[low]! - im
          real[low]! += re
          imaginary[low]! += im
        }
      }
    }
    return { real, imaginary }
  }
}

function chirpTransform(n: number): FourierTransform {
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1))
  const transform = powerOfTwoTransform(size)
  // k² modulo 2n keeps the angle small, and so exact.
  const angles = Float64Array.from({ length: n }, (_, k) => (Math.PI * ((k * k) % (2 * n))) / n)
  const chirp = { real: angles.map(Math.cos), imaginary: angles.map(angle => -Math.sin(angle)) }
  const kernel = { real: new Float64Array(size), imaginary: new Float64Array(size) }
  for (let k = 0; k < n; k++) {
    for (const at of k === 0 ? [0] : [k, size - k]) {
      kernel.real[at] = chirp.real[k]!
      kernel.imaginary[at] = -chirp.imaginary[k]!
    }
  }
  const kernelTransform = transform(kernel)
  return values => {
    const turned = product(values, chirp, n, size)
    const convolved = inverse(transform, product(transform(turned), kernelTransform, size, size))
    return product(convolved, chirp, n, n)
  }
}

/** The first `count` products, in arrays of length `size`. */
function product(a: ComplexValues, b: ComplexValues, count: number, size: number): ComplexValues {
  const [real, imaginary] = [new Float64Array(size), new Float64Array(size)]
  for (let k = 0; k < count; k++) {
    real[k] = a.real[k]! * b.real[k]! - a.imaginary[k]! * b.imaginary[k]!
    imaginary[k] = a.real[k]! * b.imaginary[k]! + a.imaginary[k]! * b.real[k]!
  }
  return { real, imaginary }
}

/** The inverse of a transform, by exchanging the parts. */
function inverse(transform: FourierTransform, { real, imaginary }: ComplexValues): ComplexValues {
  const exchanged = transform({ real: imaginary, imaginary: real })
  const n = real.length
  return { real: exchanged.imaginary.map(value => value / n), imaginary: exchanged.real.map(value => value / n) }
}

/**
 * Resample periodic values to `count` equally spaced points through their Fourier series.
 *
 * @returns a function that resamples any n values
 * @see scipy.signal.resample: the component at half the sampling rate counts half where it splits in two
 */
export function fourierResampling(n: number, count: number): (values: Float64Array) => Float64Array {
  const forward = fourierTransform(n)
  const backward = fourierTransform(count)
  const shared = Math.min(n, count)
  return values => {
    const series = forward({ real: values, imaginary: new Float64Array(n) })
    const [real, imaginary] = [new Float64Array(count), new Float64Array(count)]
    for (let k = 0; 2 * k <= shared; k++) {
      const isMiddle = 2 * k === shared
      const weight = isMiddle && count > n ? 0.5 : isMiddle && count < n ? 2 : 1
      const [re, im] = [(weight * series.real[k]!) / n, (weight * series.imaginary[k]!) / n]
      const mirrored = (count - k) % count
      real[k] = re
      imaginary[k] = mirrored === k ? 0 : im
      if (mirrored !== k) {
        real[mirrored] = re
        imaginary[mirrored] = -im
      }
    }
    // The sum with exp(+…): exchange the parts before and after.
    return backward({ real: imaginary, imaginary: real }).imaginary
  }
}
