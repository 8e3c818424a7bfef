import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { N4aError } from '../../errors/index.ts'
import { readText } from '../files/regular-file.ts'
import { safeName } from '../files/safe-name.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { openModel } from './model-envelope.ts'

export const modelExtension = '.n4a.json'

/** A large forest; ours stay far below it. */
const mostBytes = 2 ** 30

/** Where the model of a result stands, whether or not it is there. */
export function modelPath({ binaries }: Layout, dataset: string, sha256: string): string {
  return join(binaries, safeName(dataset), `${safeName(sha256)}${modelExtension}`)
}

export interface ModelFault {
  readonly kind: 'missing_model' | 'damaged_model'
  readonly reason: string
}

/** What is wrong with the file of a model; null for nothing. */
export async function modelFault(path: string, sha256: string): Promise<ModelFault | null> {
  try {
    const found = openModel(await readText(path, mostBytes)).sha256
    return found === sha256 ? null : { kind: 'damaged_model', reason: 'it holds another model than its name says' }
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing_model', reason: 'the model of a result should be there, and is not' }
    if (error instanceof N4aError) return { kind: 'damaged_model', reason: sentence(error) }
    throw error
  }
}

/** What an error says, to stand inside of another sentence. */
export const sentence = ({ message }: N4aError): string => message.replace(/\.$/, '')

/** Files of the models from elsewhere, by name. */
export function broughtModels({ models }: Layout): readonly string[] {
  try {
    return readdirSync(models)
      .filter(name => name.endsWith(modelExtension) && !name.startsWith('.'))
      .sort()
      .map(name => join(models, name))
  } catch (error) {
    if (isMissing(error) || failureCode(error) === 'ENOTDIR') return []
    throw error
  }
}

/** The hash that the name of such a file gives. */
export const hashInName = (path: string): string => basename(path, modelExtension)
