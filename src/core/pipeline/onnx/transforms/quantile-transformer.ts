import { center, shoulder } from '../../../math/normal-distribution.ts'
import { margin, quantileTransformer } from '../../../operators/scaling/quantile-transformer.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertTransform, refuse } from '../conversion.ts'
import type { Graph, Table, Tensor } from '../graph.ts'

export const onnxQuantileTransformer = convertTransform(quantileTransformer, {
  how: 'the quantiles that each value reaches, counted feature by feature',
  limits:
    'no way back from a normal distribution, so `output_distribution: normal` is refused as `y_processing`; a value that rounding of a step before moves off a tie gets another rank',
  convert: (graph, X, { quantiles, n_features }, { output_distribution }) => {
    const ranks = addRanks(graph, X, quantiles, n_features)
    return output_distribution === 'uniform' ? ranks : { ...ranks, tensor: addNormalQuantiles(graph, ranks.tensor) }
  },
  inverse: (graph, y, { quantiles }, { output_distribution }) => {
    if (output_distribution === 'normal') refuse('the normal distribution has no function for it in its operators')
    const { add, atLeast, atMost, multiply, subtract, take } = arithmetic(graph)
    const last = quantiles.length - 1
    const position = multiply(atMost(1, atLeast(0, y.tensor)), last)
    const before = graph.node('Floor', [position])
    const at = (positions: Tensor) => {
      const inside = graph.node('Cast', [atMost(last, positions)], { to: { integer: 7 } })
      return graph.node('Gather', [graph.numbers(quantiles, [quantiles.length]), inside], { axis: { integer: 0 } })
    }
    const low = at(before)
    const high = take(at(add(before, 1)), [0])
    return { ...y, tensor: add(low, multiply(subtract(position, before), subtract(high, low))) }
  },
})

/**
 * Of each value the share of quantiles of its feature that lie below it: 0 up to the first, 1 from the last, on straight lines
 * between, the middle of those that equal it. A Scan goes through the features.
 */
function addRanks(graph: Graph, X: Table, quantiles: Float64Array, n_features: number): Table {
  const n = quantiles.length / n_features
  const last = n - 1
  const body = graph.inner(inner => {
    const { add, asNumbers, choose, divide, either, isAbove, isBelow, isEqual, multiply, not } = arithmetic(inner)
    const { reshape, subtract, sum, take } = arithmetic(inner)
    const [values, own] = ['values', 'quantiles']
    const column = reshape(values, [-1, 1])
    const row = reshape(own, [1, n])
    const below = sum(asNumbers(isBelow(row, column)))
    const upTo = sum(asNumbers(not(isAbove(row, column))))
    const place = (position: Tensor) => {
      const inside = choose(isBelow(position, 0), 0, choose(isAbove(position, last), last, position))
      return inner.node('Gather', [own, inner.node('Cast', [inside], { to: { integer: 7 } })], { axis: { integer: 0 } })
    }
    const [low, high] = [place(subtract(below, 1)), place(below)]
    const share = divide(subtract(column, low), subtract(high, low))
    const between = add(subtract(below, 1), share)
    const tied = multiply(subtract(add(below, upTo), 1), 0.5)
    const rank = divide(choose(isAbove(upTo, below), tied, between), Math.max(last, 1))
    const [least, most] = [take(row, [0]), take(row, [last])]
    const bounded = choose(
      either(isBelow(column, least), isEqual(column, least)),
      0,
      choose(either(isAbove(column, most), isEqual(column, most)), 1, rank),
    )
    // What is no number stays none.
    const ranks = reshape(add(bounded, multiply(column, 0)), [-1])
    return {
      name: 'each feature',
      inputs: [
        { name: values, type: 'double', dims: ['N'] },
        { name: own, type: 'double', dims: [n] },
      ],
      outputs: [{ name: ranks, type: 'double', dims: ['N'] }],
    }
  })
  const transpose = (tensor: Tensor) => graph.node('Transpose', [tensor], { perm: { integers: [1, 0] } })
  const byFeature = [transpose(X.tensor), graph.numbers(quantiles, [n_features, n])]
  const ranks = graph.node('Scan', byFeature, { body: { graph: body }, num_scan_inputs: { integer: 2 } })
  return { ...X, tensor: transpose(ranks) }
}

/**
 * Quantiles of the standard normal distribution, of ranks moved off 0 and 1 by the margin, so that the tails are not needed.
 * @see Wichura (1988), algorithm AS 241, Applied Statistics 37(3), 477–484
 */
function addNormalQuantiles(graph: Graph, ranks: Tensor): Tensor {
  const { add, absolute, atLeast, atMost, choose, divide, isAbove, isBelow, logarithm, multiply } = arithmetic(graph)
  const { negative, square, squareRoot, subtract } = arithmetic(graph)
  const polynomial = (coefficients: readonly number[], x: Tensor): Tensor =>
    coefficients.reduceRight<Tensor>((sum, coefficient) => add(multiply(sum, x), coefficient), graph.number(0))
  const ratio = ({ above, below }: typeof center, x: Tensor) => divide(polynomial(above, x), polynomial(below, x))
  const probability = atMost(1 - margin, atLeast(margin, ranks))
  const q = subtract(probability, 0.5)
  const inner = multiply(q, ratio(center, subtract(0.180625, square(q))))
  const isLow = isBelow(q, 0)
  const r = squareRoot(negative(logarithm(choose(isLow, probability, subtract(1, probability)))))
  const size = ratio(shoulder, subtract(r, 1.6))
  return choose(isAbove(absolute(q), 0.425), choose(isLow, negative(size), size), inner)
}
