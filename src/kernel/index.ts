import { resolve } from 'node:path'
import process from 'node:process'
import { createEngine, type DefinedMetric, type Engine, type OwnOperator } from '../core/index.ts'
import type { Kernel } from './kernel.ts'
import { kernelOf } from './kernel-of.ts'

/** Records and options, so that a notebook can name the type of everything it keeps. */
export type * from '../core/index.ts'
export type { Cell, Row } from '../core/index.ts'
/**
 * Operators and metrics of your own, for `open(folder, { operators: [it], metrics: [it] })`; templates and run files call them by
 * their names.
 */
export {
  defineClassifier,
  defineMetric,
  defineModel,
  defineSplitter,
  defineTransform,
  type OwnOperator,
} from '../core/index.ts'
export type { DrawnSpectraOptions, OutlierOptions } from '../render/drawings/draw-dataset.ts'
export type { FactorOptions } from '../render/drawings/draw-results.ts'
export type { OwnTable } from './arrow-dataset.ts'
export type { ArrowTable, DataTable } from './data-table.ts'
export type { Drawing, DrawnData } from './drawing.ts'
export type * from './kernel.ts'
export type { MimeBundle } from './mime-bundle.ts'
export type { Listing, RecordQuery, Records } from './record-list.ts'
export { type Renderable, type Shown, show } from './renderable.ts'

let engine: Engine | null = null

/** The workspace of this notebook: made at the first call, so that importing does nothing. */
function currentEngine(): Engine {
  engine ??= createEngine({ workspace: resolve(process.env.N4A_WORKSPACE || 'workspace') })
  return engine
}

/**
 * Work in the workspace at `path`, and say which it is. Without a path: the one in use, by default `N4A_WORKSPACE` or
 * `./workspace`.
 */
export function workspace(path?: string): string {
  if (path !== undefined) engine = createEngine({ workspace: resolve(path) })
  return currentEngine().workspace
}

/** The functions of this module, bound to a workspace. */
export interface OpenWorkspace extends Kernel {
  /** Its absolute path. */
  readonly workspace: string
}

/** What a workspace is opened with: operators and metrics of your own. */
export interface OpenOptions {
  readonly operators?: readonly OwnOperator[]
  readonly metrics?: readonly DefinedMetric[]
}

/** The same functions on the workspace at `folder`, whatever `workspace()` says; it need not exist yet. */
export function open(folder: string, options: OpenOptions = {}): OpenWorkspace {
  const own = createEngine({ workspace: resolve(folder), ...options })
  return { ...kernelOf(() => own), workspace: own.workspace }
}

const kernel = kernelOf(currentEngine)

/**
 * Run a request, a run file, or template files with `datasets`. Interrupting the cell pauses the run. `run.attach(id)` follows
 * the run of another process.
 */
export const run: Kernel['run'] = kernel.run

/** Execute what an interrupted, paused or failed run has not recorded yet. */
export const resume: Kernel['resume'] = kernel.resume

/** Follow a run that any process executes, until it ends; the same as `run.attach`. */
export const watch: Kernel['watch'] = kernel.watch

/** A whole run as one file, for another workspace; the same as `run.export`. Datasets and marks are not in it. */
export const exportRun: Kernel['exportRun'] = kernel.exportRun

/** Bring a run from such a file: all of it or nothing, and once however often. */
export const importRun: Kernel['importRun'] = kernel.importRun

/** Newest first. */
export const runs: Kernel['runs'] = kernel.runs

/** Best first within each dataset. `await results()`, or `await results.where('rpd > 3').top(10, 'rmse')`. */
export const results: Kernel['results'] = kernel.results

/** One per model, fold and partition. */
export const predictions: Kernel['predictions'] = kernel.predictions

/** Measured and predicted values of one prediction. */
export const arrays: Kernel['arrays'] = kernel.arrays

/** Several predictions as one: mean, median, weighted or vote. */
export const aggregate: Kernel['aggregate'] = kernel.aggregate

/** A stored result applied to new samples, with intervals, and what speaks against each. */
export const predict: Kernel['predict'] = kernel.predict

/** From the raw file to a result or prediction, and what was made of it. */
export const lineage: Kernel['lineage'] = kernel.lineage

/** A file, `library:NAME` or an object: how many pipelines, which, and what they cost. */
export const template: Kernel['template'] = kernel.template

/** A file, an entry of a run file, or own arrays (`{ X, y, wavelengths, … }`): what it holds, and an entry for `run`. */
export const dataset: Kernel['dataset'] = kernel.dataset

/** Templates of the runs in this workspace, newest first. */
export const templates: Kernel['templates'] = kernel.templates

/** Datasets this workspace knows, and where they are now; `datasets.check()`, `.relocate()`, `.accept()`, `.register()`, `.sync()`. */
export const datasets: Kernel['datasets'] = kernel.datasets

/** Preprocessing steps, models and splitters, with their parameters and sources. */
export const operators: Kernel['operators'] = kernel.operators

/** The best results of a run, dataset by dataset. Default: of the newest run. */
export const leaderboard: Kernel['leaderboard'] = kernel.leaderboard

/** Results side by side, with only what differs between them. A run stands for its best ten of each dataset. */
export const compare: Kernel['compare'] = kernel.compare

/** Scores of one result: fold by fold, and every metric. */
export const folds: Kernel['folds'] = kernel.folds

/** Predicted against measured; of classes the confusion matrix, class by class, and the samples that are wrong. */
export const scatter: Kernel['scatter'] = kernel.scatter

/** Residuals against measured, their histogram and how they lie to the normal distribution. */
export const residuals: Kernel['residuals'] = kernel.residuals

/** One result whole: scores by fold, predictions, residuals, and the curve it is a point of. */
export const report: Kernel['report'] = kernel.report

/** The best score at each pair of two factors, coloured. Default: preprocessings × datasets of the newest run. */
export const matrix: Kernel['matrix'] = kernel.matrix

/** Scores at each level of a factor as box plots. Default: by preprocessing, of the newest run. */
export const boxes: Kernel['boxes'] = kernel.boxes

/** How scores are distributed, dataset by dataset. Default: of the newest run. */
export const distribution: Kernel['distribution'] = kernel.distribution

/** RMSECV and RMSEC (of classes: the ranking score) against a parameter of the model. Default: the number of components. */
export const curve: Kernel['curve'] = kernel.curve

/** Coefficients, VIP, selectivity, loadings and influence of a result's model, fitted on all training rows. */
export const explain: Kernel['explain'] = kernel.explain

/** What the chart steps of a result's template ask for. */
export const charts: Kernel['charts'] = kernel.charts

/** Anything drawn by a display function. */
export const table: Kernel['table'] = kernel.table
