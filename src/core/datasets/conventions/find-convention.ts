import { statSync } from 'node:fs'
import { UnsupportedRequest } from '../../errors/index.ts'
import type { DatasetSpec } from '../../records/index.ts'
import { partColumn } from './assemble.ts'
import { conventionOfConfig, isConfigPath } from './config.ts'
import type { ConventionFiles, ConventionSource } from './convention-files.ts'
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
  refuseParts(path, spec)
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

/** What names a part of one file has no meaning for several. @throws UnsupportedRequest */
function refuseParts(path: string, spec: DatasetSpec): void {
  const field = (['sheet', 'key', 'member'] as const).find(name => spec[name] !== undefined)
  if (field === undefined) return
  const instead = 'Leave it out, or name it for each file in a configuration (`train_x_params: {sheet_name: …}`).'
  throw UnsupportedRequest({ what: `\`${field}\` of several files`, reason: 'each file has its own', instead }).at({
    file: path,
    field,
  })
}

/** `csv` of the entry holds for all files. */
function withCsv(files: ConventionFiles, { csv }: DatasetSpec): ConventionFiles {
  if (!csv) return files
  const told = <F extends ConventionFiles['train'] | null>(part: F): F =>
    part && (Object.fromEntries(Object.entries(part).map(([kind, file]) => [kind, file && toldFile(file)])) as F)
  const toldSource = (source: ConventionSource): ConventionSource => ({
    ...source,
    train: toldFile(source.train),
    test: source.test && toldFile(source.test),
  })
  const toldFile = (file: ConventionFiles['train']['x']) => ({
    ...file,
    options: { ...file.options, csv: { ...file.options.csv, ...csv } },
  })
  return { ...files, train: told(files.train), test: told(files.test), sources: files.sources.map(toldSource) }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    // Whoever reads it says why it cannot be read.
    return false
  }
}
