import type { Graph, Table, Tensor } from './graph.ts'

/** A value of the graph, or a number. */
export type Operand = Tensor | number

/** What conversions reckon with: each a node, in the version that opset 13 has of it. */
export interface Arithmetic {
  readonly add: (a: Operand, b: Operand) => Tensor
  readonly subtract: (a: Operand, b: Operand) => Tensor
  readonly multiply: (a: Operand, b: Operand) => Tensor
  readonly divide: (a: Operand, b: Operand) => Tensor
  readonly power: (a: Operand, b: Operand) => Tensor
  /** At least `bound`. What is not a number stays that, as it would not in a maximum of ONNX. */
  readonly atLeast: (bound: Operand, a: Tensor) => Tensor
  readonly atMost: (bound: Operand, a: Tensor) => Tensor
  readonly product: (a: Tensor, b: Tensor) => Tensor
  readonly negative: (a: Tensor) => Tensor
  readonly absolute: (a: Tensor) => Tensor
  readonly squareRoot: (a: Tensor) => Tensor
  readonly exponential: (a: Tensor) => Tensor
  readonly logarithm: (a: Tensor) => Tensor
  readonly square: (a: Tensor) => Tensor
  /** Over the columns of each row, or another axis: the axis stays, with one element. */
  readonly sum: (a: Tensor, axis?: number) => Tensor
  readonly mean: (a: Tensor, axis?: number) => Tensor
  readonly maximum: (a: Tensor, axis?: number) => Tensor
  readonly minimum: (a: Tensor, axis?: number) => Tensor
  readonly isAbove: (a: Operand, b: Operand) => Tensor
  readonly isBelow: (a: Operand, b: Operand) => Tensor
  readonly isEqual: (a: Operand, b: Operand) => Tensor
  readonly not: (condition: Tensor) => Tensor
  readonly either: (a: Tensor, b: Tensor) => Tensor
  readonly choose: (condition: Tensor, yes: Operand, no: Operand) => Tensor
  /** The value, or NaN where n4a refuses it: what is not known must not look as if it were. */
  readonly unless: (refused: Tensor, value: Operand) => Tensor
  /** Which rows hold anything but finite numbers: (N, 1). */
  readonly refused: (a: Tensor) => Tensor
  /** 1 and 0 for true and false. */
  readonly asNumbers: (condition: Tensor) => Tensor
  /** Columns by their positions; the positions may have several dimensions, which take the place of the axis. */
  readonly take: (a: Tensor, positions: ArrayLike<number>, dims?: readonly number[], axis?: number) => Tensor
  /** −1: what is left; 0: as it was. */
  readonly reshape: (a: Tensor, dims: readonly number[]) => Tensor
  readonly beside: (tables: readonly Tensor[]) => Tensor
}

export function arithmetic(graph: Graph): Arithmetic {
  const operand = (value: Operand): Tensor => (typeof value === 'number' ? graph.number(value) : value)
  const binary = (op: string) => (a: Operand, b: Operand) => graph.node(op, [operand(a), operand(b)])
  const unary = (op: string) => (a: Tensor) => graph.node(op, [a])
  const over =
    (op: string) =>
    (a: Tensor, axis = 1) =>
      graph.node(op, [a], { axes: { integers: [axis] }, keepdims: { integer: 1 } })
  const multiply = binary('Mul')
  const subtract = binary('Sub')
  // The one reduction whose axes are an input in opset 13.
  const sum = (a: Tensor, axis = 1) =>
    graph.node('ReduceSum', [a, graph.integers([axis], [1])], { keepdims: { integer: 1 } })
  const [isAbove, isBelow] = [binary('Greater'), binary('Less')]
  const choose = (condition: Tensor, yes: Operand, no: Operand) =>
    graph.node('Where', [condition, operand(yes), operand(no)])
  return {
    add: binary('Add'),
    subtract,
    multiply,
    divide: binary('Div'),
    power: binary('Pow'),
    atLeast: (bound, a) => choose(isBelow(a, bound), bound, a),
    atMost: (bound, a) => choose(isAbove(a, bound), bound, a),
    // Not MatMul: ONNX Runtime fuses that with a product or quotient beside it, and rounds the number of it to 32 bits.
    product: binary('Gemm'),
    negative: unary('Neg'),
    absolute: unary('Abs'),
    squareRoot: unary('Sqrt'),
    exponential: unary('Exp'),
    logarithm: unary('Log'),
    square: a => multiply(a, a),
    sum,
    mean: over('ReduceMean'),
    maximum: over('ReduceMax'),
    minimum: over('ReduceMin'),
    isAbove,
    isBelow,
    isEqual: binary('Equal'),
    not: unary('Not'),
    either: (a, b) => graph.node('Or', [a, b]),
    choose,
    unless: (refused, value) => choose(refused, Number.NaN, value),
    refused: a => graph.node('IsNaN', [sum(subtract(a, a))]),
    asNumbers: condition => graph.node('Cast', [condition], { to: { integer: 11 } }),
    take: (a, positions, dims = [positions.length], axis = 1) =>
      graph.node('Gather', [a, graph.integers(positions, dims)], { axis: { integer: axis } }),
    reshape: (a, dims) => graph.node('Reshape', [a, graph.integers(dims, [dims.length])]),
    beside: tables => (tables.length === 1 ? tables[0]! : graph.node('Concat', tables, { axis: { integer: 1 } })),
  }
}

/** One value for each column, for arithmetic with rows: (1, columns). */
export const rowOf = (graph: Graph, values: ArrayLike<number>): Tensor => graph.numbers(values, [1, values.length])

/** Rows times a constant matrix, given row by row: (N, rows) → (N, columns). */
export function timesMatrix(
  graph: Graph,
  X: Table,
  matrix: { readonly rows: number; readonly columns: number; readonly values: ArrayLike<number> },
): Table {
  const { product } = arithmetic(graph)
  const tensor = product(X.tensor, graph.numbers(matrix.values, [matrix.rows, matrix.columns]))
  return { tensor, columns: matrix.columns }
}

/** Whether a variance is what rounding leaves of none: the rule of `isRoundingNoise`, for each row. */
export function isNoise(graph: Graph, variance: Tensor, mean: Tensor, n: number): Tensor {
  const { add, multiply, isAbove, not, square } = arithmetic(graph)
  const roundedMean = square(multiply(mean, n * Number.EPSILON))
  return not(isAbove(variance, add(multiply(variance, n * Number.EPSILON), roundedMean)))
}
