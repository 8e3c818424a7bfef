import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { locked } from '../files/lock.ts'
import { safeName } from '../files/safe-name.ts'
import type { Layout, Store } from '../layout.ts'
import { modelPath } from '../models/model-files.ts'
import { omissionsOf } from '../omissions.ts'
import { eachSlice } from '../parquet/each-slice.ts'
import { predictionFiles } from '../predictions/prediction-files.ts'
import { runFolders } from '../runs/run-manifest.ts'
import { readResults, unappliedLines } from '../runs/run-results.ts'
import { deletedLayout, deletedRuns, deletionLock, purgeNote } from './deleted-runs.ts'
import { dropRows } from './drop-rows.ts'
import { named, slicesOf } from './named-files.ts'
import { type Purge, purging } from './purge-note.ts'

/**
 * Take the deleted runs away for good, with their predictions, and with the arrays and models that nothing else names. Each
 * step may be killed and is done again by the next; until the last of them, readers see nothing of these runs. Their ids.
 */
export async function purgeRuns(store: Store): Promise<readonly string[]> {
  const { layout } = store
  const purged: string[] = []
  if (deletedRuns(layout).size === 0 && !existsSync(purgeNote(layout))) return purged
  await locked(deletionLock(layout), layout.deleted, async () => {
    const left = await purging(layout)
    if (left) purged.push(...(await purge(store, left)))
    const runs = [...deletedRuns(layout)]
    if (runs.length === 0) return
    const found = await whatTheyHold(layout, new Set(runs))
    await writeFileAtomic(purgeNote(layout), JSON.stringify(found))
    store.onStep('purge:noted')
    purged.push(...(await purge(store, found)))
  })
  return purged
}

async function purge(store: Store, { runs, arrays, models }: Purge): Promise<readonly string[]> {
  const { layout } = store
  // One that is no longer there went with its rows before; a run that has its id now is another one.
  const there = deletedRuns(layout)
  const taken = runs.filter(id => there.has(id))
  const gone = new Set(taken)
  for (const path of predictionFiles(layout)) {
    await dropRows(store, path, gone)
    store.onStep('purge:rows')
  }
  const named = await whatOthersName(layout, gone)
  for (const id of arrays) {
    if (id === safeName(id) && !named.arrays.has(id)) await rm(layout.array(id), { force: true })
    store.onStep('purge:array')
  }
  for (const { dataset, sha256 } of models) {
    const path = modelPath(layout, dataset, sha256)
    if (!named.models.has(path)) await rm(path, { force: true })
    store.onStep('purge:model')
  }
  for (const id of taken) {
    await rm(deletedLayout(layout).run(id).folder, { recursive: true, force: true })
    store.onStep('purge:folder')
  }
  await rm(purgeNote(layout), { force: true })
  return taken
}

async function whatTheyHold(layout: Layout, gone: ReadonlySet<string>): Promise<Purge> {
  const arrays = new Set<string>()
  const models = new Map<string, Purge['models'][number]>()
  for (const path of predictionFiles(layout)) {
    await eachSlice(path, ({ array_id, length }, run) => {
      if (length > 0 && run !== null && gone.has(run)) arrays.add(array_id)
    })
  }
  const place = deletedLayout(layout)
  const omissions = omissionsOf()
  for (const id of gone) {
    for (const { dataset, stored_models } of await readResults(place.run(id), omissions)) {
      for (const { sha256 } of stored_models) models.set(modelPath(layout, dataset, sha256), { dataset, sha256 })
    }
    for await (const { line } of unappliedLines(place.run(id), omissions)) {
      for (const slice of line.predictions.flatMap(slicesOf)) arrays.add(slice.array_id)
    }
  }
  return { runs: [...gone], arrays: [...arrays], models: [...models.values()] }
}

/** What records of other runs point to. */
function whatOthersName(layout: Layout, gone: ReadonlySet<string>) {
  return named(layout, [
    ...runFolders(layout).map((id): [Layout, string] => [layout, id]),
    ...[...deletedRuns(layout)].filter(id => !gone.has(id)).map((id): [Layout, string] => [deletedLayout(layout), id]),
  ])
}
