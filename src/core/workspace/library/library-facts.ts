import { join } from 'node:path'
import { DamagedFile } from '../../errors/index.ts'
import {
  type LibraryScope,
  type LibraryTemplateRecord,
  type LibraryVersion,
  schemaVersion,
} from '../../records/index.ts'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { isMissing } from '../files/storage-failure.ts'
import { checkSchema } from '../runs/run-manifest.ts'
import { readYaml } from '../yaml/read-yaml.ts'
import { writeYaml } from '../yaml/write-yaml.ts'

/** `template.yaml` beside the versions of a template: what is known of it besides its text. */
export interface LibraryFacts {
  readonly schema_version: string
  readonly name: string
  readonly tags: readonly string[]
  /** Numbers are never given twice, though versions may be deleted. */
  readonly last_version: number
  readonly versions: readonly LibraryVersion[]
}

const factsFile = (folder: string): string => join(folder, 'template.yaml')

/** Null where no version was ever saved whole. @throws DamagedFile, NewerSchema */
export async function readFacts(folder: string, name: string): Promise<LibraryFacts | null> {
  const path = factsFile(folder)
  const value = await readYaml(path).catch(error => {
    if (isMissing(error)) return null
    throw error
  })
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw DamagedFile({ path, reason: 'it is not a mapping of fields' })
  }
  const fields = value as Partial<LibraryFacts>
  checkSchema(fields.schema_version, path)
  const { versions = [], tags = [] } = fields
  if (!Array.isArray(versions) || !versions.every(isVersion)) {
    throw DamagedFile({ path, reason: 'versions is not a list of versions' })
  }
  const last = Math.max(0, fields.last_version ?? 0, ...versions.map(({ version }) => version))
  return { schema_version: schemaVersion, name, tags: tags.map(String), last_version: last, versions }
}

function isVersion(value: unknown): value is LibraryVersion {
  const { version, file, sha256 } = (value ?? {}) as Partial<LibraryVersion>
  // A file of another folder is never meant, whoever wrote the facts.
  return Number.isSafeInteger(version) && typeof sha256 === 'string' && /^v\d+\.(yaml|json)$/.test(String(file))
}

export function writeFacts(folder: string, facts: LibraryFacts, check: () => void): Promise<void> {
  return writeFileAtomic(factsFile(folder), writeYaml(facts), check)
}

/** Null where every version has been deleted. */
export function recordOf(facts: LibraryFacts, scope: LibraryScope): LibraryTemplateRecord | null {
  const newest = facts.versions.at(-1)
  if (!newest) return null
  return {
    schema_version: facts.schema_version,
    id: `library:${facts.name}`,
    name: facts.name,
    scope,
    tags: facts.tags,
    version: newest.version,
    created_at: newest.created_at,
    author: newest.author,
    versions: facts.versions,
  }
}
