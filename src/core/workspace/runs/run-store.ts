import type {
  BroughtRun,
  DeletedRun,
  ResultRecord,
  RunArchive,
  RunManifest,
  RunStatus,
  TemplateRecord,
} from '../../records/index.ts'
import { type ExportOptions, exportRun } from '../archive/export-run.ts'
import { type ImportOptions, importRun } from '../archive/import-run.ts'
import { deleteRun, listDeleted, restoreRun } from '../deleted/delete-run.ts'
import { acquireLock, lockOwner } from '../files/lock.ts'
import { reading, readingEach, writing } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { openRunWriter, type RunWriter } from '../segments/run-writer.ts'
import { createRun, type NewRun } from './create-run.ts'
import { readPipelines, type StoredPipeline } from './expanded-pipelines.ts'
import { readManifest, readManifests, runFolders, transition } from './run-manifest.ts'
import { readResults } from './run-results.ts'
import { type TailOptions, type TailUpdate, tailRun } from './tail-run.ts'
import { readTemplates, readTemplateText } from './templates.ts'

export interface RunStore {
  /** The whole folder appears at once. @throws RunExists */
  create(run: NewRun): Promise<void>
  /** Newest first; without the manifests that cannot be read, which are told as omissions. */
  list(): Promise<readonly RunManifest[]>
  /** @throws UnknownRecord, DamagedFile, NewerSchema */
  read(id: string): Promise<RunManifest>
  /** @throws WrongTransition */
  transition(id: string, to: RunStatus, change?: Partial<RunManifest>): Promise<RunManifest>
  /** Take it out of sight, until a compaction takes it away. @throws UnknownRecord, WorkspaceLocked while it is executed */
  delete(id: string, by: string): Promise<void>
  /** Bring a deleted run back as it was. @throws UnknownRecord, RunBeingRemoved */
  restore(id: string): Promise<void>
  /** Deleted runs, those deleted last first. */
  deleted(): Promise<readonly DeletedRun[]>
  /** All that is known of a run as one file. @throws UnknownRecord, DamagedFile, WorkspaceLocked, OutputNotWritable */
  export(id: string, path: string, options: ExportOptions): Promise<RunArchive>
  /** The way back: all of it or nothing. @throws UnreadableFile, DamagedArchive, NewerSchema, RunDeleted */
  import(path: string, options: ImportOptions): Promise<BroughtRun>
  /** As saved before expansion, in normal form. */
  templates(id: string): Promise<readonly TemplateRecord[]>
  /** As given, byte for byte. @throws UnknownRecord */
  templateText(id: string, template_id: string): Promise<string>
  /** In the order of the expansion. */
  pipelines(id: string): AsyncIterable<StoredPipeline>
  /** The exclusive right to execute. @throws WorkspaceLocked at once when another has it */
  acquire(id: string): Promise<{ release(): Promise<void> }>
  /** Somebody has that right, and lives. */
  isLive(id: string): Promise<boolean>
  /** A new segment with a new array pack, for this writer alone. */
  openWriter(
    id: string,
    writer: { readonly shard: string; readonly attempt: number; readonly n4a_version: string },
  ): Promise<RunWriter>
  /** What is recorded, refits merged into their results. @throws DamagedFile */
  results(id: string): Promise<readonly ResultRecord[]>
  /** The same for a listing of many runs: what is damaged is left out and told as an omission. */
  readableResults(id: string): Promise<readonly ResultRecord[]>
  /** Of all runs, newest run first; those that cannot be read are told as omissions. */
  allTemplates(): Promise<readonly TemplateRecord[]>
  tail(id: string, options?: TailOptions): AsyncIterable<TailUpdate>
}

export function openRunStore(store: Store): RunStore {
  const { layout } = store
  /** Nothing is done with an id that is not that of a run: it might be a path. */
  const runOf = async (id: string) => layout.run((await readManifest(layout, id)).id)
  const write = <T>(work: () => Promise<T>) => writing(layout.root, work)
  const read = <T>(work: () => Promise<T>) => reading(layout.root, work)

  async function* pipelines(id: string): AsyncGenerator<StoredPipeline> {
    yield* await readPipelines((await runOf(id)).pipelines)
  }

  return {
    create: run => write(() => createRun(store, run)),
    list: () => read(() => readManifests(layout, store.omissions)),
    read: id => read(() => readManifest(layout, id)),
    transition: (id, to, change) =>
      write(async () => {
        await runOf(id)
        return transition(store, id, to, change)
      }),
    delete: (id, by) =>
      write(async () => {
        // A run whose manifest is damaged may go as well.
        if (!runFolders(layout).includes(id)) await readManifest(layout, id)
        return deleteRun(store, id, by)
      }),
    restore: id => write(() => restoreRun(store, id)),
    deleted: () => read(() => listDeleted(layout)),
    export: (id, path, options) => read(() => exportRun(store, id, path, options)),
    import: (path, options) => write(() => importRun(store, path, options)),
    templates: id => read(async () => readTemplates(layout, await readManifest(layout, id))),
    templateText: (id, template_id) => read(() => readTemplateText(layout, id, template_id)),
    pipelines: id => readingEach(layout.root, pipelines(id)),
    acquire: id =>
      write(async () => {
        const { executingLock, folder } = await runOf(id)
        return acquireLock(executingLock, folder)
      }),
    isLive: id => read(async () => lockOwner((await runOf(id)).executingLock) !== null),
    openWriter: (id, writer) =>
      write(async () => {
        await runOf(id)
        return openRunWriter(store, id, writer)
      }),
    results: id => read(async () => readResults(await runOf(id))),
    readableResults: id => read(async () => readResults(await runOf(id), store.omissions)),
    allTemplates: () =>
      read(async () => {
        const manifests = await readManifests(layout, store.omissions)
        const found = manifests.map(manifest => {
          const { templates } = layout.run(manifest.id)
          return store.omissions.past(
            'damaged_manifest',
            templates,
            () => readTemplates(layout, manifest),
            () => [],
          )
        })
        return (await Promise.all(found)).flat()
      }),
    tail: (id, options) => readingEach(layout.root, tailRun(store, id, options)),
  }
}
