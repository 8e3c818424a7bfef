import { statSync } from 'node:fs'
import { DamagedFile } from '../../errors/index.ts'
import type { ResultRecord, WorkspaceProblem } from '../../records/index.ts'
import type { DatasetRegistry } from '../datasets/dataset-registry.ts'
import type { Layout } from '../layout.ts'
import { openMarks } from '../marks/mark-store.ts'
import { broughtModels, hashInName, modelFault, modelPath } from '../models/model-files.ts'
import { omissionsOf } from '../omissions.ts'
import { eachSlice } from '../parquet/each-slice.ts'
import { readFooter } from '../parquet/footer.ts'
import { predictionTable, resultTable } from '../parquet/tables.ts'
import { predictionFiles } from '../predictions/prediction-files.ts'
import { readPipelines } from '../runs/expanded-pipelines.ts'
import { isRun, readManifest, runFolders } from '../runs/run-manifest.ts'
import { readResults } from '../runs/run-results.ts'
import { readTemplates } from '../runs/templates.ts'
import { noting } from './problem.ts'
import { summaryFault } from './summary-fault.ts'
import { unusedFiles } from './unused-files.ts'
import { type SliceCheck, sliceCheck } from './verify-arrays.ts'
import { type PredictionCheck, predictionCheck } from './verify-counts.ts'
import { verifySegments } from './verify-segments.ts'
import { verifyTable } from './verify-tables.ts'

/** Read all there is, lock nothing, change nothing, and tell what is wrong. */
export async function verifyWorkspace(layout: Layout, datasets: DatasetRegistry): Promise<WorkspaceProblem[]> {
  const problems: WorkspaceProblem[] = []
  const slices = sliceCheck(layout)
  const counts = predictionCheck(layout)
  // Segments before Parquet files: what a checkpoint moves meanwhile is seen twice rather than never.
  for (const id of runFolders(layout)) if (isFound(layout, id)) await verifyRun(layout, id, slices, counts, problems)
  for (const path of predictionFiles(layout)) await verifyPredictions(path, slices, counts, problems)
  for (const path of broughtModels(layout)) {
    await verifyModel(path, hashInName(path), 'Import it again: `n4a models import FILE`.', problems)
  }
  problems.push(...counts.problems(new Set(problems.map(({ path }) => path))))
  problems.push(...slices.problems())
  await verifyDatasets(layout, datasets, problems)
  problems.push(...(await damagedMarks(layout)))
  // Where records cannot be read, nobody knows what they name.
  if (problems.length === 0) problems.push(...(await unused(layout)))
  return problems
}

/** Harmless: what a process left that was killed before it recorded. */
async function unused(layout: Layout): Promise<readonly WorkspaceProblem[]> {
  return (await unusedFiles(layout)).map(({ path, bytes }) => ({
    kind: 'unused_file',
    path,
    what: `no record names it, and it takes ${bytes} bytes`,
    advice: '`n4a workspace compact` removes it.',
  }))
}

async function damagedMarks({ root, marks }: Layout): Promise<readonly WorkspaceProblem[]> {
  const omissions = omissionsOf()
  await openMarks(root, marks, omissions).events()
  return omissions.list()
}

/** A folder that has the manifest of a run, or what belongs to one. */
function isFound(layout: Layout, id: string): boolean {
  return isRun(layout, id) || statSync(layout.run(id).manifest, { throwIfNoEntry: false }) !== undefined
}

async function verifyRun(
  layout: Layout,
  id: string,
  slices: SliceCheck,
  counts: PredictionCheck,
  problems: WorkspaceProblem[],
): Promise<void> {
  const run = layout.run(id)
  await noting(problems, 'damaged_manifest', run.manifest, async () => {
    if (!statSync(run.manifest, { throwIfNoEntry: false }))
      throw DamagedFile({ path: run.manifest, reason: 'it is missing' })
    const manifest = await readManifest(layout, id)
    await noting(problems, 'damaged_manifest', run.templates, async () => void (await readTemplates(layout, manifest)))
  })
  await noting(problems, 'damaged_manifest', run.pipelines, async () => {
    if (!statSync(run.pipelines, { throwIfNoEntry: false }))
      throw DamagedFile({ path: run.pipelines, reason: 'it is missing' })
    await readPipelines(run.pipelines)
  })
  problems.push(...(await verifySegments(run, slices.add)))
  await noting(problems, 'damaged_table', run.results, async () => {
    await verifyTable(run.results, resultTable)
    await counts.addResults(run.results)
    await verifyModels(layout, await readResults(run), problems)
  })
}

async function verifyModels(
  layout: Layout,
  results: readonly ResultRecord[],
  problems: WorkspaceProblem[],
): Promise<void> {
  for (const { id, dataset, stored_models } of results) {
    for (const { sha256 } of stored_models) {
      const path = modelPath(layout, dataset, sha256)
      const advice = `\`n4a models keep ${id}\` makes it anew.`
      await verifyModel(path, sha256, advice, problems)
    }
  }
}

async function verifyModel(path: string, sha256: string, advice: string, problems: WorkspaceProblem[]): Promise<void> {
  const fault = await modelFault(path, sha256)
  if (fault) problems.push({ kind: fault.kind, path, what: fault.reason, advice })
}

async function verifyPredictions(
  path: string,
  slices: SliceCheck,
  counts: PredictionCheck,
  problems: WorkspaceProblem[],
): Promise<void> {
  await noting(problems, 'damaged_table', path, async () => {
    await verifyTable(path, predictionTable)
    await eachSlice(path, slices.add)
    await counts.addPredictions(path)
    const footer = await readFooter(path)
    const what = footer && summaryFault(footer)
    const advice = 'Run `n4a workspace rebuild-summaries`.'
    if (what) problems.push({ kind: 'wrong_summary', path, what, advice })
  })
}

async function verifyDatasets(layout: Layout, datasets: DatasetRegistry, problems: WorkspaceProblem[]): Promise<void> {
  await noting(problems, 'damaged_registry', layout.datasets, async () => {
    for (const { id, current_path, original_path } of await datasets.registered()) {
      const path = String(current_path ?? original_path)
      // Of what was imported no place was ever known.
      if (path === '' || isSomething(path)) continue
      problems.push({
        kind: 'missing_dataset',
        path,
        what: `dataset ${id} should be there, and is not`,
        advice: `\`n4a datasets relocate ${id} --search FOLDER\` finds it by its content, wherever it is now.`,
      })
    }
  })
}

/** A registry may hold any text for a path: one that no file can have is not there. */
function isSomething(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}
