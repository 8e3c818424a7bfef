import { findMinimum } from './minimum.ts'
import { mean, standardDeviation } from './statistics.ts'

/**
 * A power transformation of one variable. With a pivot of 0 its values are those of the published formula; with another one
 * they differ by a factor and a shift, chosen so that no large power over- or underflows.
 *
 * @see Box & Cox (1964), Journal of the Royal Statistical Society B 26(2), 211–252
 * @see Yeo & Johnson (2000), Biometrika 87(4), 954–959
 */
export interface PowerCurve {
  readonly lambda: number
  /** Yeo–Johnson: mean of log(1 + |x|), with the sign that all values share, or 0. Box–Cox: mean of log x. */
  readonly pivot: number
}

/** (eᵉˣᵖᵒⁿᵉⁿᵗ · ᵈ − 1) / exponent, which is d for an exponent of 0. */
const curved = (d: number, exponent: number): number => (exponent === 0 ? d : Math.expm1(exponent * d) / exponent)
const straightened = (t: number, exponent: number): number => (exponent === 0 ? t : Math.log1p(exponent * t) / exponent)

const exponentOf = (lambda: number, side: number): number => (side < 0 ? 2 - lambda : lambda)
const sideOf = (x: number): 1 | -1 => (x < 0 ? -1 : 1)

/** The exponent that makes exp of the logarithms most like a normal distribution. */
function likeliestExponent(logarithms: Float64Array, center: number): number {
  const deviations = logarithms.map(value => value - center)
  return findMinimum(
    exponent =>
      finiteLog(
        standardDeviation(
          deviations.map(d => curved(d, exponent)),
          0,
        ),
      ),
    -2,
    2,
  )
}

const finiteLog = (value: number): number => (value > 0 && value < Infinity ? Math.log(value) : Infinity)

/** The Box–Cox transformation of greatest likelihood. @param x (n,), > 0, not all equal */
export function fitBoxCox(x: Float64Array): PowerCurve {
  const logarithms = x.map(Math.log)
  const pivot = mean(logarithms)
  return { lambda: likeliestExponent(logarithms, pivot), pivot }
}

/** The Yeo–Johnson transformation of greatest likelihood. @param x (n,), not all equal */
export function fitYeoJohnson(x: Float64Array): PowerCurve {
  const logarithms = x.map(value => Math.log1p(Math.abs(value)))
  const side = x.every(value => value >= 0) ? 1 : x.every(value => value <= 0) ? -1 : 0
  if (side !== 0) {
    const center = mean(logarithms)
    return { lambda: exponentOf(likeliestExponent(logarithms, center), side), pivot: side * center }
  }
  const signed = mean(logarithms.map((value, i) => sideOf(x[i]!) * value))
  const minusLikelihood = (lambda: number): number => {
    const values = x.map(value => yeoJohnson(value, { lambda, pivot: 0 }))
    return finiteLog(standardDeviation(values, 0)) - (lambda - 1) * signed
  }
  return { lambda: findMinimum(minusLikelihood, -2, 2), pivot: 0 }
}

export function boxCox(x: number, { lambda, pivot }: PowerCurve): number {
  return curved(Math.log(x) - pivot, lambda)
}

export function inverseBoxCox(t: number, { lambda, pivot }: PowerCurve): number {
  return Math.exp(straightened(t, lambda) + pivot)
}

export function yeoJohnson(x: number, { lambda, pivot }: PowerCurve): number {
  const [own, side, center] = [sideOf(x), sideOf(pivot), Math.abs(pivot)]
  const logarithm = Math.log1p(Math.abs(x))
  if (own === side || center === 0) return own * curved(logarithm - center, exponentOf(lambda, own))
  const exponent = exponentOf(lambda, side)
  const value = own * curved(logarithm, exponentOf(lambda, own))
  return value * Math.exp(-exponent * center) + side * curved(-center, exponent)
}

export function inverseYeoJohnson(t: number, curve: PowerCurve): number {
  const { lambda, pivot } = curve
  const [side, center] = [sideOf(pivot), Math.abs(pivot)]
  const logarithm = straightened(side * t, exponentOf(lambda, side)) + center
  if (logarithm >= 0) return side * Math.expm1(logarithm)
  const own = -side
  return own * Math.expm1(straightened(own * publishedYeoJohnson(t, curve), exponentOf(lambda, own)))
}

/** The value of the published formula for a value around the pivot. */
function publishedYeoJohnson(t: number, { lambda, pivot }: PowerCurve): number {
  const [side, center] = [sideOf(pivot), Math.abs(pivot)]
  const exponent = exponentOf(lambda, side)
  return t * Math.exp(exponent * center) + side * curved(center, exponent)
}
