import { modelConversions } from './models/registry.ts'
import { onnxRefusals } from './refusals.ts'
import { transformConversions } from './transforms/registry.ts'

/** Whether an operator of spectra or a model can be said in a graph: how, or why not. */
export type OnnxSupport =
  | { readonly id: string; readonly how: string; readonly limits?: string }
  | { readonly id: string; readonly reason: string; readonly able: readonly string[] }

/** Every operator that stands in a pipeline at prediction time. */
export const onnxSupport: readonly OnnxSupport[] = [
  ...[...transformConversions, ...modelConversions].map(({ id, how, limits }) => ({
    id,
    how,
    ...(limits !== undefined && { limits }),
  })),
  ...onnxRefusals,
]
