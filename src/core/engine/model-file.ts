import { readTextFile } from '../datasets/index.ts'
import { DamagedModel, located, N4aError, UnsupportedRequest } from '../errors/index.ts'
import { fromExactJson, toExactJson } from '../math/exact-json.ts'
import { type Chain, concreteChain, type FittedPipeline, parsePipeline } from '../pipeline/index.ts'
import { chainFor } from '../run/index.ts'
import { openModel, type SealedModel, sealModel } from '../workspace/index.ts'
import type { PredictiveModel, WritableModel } from './predictive-model.ts'
import { n4aVersion } from './version.ts'

/** A model by itself: what it learned, how it treats spectra, what judges new ones, where it came from. */
interface Content extends Omit<PredictiveModel, 'pipelines'> {
  /** Which chain of the steps it is; of a branch for each value of a column, with the value. */
  readonly chain: { readonly index: number; readonly value: string | null }
  /** By permanent names, as a template would write them. */
  readonly steps: readonly unknown[]
  readonly fitted: readonly Pick<FittedPipeline, 'states' | 'model_state' | 'target_states' | 'present' | 'column'>[]
}

/**
 * A model as a file.
 * @throws UnsupportedRequest where the pipeline cannot be written down (operators of one's own)
 */
export function modelAsFile({ pipelines, steps, ...facts }: WritableModel): SealedModel {
  const own = pipelines[0]!.chain
  const value = own.separation?.value ?? null
  const same = (chain: Chain) =>
    JSON.stringify(concreteChain(placed(chain, value))) === JSON.stringify(concreteChain(own))
  const index = parsePipeline(steps, []).chains.findIndex(same)
  if (index < 0) {
    throw UnsupportedRequest({
      what: 'A model file',
      reason: 'its steps, written down and read again, are not the same pipeline',
      instead: 'ONNX may express it: --format onnx.',
    })
  }
  const content: Content = {
    ...facts,
    chain: { index, value },
    steps,
    fitted: pipelines.map(({ states, model_state, target_states, present, column }) => ({
      states,
      model_state,
      target_states,
      present,
      ...(column !== undefined && { column }),
    })),
  }
  return sealModel(toExactJson(content), n4aVersion)
}

/** A model file, and the hash of what it holds. @throws UnreadableFile, DamagedModel, NewerModel, UnknownOperator, with the file */
export function readModelFile(path: string): WritableModel & { readonly sha256: string } {
  return located({ file: path }, () => {
    const { sha256, content } = openModel(readTextFile(path))
    const { steps, fitted, chain: place, calibrated_on = null, ...facts } = contentOf(content)
    const written = parsePipeline(steps, []).chains[place.index]
    if (!written) throw DamagedModel({ reason: `it has no chain number ${place.index}` })
    const chain = placed(written, place.value)
    const { n_features, classes, axis } = facts
    const beside = { chain, classes, n_features, axis: axis?.values ?? null }
    return { ...facts, calibrated_on, steps, sha256, pipelines: fitted.map(one => ({ ...one, ...beside })) }
  })
}

const placed = (chain: Chain, value: string | null): Chain =>
  value === null || chain.separation === null ? chain : chainFor(chain, value)

function contentOf(written: unknown): Content {
  try {
    return fromExactJson(written) as Content
  } catch (error) {
    throw error instanceof N4aError ? error : DamagedModel({ reason: (error as Error).message }, { cause: error })
  }
}
