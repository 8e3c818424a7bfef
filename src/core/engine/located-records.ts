import { existsSync } from 'node:fs'
import { expectedFiles, type Move, nodeFiles, type Resolution, resolveAt, resolveDataset } from '../datasets/index.ts'
import { ChangedDataset, MissingDataset, type N4aError } from '../errors/index.ts'
import type { DatasetFile, DatasetRecord, RegisteredDataset } from '../records/index.ts'
import { versionOf, type Workspace } from '../workspace/index.ts'
import { lookingFor } from './looking-for.ts'
import { movedRecord } from './moved-record.ts'

/**
 * Records of a run's datasets with the paths at which their files are now: where they were; else where the registry says;
 * else wherever their content is found in the usual places. Nothing is written. Whoever reads them still compares the hash,
 * so evidence that is not proof is enough here.
 *
 * @param search false: look through no folders, for what is only of use and is asked for often
 * @throws MissingDataset, ChangedDataset naming the command that repairs
 */
export async function locatedRecords(
  workspace: Workspace,
  records: readonly DatasetRecord[],
  { search = true }: { readonly search?: boolean } = {},
): Promise<readonly DatasetRecord[]> {
  const known = new Map<string, readonly Move[]>()
  const located: DatasetRecord[] = []
  for (const record of records) {
    const key = JSON.stringify([record.path, record.hash])
    const moves = known.get(key) ?? (await movesOf(workspace, record, search))
    known.set(key, moves)
    located.push(movedRecord(record, moves))
  }
  return located
}

/** Where the files of a record have gone; empty where they are in their place, or were not recorded one by one. */
async function movesOf(workspace: Workspace, record: DatasetRecord, search: boolean): Promise<readonly Move[]> {
  const files = expectedFiles(record)
  if (!files) return []
  const cheap = { access: nodeFiles, full: false, reads: { left: 0, done: 0 } }
  const stored = await resolveAt(files, [], cheap)
  // Unknown: everything but the time of change fits, or it cannot be read, which reading it tells best.
  if (stored.status === 'valid' || stored.status === 'unknown') return []
  const entries = await workspace.datasets.readable()
  const registered = registeredMoves(record, files, entries)
  if (registered.length > 0) {
    const there = await resolveAt(files, registered, cheap)
    if (there.status === 'relocated' || there.status === 'unknown') return registered
  }
  const looking = lookingFor(workspace, entries, files, {})
  const found = await resolveDataset(files, { ...looking, ...(!search && { index: null }), changed: 'take' })
  if (found.files) return found.moves
  throw lostError(record, files, stored, entries)
}

/** The file that is to blame, and the command that repairs where the registry knows the dataset. */
function lostError(
  { name, path, ref }: DatasetRecord,
  files: readonly DatasetFile[],
  stored: Resolution,
  entries: readonly RegisteredDataset[],
): N4aError {
  const known = entries.some(({ id }) => id === ref) ? { id: ref } : {}
  const changed = stored.candidates.find(({ verdict }) => verdict === 'differs')?.path
  if (changed !== undefined) {
    return ChangedDataset({ name, path: changed, ...known }).at({ dataset: name, file: changed })
  }
  // What the run names is missing, or else one of the files that belong to it.
  const file = existsSync(path) ? (files.find(one => !existsSync(one.path))?.path ?? path) : path
  return MissingDataset({ path: file, ...known }).at({ dataset: name, file })
}

/** Where the registry has found the same content last. */
function registeredMoves(
  record: DatasetRecord,
  files: readonly DatasetFile[],
  entries: readonly RegisteredDataset[],
): readonly Move[] {
  const named = entries.filter(({ id }) => id === record.ref)
  const version = [...named, ...entries].flatMap(entry => versionOf(entry, record.hash) ?? [])[0]
  if (!version) return []
  const now = version.files ?? []
  const moves = files.flatMap(({ path, hash }, i) => {
    const at = now.length === files.length && now[i]!.hash === hash ? now[i] : now.find(file => file.hash === hash)
    return at && at.path !== path ? [{ from: path, to: at.path }] : []
  })
  const whole = version.path !== undefined && version.path !== record.path
  return whole ? [{ from: record.path, to: version.path! }, ...moves] : moves
}
