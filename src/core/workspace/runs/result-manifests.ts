import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type ResultRecord, type StoredModel, schemaVersion } from '../../records/index.ts'
import { makeFolder } from '../files/make-folder.ts'
import { distinctSafeNames, safeName } from '../files/safe-name.ts'
import { failureCode } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { writeYaml } from '../yaml/write-yaml.ts'
import { readManifest } from './run-manifest.ts'

/** Files under way at one time. */
const together = 32

/**
 * `results/<dataset>/<config>/manifest.yaml` for people who look into the folder. Nothing reads them, and they can be
 * written again at any time, so they are not synced one by one.
 */
export async function writeResultManifests(
  layout: Layout,
  run_id: string,
  results: readonly ResultRecord[],
): Promise<void> {
  const { datasets } = await readManifest(layout, run_id)
  const folders = distinctSafeNames([...datasets.map(({ name }) => name), ...results.map(({ dataset }) => dataset)])
  const run = layout.run(run_id)
  const written = results.map(result => ({
    result,
    path: run.resultManifest(folders.get(result.dataset)!, safeName(result.pipeline_config_id)),
  }))
  for (const folder of new Set(written.map(({ path }) => dirname(dirname(path))))) {
    makeFolder(dirname(folder))
    makeFolder(folder)
  }
  for (let from = 0; from < written.length; from += together) {
    await Promise.all(written.slice(from, from + together).map(({ result, path }) => writeManifest(path, result)))
  }
}

async function writeManifest(path: string, result: ResultRecord): Promise<void> {
  await mkdir(dirname(path)).catch(error => {
    if (failureCode(error) !== 'EEXIST') throw error
  })
  const { stored_models, ...fields } = result
  const artifacts = stored_models.length ? { artifacts: artifactsOf(result, stored_models) } : {}
  await writeFile(path, writeYaml({ schema_version: schemaVersion, ...fields, ...artifacts }))
}

/** Models of the result that are stored, by paths from the workspace. */
function artifactsOf({ best_model, dataset }: ResultRecord, stored: readonly StoredModel[]) {
  return {
    schema_version: schemaVersion,
    items: stored.map(({ model, member, sha256 }) => ({
      name: `${best_model}_${model}${member > 0 ? `_m${member}` : ''}`,
      path: `binaries/${safeName(dataset)}/${sha256}.n4a.json`,
    })),
  }
}
