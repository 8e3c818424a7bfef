import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedFile, N4aError, NewerSchema, UnknownRecord, WrongTransition } from '../../errors/index.ts'
import { type RunManifest, type RunStatus, runStatuses, runTransitions, schemaVersion } from '../../records/index.ts'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { locked } from '../files/lock.ts'
import { readText } from '../files/regular-file.ts'
import { safeName } from '../files/safe-name.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import type { Layout, Store } from '../layout.ts'
import type { Omissions } from '../omissions.ts'
import { parseYaml } from '../yaml/read-yaml.ts'
import { writeYaml } from '../yaml/write-yaml.ts'

/** Names of folders that may be runs. */
export function runFolders(layout: Layout): string[] {
  try {
    return readdirSync(layout.runs).filter(name => !name.startsWith('.') && name === safeName(name))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** @throws NewerSchema, DamagedFile */
export function checkSchema(version: unknown, path: string): void {
  const [major, known] = [version ?? schemaVersion, schemaVersion].map(text => Number.parseInt(String(text), 10))
  if (!Number.isInteger(major)) throw DamagedFile({ path, reason: 'its schema_version is not a version' })
  if (major! > known!) throw NewerSchema({ path, found: String(version), known: schemaVersion })
}

/**
 * What is missing in a manifest of an older version is filled in; unknown fields stay.
 * @throws DamagedFile, NewerSchema
 */
export function manifestFrom(value: unknown, id: string, path: string): RunManifest {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw DamagedFile({ path, reason: 'it is not a mapping of fields' })
  const fields = value as Partial<RunManifest>
  checkSchema(fields.schema_version, path)
  if (fields.id !== id) throw DamagedFile({ path, reason: `its id is not the name of its folder, ${id}` })
  if (!runStatuses.some(status => status === fields.status))
    throw DamagedFile({ path, reason: `its status is none of ${runStatuses.join(', ')}` })
  return {
    schema_version: schemaVersion,
    id,
    name: id,
    status: fields.status!,
    created_at: new Date(0).toISOString(),
    n4a_version: 'unknown',
    templates: [],
    datasets: [],
    total_pipeline_configs: 0,
    total_results: 0,
    warnings: [],
    ...fields,
    config: { folds: {}, metric: 'rmse', refit: 'none', fit_scope: 'fold', random_state: null, ...fields.config },
  }
}

const cache = new Map<string, { readonly version: string; readonly manifest: RunManifest }>()

/** @throws UnknownRecord, DamagedFile, NewerSchema */
export async function readManifest(layout: Layout, id: string): Promise<RunManifest> {
  if (id !== safeName(id)) throw unknownRun(layout, id)
  const path = layout.run(id).manifest
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true })
    const version = `${mtimeNs} ${size} ${ino}`
    const known = cache.get(path)
    if (known?.version === version) return known.manifest
    const manifest = manifestFrom(await parseYaml(await readText(path), path), id, path)
    cache.set(path, { version, manifest })
    return manifest
  } catch (error) {
    if (isMissing(error) || failureCode(error) === 'ENOTDIR') throw unknownRun(layout, id)
    throw error
  }
}

function unknownRun(layout: Layout, id: string): N4aError {
  return UnknownRecord({ noun: 'run', id, known: runFolders(layout) })
}

/** Manifests newest first; those that cannot be read are left out and told as omissions. */
export async function readManifests(layout: Layout, omissions: Omissions): Promise<RunManifest[]> {
  const manifests: RunManifest[] = []
  for (const id of runFolders(layout)) {
    const path = layout.run(id).manifest
    const manifest = await omissions.past(
      'damaged_manifest',
      path,
      () => findManifest(layout, id),
      () => null,
    )
    if (manifest) manifests.push(manifest)
  }
  const newest = ({ created_at, id }: RunManifest) => `${created_at} ${id}`
  return manifests.sort((a, b) => (newest(a) < newest(b) ? 1 : -1))
}

/** Null for a folder of another program. @throws DamagedFile, NewerSchema */
async function findManifest(layout: Layout, id: string): Promise<RunManifest | null> {
  try {
    return await readManifest(layout, id)
  } catch (error) {
    if (!(error instanceof N4aError) || error.code !== 'UnknownRecord') throw error
    if (!isRun(layout, id)) return null
    throw DamagedFile({ path: layout.run(id).manifest, reason: 'it is missing' })
  }
}

/** Other programs keep folders called runs, too; one of ours has its other files. */
export function isRun(layout: Layout, id: string): boolean {
  const { segments, results, folder } = layout.run(id)
  return [segments, results, join(folder, 'expanded_pipelines.yaml')].some(path =>
    statSync(path, { throwIfNoEntry: false }),
  )
}

export function manifestText(manifest: RunManifest): string {
  return writeYaml(manifest)
}

/** @throws WrongTransition when the state machine has no such change */
export function assertTransition(from: RunStatus, to: RunStatus): void {
  const allowed = runTransitions[from]
  if (!allowed.includes(to)) throw WrongTransition({ from, to, allowed })
}

export function transition(
  { layout }: Store,
  id: string,
  to: RunStatus,
  change: Partial<RunManifest> = {},
): Promise<RunManifest> {
  const { folder, manifest: path, manifestLock } = layout.run(id)
  return locked(manifestLock, folder, async () => {
    const before = await readManifest(layout, id)
    assertTransition(before.status, to)
    const after: RunManifest = { ...before, ...change, id, status: to }
    // Why it failed holds no longer.
    const { error, ...rest } = after
    const written = to === 'failed' ? after : rest
    await writeFileAtomic(path, manifestText(written))
    return written
  })
}
