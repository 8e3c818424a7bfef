import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { RunDeleted, RunExists } from '../../errors/index.ts'
import type { RunManifest, TemplateRecord } from '../../records/index.ts'
import { deletedRuns } from '../deleted/deleted-runs.ts'
import { syncDirectory, temporaryPath, writeDurably } from '../files/atomic-file.ts'
import { makeFolder } from '../files/make-folder.ts'
import { failureCode } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { type StoredPipeline, writePipelines } from './expanded-pipelines.ts'
import { manifestText } from './run-manifest.ts'
import { givenFile, recordFile } from './templates.ts'

export interface NewRun {
  readonly manifest: RunManifest
  readonly templates: readonly {
    readonly record: TemplateRecord
    /** As given, byte for byte. */
    readonly given: string
    readonly extension: 'yaml' | 'json'
  }[]
  readonly pipelines: Iterable<StoredPipeline>
}

/** The whole folder appears at once, durable: written under a temporary name, then renamed. @throws RunExists, RunDeleted */
export async function createRun(store: Store, { manifest, templates, pipelines }: NewRun): Promise<void> {
  // Its predictions stand in the tables still.
  if (deletedRuns(store.layout).has(manifest.id)) throw RunDeleted({ id: manifest.id })
  const folder = store.layout.run(manifest.id).folder
  const temporary = temporaryPath(folder)
  try {
    for (const folder of [temporary, join(temporary, 'templates'), join(temporary, 'segments')]) makeFolder(folder)
    // Together, for syncs that wait at the same time share the work of the disk.
    await Promise.all([
      writeDurably(join(temporary, 'run_manifest.yaml'), manifestText(manifest)),
      writePipelines(join(temporary, 'expanded_pipelines.yaml'), pipelines),
      ...templates.flatMap(({ record, given, extension }) => [
        writeDurably(join(temporary, givenFile(record.template_id, extension)), given),
        writeDurably(
          join(temporary, recordFile(record.template_id, extension)),
          `${JSON.stringify(record, null, 2)}\n`,
        ),
      ]),
    ])
    await Promise.all([join(temporary, 'templates'), temporary].map(syncDirectory))
    store.onStep('create:before_rename')
    await rename(temporary, folder)
    await syncDirectory(store.layout.runs)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    const code = failureCode(error)
    if (code === 'ENOTEMPTY' || code === 'EEXIST') throw RunExists({ id: manifest.id }, { cause: error })
    throw error
  }
}
