import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type FileAccess, type Move, nodeFiles, type Resolution, resolveAt, withPrefix } from '../datasets/index.ts'
import { DifferentDataset, MissingDataset, NoDatasetBelow, WrongShape } from '../errors/index.ts'
import type { DatasetCheck, DatasetRelocation, RegisteredDataset } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { checkDatasets, checkEach, chosenOf } from './check-datasets.ts'
import { findRecord } from './find-record.ts'
import { lookingFor } from './looking-for.ts'
import { filesKey, filesOf, placeOf } from './registered-files.ts'

/**
 * Tell where datasets are now: one (`path`), all below a folder that has moved (`from`, `to`), or wherever their content is
 * found (`search`).
 * @throws MissingDataset, DifferentDataset, NoDatasetBelow, UnknownRecord, WrongShape
 */
export async function relocateDatasets(
  workspace: Workspace,
  request: DatasetRelocation,
  access: FileAccess = nodeFiles,
): Promise<readonly DatasetCheck[]> {
  const { id, path, from, to, ...options } = request
  if ((from === undefined) !== (to === undefined)) {
    throw WrongShape({ what: '`from` and `to`', expected: 'given together', received: from ?? to }).at({
      field: 'from',
    })
  }
  if (path !== undefined) return relocateOne(workspace, request, access)
  if (from === undefined || to === undefined) {
    const ids = id === undefined ? {} : { ids: [id] }
    return checkDatasets(workspace, { ...options, ...ids }, { access, changed: 'take' })
  }
  const entries = await workspace.datasets.list()
  const chosen = chosenOf(entries, id === undefined ? [] : [id])
  const below = chosen.flatMap(entry => {
    const moves = movesBelow(entry, absolute(from), to)
    return moves.length > 0 ? [{ entry, moves }] : []
  })
  if (below.length === 0) throw NoDatasetBelow({ from, paths: chosen.map(placeOf) })
  const movesOf = new Map(below.map(({ entry, moves }) => [entry, moves]))
  const looking = lookingFor(workspace, [], [], options, access)
  const moving = below.map(({ entry }) => entry)
  const at = (entry: RegisteredDataset) => foundAt(entry, movesOf.get(entry)!, looking)
  return checkEach(workspace, moving, at, looking.reads, options)
}

/** A path of Windows begins with no folder of this system. */
const absolute = (path: string) => (/^([a-z]:[\\/]|\\\\)/i.test(path) ? path : resolve(path))

/** Where the files of an entry, and what it is named by, would be. */
function movesBelow(entry: RegisteredDataset, from: string, to: string): readonly Move[] {
  const paths = new Set([placeOf(entry), ...(filesOf(entry) ?? []).map(({ path }) => path)])
  return [...paths].flatMap(path => {
    const moved = withPrefix(path, from, to)
    return moved === null || moved === path ? [] : [{ from: path, to: moved }]
  })
}

/** The result keeps where the folder or configuration itself has gone. */
async function foundAt(
  entry: RegisteredDataset,
  moves: readonly Move[],
  looking: Parameters<typeof resolveAt>[2],
): Promise<Resolution | null> {
  const files = filesOf(entry)
  if (!files) return null
  const found = await resolveAt(files, moves, looking)
  return found.files ? { ...found, moves: [...moves, ...found.moves] } : found
}

async function relocateOne(
  workspace: Workspace,
  { id, path, ...options }: DatasetRelocation,
  access: FileAccess,
): Promise<readonly DatasetCheck[]> {
  if (id === undefined || path === undefined) {
    throw WrongShape({ what: '`id`', expected: 'the dataset that is at `path`', received: id }).at({ field: 'id' })
  }
  const entries = await workspace.datasets.list()
  const entry = findRecord('dataset', id, entries)
  const to = resolve(path)
  const looking = lookingFor(workspace, [], [], options, access)
  // Its user has named it, so all of it is read if need be.
  const reads = { left: Number.POSITIVE_INFINITY, done: 0 }
  const moves = movesTo(entry, to)
  const found = await foundAt(entry, moves, { ...looking, reads })
  if (!found)
    throw DifferentDataset({ id: entry.id, version: entry.version, path: to, reason: 'its files were not recorded' })
  if (found.status === 'missing') throw MissingDataset({ path: to })
  if (found.files === null) {
    const reason = found.stages.at(-1)!.evidence
    throw DifferentDataset({ id: entry.id, version: entry.version, path: to, reason })
  }
  const key = filesKey(entry)
  const together = entries.filter(other => filesKey(other) === key)
  return checkEach(workspace, together, async () => found, reads, options)
}

/** A dataset of a folder or a configuration goes with all that is in its folder. */
function movesTo(entry: RegisteredDataset, to: string): readonly Move[] {
  const from = placeOf(entry)
  const files = filesOf(entry) ?? []
  const own = { from, to }
  if (files.some(({ path }) => path === from)) return [own]
  const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() ?? false
  const [before, after] = isFolder ? [from, to] : [dirname(from), dirname(to)]
  return [
    own,
    ...files.flatMap(({ path }) => {
      const moved = withPrefix(path, before, after)
      return moved === null ? [] : [{ from: path, to: moved }]
    }),
  ]
}
