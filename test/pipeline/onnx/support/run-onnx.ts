import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Matrix } from '../../../../src/core/math/matrix.ts'

/** What a graph gives: numbers row by row, or texts. */
export type OnnxOutputs = Readonly<
  Record<string, { readonly dims: readonly number[]; readonly data: ArrayLike<unknown> }>
>

/** ONNX Runtime takes the graph as it is written, and as it rearranges it. */
export const optimizations = ['disabled', 'all'] as const

/** Load a model, which checks every node of it, and run it on spectra. */
export async function runOnnx(
  bytes: Uint8Array,
  X: Matrix,
  optimization: (typeof optimizations)[number] = 'all',
): Promise<OnnxOutputs> {
  const session = await InferenceSession.create(bytes, {
    graphOptimizationLevel: optimization,
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  try {
    const outputs = await session.run({ X: new Tensor('float64', X.values, [X.rows, X.columns]) })
    return Object.fromEntries(Object.entries(outputs).map(([name, { dims, data }]) => [name, { dims, data }]))
  } finally {
    await session.release()
  }
}

/** The numbers of an output. */
export function numbersOf(outputs: OnnxOutputs, name: string): Float64Array {
  const output = outputs[name]
  if (!output) throw new Error(`no output ${name} among ${Object.keys(outputs).join(', ')}`)
  return Float64Array.from(output.data as ArrayLike<number>)
}

/** Largest difference, in units of the largest expected value. */
export function relativeDifference(found: Float64Array, expected: Float64Array): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY
  const size = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
  return (
    found.reduce((most, value, i) => {
      const difference = Math.abs(value - expected[i]!)
      return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference)
    }, 0) / size
  )
}
