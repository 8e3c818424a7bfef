import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedFile, N4aError } from '../../errors/index.ts'
import { parseYaml } from '../yaml/read-yaml.ts'
import { list, mapping, noTime, number, runStatus, text, time } from './cells.ts'
import type { ForeignContent, ForeignFormat, ForeignRun, ForeignStore } from './content.ts'
import { fileInside, isFolderInside, isThere, namesIn, versionOf } from './inside.ts'

type Place = readonly [dataset: string, run: string]

/** Some builds of 0.6.3: `runs/<dataset>/_runs/<run>/run.yaml`, which names no prediction. */
export const runManifests: ForeignFormat = {
  id: 'run_yaml',
  open(folder) {
    // Ours has this folder, the library's has not: of ours not every run is looked into.
    if (isThere(join(folder, 'predictions'))) return null
    const runs = join(folder, 'runs')
    const places = (isFolderInside(folder, runs) ? namesIn(runs) : []).flatMap(dataset =>
      namesIn(join(runs, dataset, '_runs'))
        .filter(run => isThere(join(runs, dataset, '_runs', run, 'run.yaml')))
        .map((run): Place => [dataset, run]),
    )
    return places.length > 0 ? openManifests(folder, places) : null
  },
}

function openManifests(folder: string, places: readonly Place[]): ForeignStore {
  const partsOf = ([dataset, run]: Place) => ['runs', dataset, '_runs', run, 'run.yaml'] as const
  return {
    format: runManifests.id,
    label: 'nirs4all 0.6.3: run.yaml',
    version: () => versionOf(places.map(place => join(folder, ...partsOf(place)))),
    read: async () => {
      const runs: ForeignRun[] = []
      const problems: N4aError[] = []
      for (const place of places) {
        try {
          runs.push(await readRun(fileInside(folder, ...partsOf(place))))
        } catch (error) {
          if (!(error instanceof N4aError)) throw error
          problems.push(error)
        }
      }
      if (runs.length === 0 && problems[0]) throw problems[0]
      return { averages: 'mean_of_folds', runs, pipelines: [], predictions: [], deleted: 0, problems } as ForeignContent
    },
    readArray: async ref => {
      throw DamagedFile({ path: folder, reason: `run.yaml has no arrays, and not ${ref}` })
    },
  }
}

async function readRun(path: string): Promise<ForeignRun> {
  const fields = mapping(await parseYaml(readFileSync(path, 'utf8'), path))
  const id = text(fields?.run_id)
  if (!fields || id === '') throw DamagedFile({ path, reason: 'it has no run_id' })
  const templates = (list(fields.templates) ?? []).map(template => text(mapping(template)?.name, 'unnamed'))
  const completed = number(mapping(fields.summary)?.completed_results) ?? 0
  const total = number(fields.total_results_expected) ?? 0
  return {
    id,
    name: text(fields.name, id),
    status: runStatus(fields.status),
    created_at: time(fields.created_at) ?? noTime,
    completed_at: time(fields.completed_at),
    error: null,
    inferred: false,
    warnings: [
      `Its run.yaml counts ${completed} of ${total} results of ${templates.join(', ') || 'no templates'}, and does not say which predictions are theirs: those of the folder stand under runs of their own.`,
    ],
  }
}
