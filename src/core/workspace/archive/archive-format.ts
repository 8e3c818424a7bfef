import { createHash } from 'node:crypto'
import { givenFile, recordFile } from '../runs/templates.ts'

/*
 * An archive of a run is a zip file that other programs read as well:
 *
 *   n4a-run.json                       what it is, and each file with its bytes and SHA-256
 *   run_manifest.yaml                  as in a workspace; so are the templates and the pipelines
 *   templates/…  expanded_pipelines.yaml
 *   results/0001.jsonl                 result records, one a line
 *   predictions/0001.jsonl             prediction records, those of one result together
 *   arrays/<array_id>.npy              what predictions point to
 *   models/<dataset>/<sha256>.n4a.json stored models
 *   metrics/<name>.json                what a ranking metric of a program's own says of itself
 */

export const archiveFormat = 'n4a-run'
export const factsName = 'n4a-run.json'
export const manifestName = 'run_manifest.yaml'
export const pipelinesName = 'expanded_pipelines.yaml'

export interface ArchivedFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** What `n4a-run.json` says. */
export interface ArchiveFacts {
  readonly format: typeof archiveFormat
  readonly schema_version: string
  readonly n4a_version: string
  readonly run_id: string
  readonly name: string
  readonly exported_at: string
  readonly results: number
  readonly predictions: number
  readonly files: readonly ArchivedFile[]
}

const safe = '[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}'

/** Whole names of files that an archive may hold; nothing else is unpacked, so no name can lead anywhere. */
export const archivedNames = {
  manifest: /^run_manifest\.yaml$/,
  pipelines: /^expanded_pipelines\.yaml$/,
  template: new RegExp(`^templates/${safe}$`),
  results: /^results\/\d{4,8}\.jsonl$/,
  predictions: /^predictions\/\d{4,8}\.jsonl$/,
  array: new RegExp(`^arrays/${safe}\\.npy$`),
  model: new RegExp(`^models/${safe}/[0-9a-f]{64}\\.n4a\\.json$`),
  metric: new RegExp(`^metrics/${safe}\\.json$`),
} as const

export type ArchivedKind = keyof typeof archivedNames

export function kindOf(path: string): ArchivedKind | undefined {
  const kinds = Object.entries(archivedNames) as [ArchivedKind, RegExp][]
  return kinds.find(([, pattern]) => pattern.test(path))?.[0]
}

export const numbered = (folder: 'results' | 'predictions', number: number): string =>
  `${folder}/${String(number).padStart(4, '0')}.jsonl`

/** Files that a template may have, of which two are there. */
export const templateFiles = (id: string): readonly string[] => [
  ...new Set([givenFile(id, 'yaml'), givenFile(id, 'json'), recordFile(id, 'yaml'), recordFile(id, 'json')]),
]

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The same for archives of the same content, whenever they were made and whatever the state of the run was. */
export function digestOf(files: readonly ArchivedFile[]): string {
  const content = files
    .filter(({ path }) => kindOf(path) !== 'manifest')
    .map(({ path, sha256 }) => `${sha256} ${path}\n`)
  return sha256(content.sort().join(''))
}
