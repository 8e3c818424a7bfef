import { writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ResultRecord, schemaVersion } from '../../records/index.ts'
import { makeFolder } from '../files/make-folder.ts'
import { distinctSafeNames, safeName } from '../files/safe-name.ts'
import type { Layout } from '../layout.ts'
import { writeYaml } from '../yaml/write-yaml.ts'
import { readManifest } from './run-manifest.ts'

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
  const made = new Set<string>()
  for (const result of results) {
    const path = run.resultManifest(folders.get(result.dataset)!, safeName(result.pipeline_config_id))
    const folder = dirname(path)
    for (const missing of [dirname(dirname(folder)), dirname(folder), folder])
      if (!made.has(missing)) makeFolder(missing)
    made.add(dirname(folder)).add(dirname(dirname(folder)))
    writeFileSync(path, writeYaml({ schema_version: schemaVersion, ...result }))
  }
}
