import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import type { GeneratorChoice } from '../../records/index.ts'
import { parseYaml } from '../yaml/read-yaml.ts'
import { choices, list, mapping, text, time } from './cells.ts'
import { fileInside, isFolderInside, namesIn } from './inside.ts'

/** What a manifest of 0.4 to 0.6 tells of one configuration on one dataset. */
export interface OldManifest {
  readonly dataset: string
  readonly config_name: string
  readonly created_at: string | null
  readonly steps: readonly unknown[] | null
  readonly generator_choices: readonly GeneratorChoice[]
}

/**
 * All `runs/<dataset, with a date or not>/<configuration>/manifest.yaml`. Only the beginning of each is parsed: artifacts and
 * traces are nine tenths of it, and of models there is nothing to tell.
 */
export async function oldManifests(
  root: string,
): Promise<{ manifests: readonly OldManifest[]; problems: readonly N4aError[] }> {
  const manifests: OldManifest[] = []
  const problems: N4aError[] = []
  const runs = join(root, 'runs')
  for (const group of isFolderInside(root, runs) ? namesIn(runs) : []) {
    const folder = join(runs, group)
    if (group.startsWith('_') || !isFolderInside(root, folder)) continue
    for (const config_name of namesIn(folder)) {
      const path = join(folder, config_name, 'manifest.yaml')
      if (!namesIn(join(folder, config_name)).includes('manifest.yaml')) continue
      try {
        manifests.push(await readManifest(fileInside(root, 'runs', group, config_name, 'manifest.yaml'), config_name))
      } catch (error) {
        if (error instanceof N4aError) problems.push(error)
        else problems.push(DamagedFile({ path, reason: 'it cannot be read' }, { cause: error }))
      }
    }
  }
  return { manifests, problems }
}

async function readManifest(path: string, config_name: string): Promise<OldManifest> {
  const [head = ''] = readFileSync(path, 'utf8').split(/^(?:artifacts|execution_traces|predictions):/m)
  const fields = mapping(await parseYaml(head, path))
  if (!fields) throw DamagedFile({ path, reason: 'it is not a mapping of fields' })
  return {
    dataset: text(fields.dataset),
    config_name: text(fields.pipeline_id, config_name),
    created_at: time(fields.created_at),
    steps: list(mapping(fields.pipeline)?.steps),
    generator_choices: choices(fields.generator_choices),
  }
}
