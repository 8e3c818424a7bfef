import { statSync } from 'node:fs'
import { UnsupportedRequest } from '../../errors/index.ts'
import type { DatasetSpec } from '../../records/index.ts'
import { partColumn } from './assemble.ts'
import { conventionOfConfig, isConfigPath } from './config.ts'
import type { ConventionFiles } from './convention-files.ts'
import { conventionOfFolder } from './folder.ts'

export interface FoundConvention {
  readonly files: ConventionFiles
  /** The entry, with what the convention says where the entry says nothing. */
  readonly spec: DatasetSpec
}

/** What a path stands for that is no table itself: a folder with files named by convention, or a configuration of files. */
export function findConvention(path: string, spec: DatasetSpec): FoundConvention | null {
  const files = isFolder(path) ? conventionOfFolder(path) : isConfigPath(path) ? conventionOfConfig(path) : null
  if (!files) return null
  const { defaults, test } = files
  if (test && defaults.partition) {
    const reason = 'test_x names the test samples already'
    throw UnsupportedRequest({ what: 'A partition of a configuration', reason, instead: 'Leave one of them out.' }).at({
      file: path,
      field: 'partition',
    })
  }
  const partition = test && { column: partColumn, train: ['train'], test: ['test'] }
  return { files: withCsv(files, spec), spec: { ...defaults, ...(partition && { partition }), ...spec } }
}

/** `csv` of the entry holds for all files. */
function withCsv(files: ConventionFiles, { csv }: DatasetSpec): ConventionFiles {
  if (!csv) return files
  const told = <F extends ConventionFiles['train'] | null>(part: F): F =>
    part && (Object.fromEntries(Object.entries(part).map(([kind, file]) => [kind, file && toldFile(file)])) as F)
  const toldFile = (file: ConventionFiles['train']['x']) => ({
    ...file,
    options: { ...file.options, csv: { ...file.options.csv, ...csv } },
  })
  return { ...files, train: told(files.train), test: told(files.test) }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    // Whoever reads it says why it cannot be read.
    return false
  }
}
