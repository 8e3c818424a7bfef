import { createHash } from 'node:crypto'
import { readTextFile } from '../datasets/index.ts'
import { DamagedModel, located, N4aError, NewerModel, UnsupportedRequest } from '../errors/index.ts'
import { fromExactJson, toExactJson } from '../math/exact-json.ts'
import { concreteChain, type FittedPipeline, parsePipeline } from '../pipeline/index.ts'
import type { PredictiveModel } from './predictive-model.ts'
import { n4aVersion } from './version.ts'

/** A model by itself, as one JSON file: what it learned, how it treats spectra, what judges new ones, where it came from. */
interface ModelFile {
  readonly format: 'n4a-model'
  /** Major.minor: readers take every minor of a major they know. */
  readonly version: string
  /** Of the JSON text of `content`. */
  readonly sha256: string
  readonly content: unknown
}

interface Content extends Omit<PredictiveModel, 'pipelines'> {
  /** By permanent names, as a template would write them. */
  readonly steps: readonly unknown[]
  readonly fitted: readonly Pick<FittedPipeline, 'states' | 'model_state' | 'target_states' | 'present'>[]
  readonly n4a_version: string
  readonly created_at: string
}

const format = 'n4a-model'
const version = '1.0'

/**
 * The text of a model file.
 * @throws UnsupportedRequest where the pipeline cannot be written down (operators of one's own)
 */
export function modelText({
  pipelines,
  steps,
  ...facts
}: PredictiveModel & { readonly steps: readonly unknown[] }): string {
  const own = pipelines[0]!.chain
  const again = parsePipeline(steps, []).chains[facts.member]
  if (!again || JSON.stringify(concreteChain(again)) !== JSON.stringify(concreteChain(own))) {
    throw UnsupportedRequest({
      what: 'An export as a model file',
      reason: 'its steps, written down and read again, are not the same pipeline',
      instead: 'ONNX may express it: --format onnx.',
    })
  }
  const content: Content = {
    ...facts,
    steps,
    fitted: pipelines.map(({ states, model_state, target_states, present }) => ({
      states,
      model_state,
      target_states,
      present,
    })),
    n4a_version: n4aVersion,
    created_at: new Date().toISOString(),
  }
  const written = toExactJson(content)
  const file: ModelFile = { format, version, sha256: hashOf(written), content: written }
  return `${JSON.stringify(file)}\n`
}

const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** @throws UnreadableFile, DamagedModel, NewerModel, UnknownOperator, with the file */
export function readModelFile(path: string): PredictiveModel {
  return located({ file: path }, () => {
    const { steps, fitted, ...facts } = contentOf(readTextFile(path))
    const chain = parsePipeline(steps, []).chains[facts.member]
    if (!chain) throw DamagedModel({ reason: `it has no model number ${facts.member}` })
    const { n_features, classes, axis } = facts
    const beside = { chain, classes, n_features, axis: axis?.values ?? null }
    return { ...facts, pipelines: fitted.map(one => ({ ...one, ...beside })) }
  })
}

function contentOf(text: string): Content {
  const file = parsed(text)
  if (file?.format !== format) throw DamagedModel({ reason: 'it is not a file that `n4a models export` has written' })
  if (String(file.version).split('.')[0] !== version.split('.')[0]) {
    throw NewerModel({ version: String(file.version), known: version })
  }
  if (hashOf(file.content) !== file.sha256) {
    throw DamagedModel({ reason: 'its checksum does not fit: it was changed or cut off after it was written' })
  }
  try {
    return fromExactJson(file.content) as Content
  } catch (error) {
    throw error instanceof N4aError ? error : DamagedModel({ reason: (error as Error).message }, { cause: error })
  }
}

function parsed(text: string): Partial<ModelFile> | null {
  try {
    return JSON.parse(text) as Partial<ModelFile> | null
  } catch (error) {
    throw DamagedModel({ reason: (error as Error).message }, { cause: error })
  }
}
