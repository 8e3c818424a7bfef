import { join } from 'node:path'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { makeFolder } from '../files/make-folder.ts'
import { safeName } from '../files/safe-name.ts'
import type { Store } from '../layout.ts'
import type { SealedModel } from './model-envelope.ts'
import { broughtModels, modelExtension, modelFault, modelPath, sentence } from './model-files.ts'

/** Files of models, named by the hash of what they hold; none ever changes. */
export interface ModelStore {
  /** Where the model of a result stands, whether or not it is there. */
  path(dataset: string, sha256: string): string
  /** Durable when it resolves; a model that is there already is left as it is. */
  save(dataset: string, model: SealedModel): Promise<void>
  /** The same for a model from elsewhere. Its path. */
  bring(model: SealedModel): Promise<string>
  /** Files of the models from elsewhere, by name. */
  brought(): readonly string[]
  /** What `read` makes of each; those that are damaged are left out and told as omissions. */
  readBrought<T>(read: (path: string) => T): readonly T[]
}

export function openModelStore(
  { layout, omissions }: Store,
  write: <T>(work: () => Promise<T>) => Promise<T>,
): ModelStore {
  const brought = () => broughtModels(layout)
  const path = (dataset: string, sha256: string) => modelPath(layout, dataset, sha256)
  return {
    path,
    save: (dataset, model) =>
      write(async () => {
        makeFolder(layout.binaries)
        await put(join(layout.binaries, safeName(dataset)), path(dataset, model.sha256), model)
      }),
    bring: model =>
      write(async () => {
        makeFolder(layout.root)
        const target = join(layout.models, `${safeName(model.sha256)}${modelExtension}`)
        await put(layout.models, target, model)
        return target
      }),
    brought,
    readBrought: read =>
      brought().flatMap(path => {
        omissions.forget(path)
        try {
          return [read(path)]
        } catch (error) {
          const cause =
            error instanceof N4aError ? DamagedFile({ path, reason: sentence(error) }, { cause: error }) : error
          omissions.note('damaged_model', path, cause)
          return []
        }
      }),
  }
}

async function put(folder: string, path: string, { sha256, text }: SealedModel): Promise<void> {
  makeFolder(folder)
  if ((await modelFault(path, sha256)) !== null) await writeFileAtomic(path, text)
}
