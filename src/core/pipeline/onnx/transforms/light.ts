import { fromAbsorbance } from '../../../operators/conversion/from-absorbance.ts'
import { kubelkaMunk } from '../../../operators/conversion/kubelka-munk.ts'
import { reflectanceToAbsorbance } from '../../../operators/conversion/reflectance-to-absorbance.ts'
import { signalTypeConverter } from '../../../operators/conversion/signal-type-converter.ts'
import { isPercent, lightShares, type SignalType, signalType } from '../../../operators/conversion/signal-types.ts'
import { toAbsorbance } from '../../../operators/conversion/to-absorbance.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'

const how = 'its formula, value by value'
const limits = 'a value that n4a refuses, such as a reflectance ≤ 0, comes out as NaN'

/** Raised to `least`; NaN where it is not positive. */
function raised(graph: Graph, share: Tensor, least: number): Tensor {
  const { atLeast, isAbove, not, unless } = arithmetic(graph)
  return unless(not(isAbove(share, 0)), atLeast(least, share))
}

/** −log₁₀ */
function absorbances(graph: Graph, share: Tensor): Tensor {
  const { logarithm, divide } = arithmetic(graph)
  return divide(logarithm(share), -Math.LN10)
}

/** 10 to the power of −x */
function shares(graph: Graph, absorbance: Tensor): Tensor {
  const { exponential, multiply } = arithmetic(graph)
  return exponential(multiply(absorbance, -Math.LN10))
}

/** (1 − R)² / 2R */
function kubelkaMunkValues(graph: Graph, share: Tensor, epsilon: number): Tensor {
  const { atMost, divide, multiply, square, subtract } = arithmetic(graph)
  const lowered = atMost(1 - epsilon, share)
  return divide(square(subtract(1, lowered)), multiply(2, lowered))
}

const wholeOf = (type: SignalType): number => (isPercent(type) ? 100 : 1)
const scaled = (graph: Graph, tensor: Tensor, factor: number) =>
  factor === 1 ? tensor : arithmetic(graph).multiply(tensor, factor)
const divided = (graph: Graph, tensor: Tensor, divisor: number) =>
  divisor === 1 ? tensor : arithmetic(graph).divide(tensor, divisor)

export const onnxToAbsorbance = convertTransform(toAbsorbance, {
  how,
  limits,
  convert: (graph, X, _state, { source_type, epsilon, clip_negative }) => {
    const share = divided(graph, X.tensor, wholeOf(signalType(source_type)))
    const used = clip_negative ? arithmetic(graph).atLeast(epsilon, share) : raised(graph, share, epsilon)
    return { ...X, tensor: absorbances(graph, used) }
  },
})

export const onnxFromAbsorbance = convertTransform(fromAbsorbance, {
  how,
  convert: (graph, X, _state, { target_type }) => ({
    ...X,
    tensor: scaled(graph, shares(graph, X.tensor), wholeOf(signalType(target_type))),
  }),
})

export const onnxReflectanceToAbsorbance = convertTransform(reflectanceToAbsorbance, {
  how,
  limits,
  convert: (graph, X, _state, { min_value, percent }) => {
    const share = divided(graph, X.tensor, percent ? 100 : 1)
    return { ...X, tensor: absorbances(graph, raised(graph, share, min_value)) }
  },
})

export const onnxKubelkaMunk = convertTransform(kubelkaMunk, {
  how,
  limits,
  convert: (graph, X, _state, { source_type, epsilon }) => {
    const share = divided(graph, X.tensor, wholeOf(signalType(source_type)))
    return { ...X, tensor: kubelkaMunkValues(graph, raised(graph, share, epsilon), epsilon) }
  },
})

export const onnxSignalTypeConverter = convertTransform(signalTypeConverter, {
  how,
  limits,
  convert: (graph, X, _state, { source_type, target_type, epsilon }) => {
    const [source, target] = [signalType(source_type), signalType(target_type)]
    if (source === target) return X
    const share = shareOf(graph, X, source)
    if (lightShares.some(type => type === target)) return { ...X, tensor: scaled(graph, share, wholeOf(target)) }
    const least = raised(graph, share, epsilon)
    const tensor = target === 'absorbance' ? absorbances(graph, least) : kubelkaMunkValues(graph, least, epsilon)
    return { ...X, tensor }
  },
})

function shareOf(graph: Graph, X: Table, source: SignalType): Tensor {
  if (source === 'absorbance') return shares(graph, X.tensor)
  if (source !== 'kubelka_munk') return divided(graph, X.tensor, wholeOf(source))
  const { add, divide, isBelow, multiply, squareRoot, unless } = arithmetic(graph)
  const value = unless(isBelow(X.tensor, 0), X.tensor)
  // The reflectance in its form without cancellation.
  return divide(1, add(add(value, 1), squareRoot(multiply(value, add(value, 2)))))
}
