import { createHash } from 'node:crypto'
import { DamagedModel, NewerModel } from '../../errors/index.ts'

/** What stands around a model in its file. */
interface Envelope {
  readonly format: 'n4a-model'
  /** Major.minor: readers take every minor of a major they know. */
  readonly version: string
  /** Of the JSON text of `content`. */
  readonly sha256: string
  readonly n4a_version: string
  readonly created_at: string
  readonly content: unknown
}

export interface SealedModel {
  readonly sha256: string
  /** Of the whole file. */
  readonly text: string
}

const format = 'n4a-model'
const version = '1.0'

/** The text of a model file. The hash is of the content alone: the same model made again is the same. */
export function sealModel(content: unknown, n4a_version: string): SealedModel {
  const sha256 = hashOf(content)
  const file: Envelope = { format, version, sha256, n4a_version, created_at: new Date().toISOString(), content }
  return { sha256, text: `${JSON.stringify(file)}\n` }
}

/** What a model file holds. @throws DamagedModel, NewerModel */
export function openModel(text: string): { readonly sha256: string; readonly content: unknown } {
  const file = parsed(text)
  if (file?.format !== format) throw DamagedModel({ reason: 'it is not a file that `n4a models export` has written' })
  if (String(file.version).split('.')[0] !== version.split('.')[0]) {
    throw NewerModel({ version: String(file.version), known: version })
  }
  const { sha256, content } = file
  if (typeof sha256 !== 'string' || hashOf(content) !== sha256) {
    throw DamagedModel({ reason: 'its checksum does not fit: it was changed or cut off after it was written' })
  }
  return { sha256, content }
}

const hashOf = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(content) ?? '')
    .digest('hex')

function parsed(text: string): Partial<Envelope> | null {
  try {
    return JSON.parse(text) as Partial<Envelope> | null
  } catch (error) {
    throw DamagedModel({ reason: (error as Error).message }, { cause: error })
  }
}
