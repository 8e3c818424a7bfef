import { powerTransformer } from '../../../operators/scaling/power-transformer.ts'
import { arithmetic, rowOf } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'
import { expm1, log1p } from '../near-zero.ts'
import { addScaleAndShift, addShiftAndScale } from './shift-and-scale.ts'

/** Of each feature. */
interface Curves {
  readonly lambdas: Float64Array
  readonly pivots: Float64Array
}

export const onnxPowerTransformer = convertTransform(powerTransformer, {
  how: 'the power of each feature by exponentials and logarithms',
  limits: 'a value ≤ 0 with box-cox comes out as NaN',
  convert: (graph, X, learned, { method }) => {
    const tensor = method === 'box-cox' ? boxCox(graph, X, learned) : yeoJohnson(graph, X, learned)
    return addShiftAndScale(graph, { ...X, tensor }, learned)
  },
  inverse: (graph, y, learned, { method }) => {
    const unscaled = addScaleAndShift(graph, y, learned)
    const undo = method === 'box-cox' ? undoBoxCox : undoYeoJohnson
    return { ...y, tensor: undo(graph, unscaled, learned) }
  },
})

/** (e^(exponent · d) − 1) / exponent for each feature; d itself where the exponent is 0. */
function curved(graph: Graph, d: Tensor, exponents: Float64Array): Tensor {
  const { choose, divide, multiply, isEqual } = arithmetic(graph)
  const powers = rowOf(graph, exponents)
  const divisors = rowOf(
    graph,
    exponents.map(exponent => exponent || 1),
  )
  return choose(isEqual(powers, 0), d, divide(expm1(graph, multiply(d, powers)), divisors))
}

/** log(1 + exponent · t) / exponent for each feature; t itself where the exponent is 0. */
function straightened(graph: Graph, t: Tensor, exponents: Float64Array): Tensor {
  const { choose, divide, multiply, isEqual } = arithmetic(graph)
  const powers = rowOf(graph, exponents)
  const divisors = rowOf(
    graph,
    exponents.map(exponent => exponent || 1),
  )
  return choose(isEqual(powers, 0), t, divide(log1p(graph, multiply(t, powers)), divisors))
}

function boxCox(graph: Graph, X: Table, { lambdas, pivots }: Curves): Tensor {
  const { logarithm, subtract, unless, not, isAbove } = arithmetic(graph)
  const positive = unless(not(isAbove(X.tensor, 0)), X.tensor)
  return curved(graph, subtract(logarithm(positive), rowOf(graph, pivots)), lambdas)
}

function undoBoxCox(graph: Graph, y: Table, { lambdas, pivots }: Curves): Tensor {
  const { add, exponential } = arithmetic(graph)
  return exponential(add(straightened(graph, y.tensor, lambdas), rowOf(graph, pivots)))
}

const sideOf = (value: number): 1 | -1 => (value < 0 ? -1 : 1)
const exponentOf = (lambda: number, side: number): number => (side < 0 ? 2 - lambda : lambda)
const eachCurve = ({ lambdas, pivots }: Curves, of: (lambda: number, pivot: number) => number): Float64Array =>
  lambdas.map((lambda, j) => of(lambda, pivots[j]!))

/** What `curved` gives for a constant. */
const curvedNumber = (d: number, exponent: number): number => (exponent === 0 ? d : Math.expm1(exponent * d) / exponent)

/** The curve about a pivot: values of one sign are measured from it, those of the other brought to its scale. */
function yeoJohnson(graph: Graph, X: Table, curves: Curves): Tensor {
  const { absolute, add, choose, isBelow, multiply, negative, subtract } = arithmetic(graph)
  const below = isBelow(X.tensor, 0)
  const size = log1p(graph, absolute(X.tensor))
  /** The curve of the values on one side of 0, whose sizes are given as logarithms. */
  const onSide = (side: 1 | -1): Tensor => {
    const exponents = eachCurve(curves, lambda => exponentOf(lambda, side))
    const fromPivot = eachCurve(curves, (_, pivot) => (sideOf(pivot) === side ? Math.abs(pivot) : 0))
    const value = curved(graph, subtract(size, rowOf(graph, fromPivot)), exponents)
    const signed = side < 0 ? negative(value) : value
    // Pivots on the other side: the published curve, moved and scaled as the curve on their side is.
    const isOther = (pivot: number) => pivot !== 0 && sideOf(pivot) !== side
    const factor = eachCurve(curves, (lambda, pivot) =>
      isOther(pivot) ? Math.exp(-exponentOf(lambda, sideOf(pivot)) * Math.abs(pivot)) : 1,
    )
    const shift = eachCurve(curves, (lambda, pivot) =>
      isOther(pivot) ? sideOf(pivot) * curvedNumber(-Math.abs(pivot), exponentOf(lambda, sideOf(pivot))) : 0,
    )
    return add(multiply(signed, rowOf(graph, factor)), rowOf(graph, shift))
  }
  return choose(below, onSide(-1), onSide(1))
}

function undoYeoJohnson(graph: Graph, y: Table, curves: Curves): Tensor {
  const { add, choose, either, isAbove, isEqual, multiply } = arithmetic(graph)
  const sides = eachCurve(curves, (_, pivot) => sideOf(pivot))
  const sizes = curves.pivots.map(Math.abs)
  const exponents = eachCurve(curves, (lambda, pivot) => exponentOf(lambda, sideOf(pivot)))
  const side = rowOf(graph, sides)
  const logarithm = add(straightened(graph, multiply(y.tensor, side), exponents), rowOf(graph, sizes))
  const same = multiply(side, expm1(graph, logarithm))
  // Values beyond 0, on the other side than the pivot: back to the published curve, and from there.
  const factor = exponents.map((exponent, j) => Math.exp(exponent * sizes[j]!))
  const shift = exponents.map((exponent, j) => sides[j]! * curvedNumber(sizes[j]!, exponent))
  const published = add(multiply(y.tensor, rowOf(graph, factor)), rowOf(graph, shift))
  const own = sides.map(value => -value)
  const others = eachCurve(curves, (lambda, pivot) => exponentOf(lambda, -sideOf(pivot)))
  const beyond = multiply(
    rowOf(graph, own),
    expm1(graph, straightened(graph, multiply(published, rowOf(graph, own)), others)),
  )
  // Beyond 0 the logarithm may be none.
  return choose(either(isAbove(logarithm, 0), isEqual(logarithm, 0)), same, beyond)
}
