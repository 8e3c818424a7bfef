import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type FileAccess, nodeFiles, type Resolving, type SizeIndex, searchFolders } from '../datasets/index.ts'
import type { DatasetCheckRequest, DatasetFile, RegisteredDataset } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { placeOf } from './registered-files.ts'

/** Files that one command reads to their end, where only that decides. */
export const mostWholeReads = 8

/** Of folders that nobody has named, no more than a glance is taken. */
const mostFilesUnasked = 5_000
const mostFilesAsked = 1_000_000
const mostFoldersUnasked = 16

/** Of the workspace itself: what is written by runs is no dataset. */
const ofRuns = ['runs', 'predictions', 'arrays', 'binaries', 'models', 'marks', 'library', 'metrics']

/** What the system shows as files, and are none. */
const ofSystem = ['/proc', '/sys', '/dev']

/** What a search may do, and where it looks; folders are gone through once, for all datasets, and only if it comes to that. */
export function lookingFor(
  workspace: Workspace,
  entries: readonly RegisteredDataset[],
  files: readonly DatasetFile[],
  { search, full = false, signal, onStage }: Pick<DatasetCheckRequest, 'search' | 'full' | 'signal' | 'onStage'>,
  access: FileAccess = nodeFiles,
): Omit<Resolving, 'changed'> {
  const sizes = new Set(files.map(({ size }) => size))
  const around = [...entries.map(placeOf), ...files.map(({ path }) => path)].map(path => dirname(path))
  const folders = [...new Set(around)].filter(folder => folder !== '.' && existsSync(folder))
  const isRoot = (folder: string) => dirname(folder) === folder
  const unasked = [dirname(workspace.path), ...folders.slice(0, mostFoldersUnasked)].filter(folder => !isRoot(folder))
  let index: Promise<SizeIndex> | undefined
  return {
    access,
    full,
    signal,
    onStage,
    reads: { left: full ? Number.POSITIVE_INFINITY : mostWholeReads, done: 0 },
    surroundings: { workspace: workspace.path, directory: process.cwd(), folders },
    index: () => {
      index ??= searchFolders(
        {
          folders: search && search.length > 0 ? search : unasked,
          passOver: [...ofSystem, ...ofRuns.map(name => join(workspace.path, name))],
          mostFiles: search && search.length > 0 ? mostFilesAsked : mostFilesUnasked,
        },
        sizes,
        access,
        signal,
      )
      return index
    },
  }
}
