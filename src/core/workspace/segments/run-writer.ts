import { statSync } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { RemovedMeanwhile, WorkspaceLocked } from '../../errors/index.ts'
import type { ArraySlice, RecordedLine, SegmentHeader } from '../../records/index.ts'
import { schemaVersion } from '../../records/index.ts'
import { openArrayPacks } from '../arrays/array-pack.ts'
import { packBase } from '../arrays/pack-id.ts'
import { syncDirectory } from '../files/atomic-file.ts'
import { safeName } from '../files/safe-name.ts'
import { failureCode, storageFailure } from '../files/storage-failure.ts'
import { thisProcess } from '../files/this-process.ts'
import type { RunLayout, Store } from '../layout.ts'
import { readFooter } from '../parquet/footer.ts'
import { loadWriterAhead } from '../parquet/libraries.ts'
import { encodeLine } from './segment-format.ts'

export interface RunWriter {
  /** Buffered; the same array object (identity) is stored once. */
  array(values: Float64Array): ArraySlice
  /** Durable when it resolves. Calls made meanwhile share one sync. */
  record(lines: readonly RecordedLine[]): Promise<void>
  close(): Promise<void>
}

export interface WriterIdentity {
  readonly shard: string
  /** Taken, or the next that no segment of the shard has had. */
  readonly attempt: number
}

interface Waiting {
  readonly bytes: Buffer[]
  readonly done: (error?: unknown) => void
}

/**
 * A segment under a name that was never used. A name whose offsets are applied in the results file belongs to a segment
 * that a checkpoint has removed: lines written under it again would be taken for applied.
 */
async function createSegment(run: RunLayout, shard: string, first: number): Promise<[FileHandle, string, number]> {
  for (let attempt = first; ; attempt++) {
    const name = `${safeName(shard)}-${attempt}`
    try {
      const file = await open(run.segment(name), 'ax')
      const applied = (await readFooter(run.results))?.applied ?? {}
      if (!(name in applied)) return [file, name, attempt]
      await file.close()
      await unlink(run.segment(name))
    } catch (error) {
      if (failureCode(error) !== 'EEXIST') throw error
    }
  }
}

export async function openRunWriter(store: Store, run_id: string, identity: WriterIdentity): Promise<RunWriter> {
  const run = store.layout.run(run_id)
  const [file, name, attempt] = await createSegment(run, identity.shard, identity.attempt)
  const header: SegmentHeader = {
    type: 'segment',
    schema_version: schemaVersion,
    run_id,
    shard: identity.shard,
    attempt,
    host: thisProcess.host,
    pid: thisProcess.pid,
    started_at: new Date().toISOString(),
  }
  const packs = openArrayPacks(store.layout, packBase(run_id, name))
  const first = encodeLine(header)
  await file.writeFile(first)
  let size = first.length
  let named = false
  let failure: unknown
  let waiting: Waiting[] = []
  let working: Promise<void> | undefined
  // The checkpoint at the end needs it, and until then others compute.
  loadWriterAhead()

  const append = async (bytes: Buffer): Promise<void> => {
    try {
      await file.appendFile(bytes)
      store.onStep('record:written')
      await file.datasync()
    } catch (error) {
      // A torn line would hide all that follows it.
      await file.truncate(size).catch(reason => {
        failure = reason
      })
      throw error
    }
    if (!named) await syncDirectory(run.segments)
    named = true
    // A process that was stopped for long may find that its segment was taken for abandoned.
    if ((await file.stat()).nlink === 0) {
      const there = statSync(run.segments, { throwIfNoEntry: false })
      failure = !there
        ? RemovedMeanwhile({ path: run.segments })
        : WorkspaceLocked({ path: run.folder, holder: 'another process, which took this run over' })
      throw failure
    }
    size += bytes.length
  }

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        if (failure) throw failure
        await packs.flush()
        store.onStep('record:packed')
        await append(Buffer.concat(batch.flatMap(({ bytes }) => bytes)))
        for (const { done } of batch) done()
      } catch (error) {
        // After a failed sync the system may hold for written what never was.
        if (failureCode(error) === 'EIO') failure = error
        const reason = storageFailure(error, store.layout.root)
        for (const { done } of batch) done(reason)
      }
    }
    working = undefined
  }

  return {
    array: values => packs.add(values),
    record: lines =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes: lines.map(encodeLine), done: error => (error ? reject(error) : resolve()) })
        working ??= work()
      }),
    async close() {
      await working
      try {
        await packs.close()
        if (!failure) await file.appendFile(encodeLine({ type: 'end' }))
      } finally {
        await file.close()
      }
    },
  }
}
