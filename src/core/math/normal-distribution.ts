/** Ratios of polynomials in q² or r of algorithm AS 241, coefficients from the lowest power on. */
export const center = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852546,
  ],
}

export const shoulder = {
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
}

const tail = {
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)

const ratio = ({ above, below }: typeof center, x: number): number => polynomial(above, x) / polynomial(below, x)

/**
 * Quantile of the standard normal distribution; −∞ and ∞ at 0 and 1. About 16 digits.
 * @see Wichura (1988), algorithm AS 241, Applied Statistics 37(3), 477–484
 */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return -Infinity
  if (probability >= 1) return Infinity
  const q = probability - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(center, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? probability : 1 - probability))
  const size = r <= 5 ? ratio(shoulder, r - 1.6) : ratio(tail, r - 5)
  return q < 0 ? -size : size
}

/** Probability of at most `z` under the standard normal distribution, to about 1e-16: where its quantile is z. */
export function normalProbability(z: number): number {
  let [low, high] = [0, 0.5]
  for (let k = 0; k < 1100 && low < high; k++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (normalQuantile(middle) < -Math.abs(z)) low = middle
    else high = middle
  }
  return z < 0 ? high : 1 - high
}
