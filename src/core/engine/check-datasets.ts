import { existsSync } from 'node:fs'
import {
  type FileAccess,
  type Move,
  movedPath,
  nodeFiles,
  type Resolution,
  type Resolving,
  resolveDataset,
} from '../datasets/index.ts'
import type { DatasetCheck, DatasetCheckRequest, RegisteredDataset } from '../records/index.ts'
import { type DatasetPlace, versionOf, type Workspace } from '../workspace/index.ts'
import { datasetAdvice } from './dataset-advice.ts'
import { findRecord } from './find-record.ts'
import { lookingFor } from './looking-for.ts'
import { movedRecord } from './moved-record.ts'
import { asRecord, filesKey, filesOf, placeOf } from './registered-files.ts'

/** What was found of an entry, for the user and for the registry. */
export interface Checked {
  readonly check: DatasetCheck
  readonly place: DatasetPlace
}

/** How the files of one entry are looked for. */
export type Resolver = (entry: RegisteredDataset) => Promise<Resolution | null>

/** @throws UnknownRecord, ReadOnlyWorkspace, DamagedFile */
export async function checkDatasets(
  workspace: Workspace,
  request: DatasetCheckRequest = {},
  {
    access = nodeFiles,
    changed = 'tell',
  }: { readonly access?: FileAccess; readonly changed?: Resolving['changed'] } = {},
): Promise<readonly DatasetCheck[]> {
  const entries = await workspace.datasets.list()
  const chosen = chosenOf(entries, request.ids)
  const files = chosen.flatMap(entry => filesOf(entry) ?? [])
  const looking = lookingFor(workspace, entries, files, request, access)
  const resolve: Resolver = async entry => {
    const wanted = filesOf(entry)
    return wanted && resolveDataset(wanted, { ...looking, changed })
  }
  return checkEach(workspace, chosen, resolve, looking.reads, request)
}

export function chosenOf(
  entries: readonly RegisteredDataset[],
  ids: readonly string[] = [],
): readonly RegisteredDataset[] {
  if (ids.length === 0) return entries
  const named = new Set(ids.map(id => findRecord('dataset', id, entries)))
  return entries.filter(entry => named.has(entry))
}

/** Resolve entries, those of one file once, and write down what was found. */
export async function checkEach(
  workspace: Workspace,
  entries: readonly RegisteredDataset[],
  resolver: Resolver,
  reads: Resolving['reads'],
  { dry_run = false, onProgress, signal }: Pick<DatasetCheckRequest, 'dry_run' | 'onProgress' | 'signal'>,
): Promise<readonly DatasetCheck[]> {
  const known = new Map<string, Resolution | null>()
  const checked: Checked[] = []
  for (const [done, entry] of entries.entries()) {
    signal?.throwIfAborted()
    onProgress?.({ done, total: entries.length, name: entry.name })
    const key = filesKey(entry)
    const [start, before] = [performance.now(), reads.done]
    const resolution = known.has(key) ? known.get(key)! : await resolver(entry)
    known.set(key, resolution)
    checked.push(
      checkedOf(entry, resolution, { whole_reads: reads.done - before, duration_ms: performance.now() - start }),
    )
  }
  const news = checked.flatMap(({ place }, i) => (isNew(entries[i]!, place) ? [place] : []))
  // What is as it was is not written: a workspace that cannot be written may be checked, too.
  if (!dry_run && news.length > 0) await workspace.datasets.place(news)
  return checked.map(({ check }) => check)
}

function isNew(entry: RegisteredDataset, { status, path, files }: DatasetPlace): boolean {
  if (status !== entry.status || (path !== null && path !== entry.current_path)) return true
  return files !== null && JSON.stringify(files) !== JSON.stringify(versionOf(entry, entry.hash)?.files)
}

function checkedOf(
  entry: RegisteredDataset,
  found: Resolution | null,
  cost: Pick<DatasetCheck, 'whole_reads' | 'duration_ms'>,
): Checked {
  const { id, name, version, hash, current_path } = entry
  const at = placeOf(entry)
  // Of several files whose hashes are not registered one by one only their place can be looked at.
  const status = found?.status ?? (at === '' || existsSync(at) ? 'unknown' : 'missing')
  const there = status === 'valid' || status === 'relocated'
  const path = there && found ? movedPath(at, found.moves) : null
  const advice = found ? datasetAdvice(id, status, found.candidates) : adviceWithoutFiles(at === '')
  return {
    check: {
      ...{ id, name, version, status },
      status_before: entry.status,
      proof: found?.proof ?? null,
      path,
      path_before: current_path,
      stages: found?.stages ?? [],
      candidates: found?.candidates ?? [],
      ...cost,
      advice,
    },
    place: {
      ...{ id, hash, path_before: current_path, status, path },
      files: found?.files ?? null,
      ...(there && found && found.moves.length > 0 && { beside: besideOf(entry, found.moves) }),
    },
  }
}

function besideOf(entry: RegisteredDataset, moves: readonly Move[]): NonNullable<DatasetPlace['beside']> {
  const { sources, reference, partition } = movedRecord(asRecord(entry), moves)
  return { ...(sources && { sources }), ...(reference !== undefined && { reference }), partition }
}

/** There is nothing by which the files would be known again. */
function adviceWithoutFiles(nowhere: boolean): string {
  const what = nowhere ? 'Where it is was never recorded' : 'Its files were not recorded one by one'
  return `${what}: a run with it, or \`n4a datasets register\`, does that.`
}
