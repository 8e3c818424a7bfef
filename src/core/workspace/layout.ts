import { join } from 'node:path'
import type { Omissions } from './omissions.ts'

/** Where everything stands in a workspace. Every name given here has been through `safeName` or is a record's id. */
export interface Layout {
  readonly root: string
  readonly runs: string
  /** Runs that are out of sight until a compaction takes them away. */
  readonly deleted: string
  readonly predictions: string
  readonly arrays: string
  /** Models of results. */
  readonly binaries: string
  /** Models from elsewhere. */
  readonly models: string
  readonly datasets: string
  /** Datasets that programs gave as arrays. */
  readonly tables: string
  /** What metrics of programs' own say of themselves. */
  readonly metrics: string
  /** What people marked, one journal a person and machine. */
  readonly marks: string
  /** What is asked of listings, under names. */
  readonly views: string
  /** Templates that were saved to be used again. */
  readonly templateLibrary: string
  run(id: string): RunLayout
  array(id: string): string
}

export interface RunLayout {
  readonly folder: string
  readonly manifest: string
  readonly templates: string
  readonly pipelines: string
  readonly segments: string
  readonly results: string
  /** Held by the process that executes the run. */
  readonly executingLock: string
  readonly manifestLock: string
  readonly checkpointLock: string
  segment(name: string): string
  resultManifest(dataset: string, config: string): string
}

export function runLayout(folder: string): RunLayout {
  return {
    folder,
    manifest: join(folder, 'run_manifest.yaml'),
    templates: join(folder, 'templates'),
    pipelines: join(folder, 'expanded_pipelines.yaml'),
    segments: join(folder, 'segments'),
    results: join(folder, 'results.parquet'),
    executingLock: join(folder, '.executing.lock'),
    manifestLock: join(folder, '.manifest.lock'),
    checkpointLock: join(folder, '.checkpoint.lock'),
    segment: name => join(folder, 'segments', `${name}.jsonl`),
    resultManifest: (dataset, config) => join(folder, 'results', dataset, config, 'manifest.yaml'),
  }
}

export function layoutOf(root: string): Layout {
  return {
    root,
    runs: join(root, 'runs'),
    deleted: join(root, 'deleted'),
    predictions: join(root, 'predictions'),
    arrays: join(root, 'arrays'),
    binaries: join(root, 'binaries'),
    models: join(root, 'models'),
    datasets: join(root, 'datasets.yaml'),
    tables: join(root, 'tables'),
    metrics: join(root, 'metrics'),
    marks: join(root, 'marks'),
    views: join(root, 'views'),
    templateLibrary: join(root, 'library', 'templates'),
    run: id => runLayout(join(root, 'runs', id)),
    array: id => join(root, 'arrays', `${id}.npy`),
  }
}

/** What every part of the store needs to know. */
export interface Store {
  readonly layout: Layout
  /** Lower is better after it. The store knows no metric, hence no direction. */
  readonly ranking: (metric: string, score: number) => number
  /** Called at the named moments of a write, for tests that kill the process there. */
  readonly onStep: (step: string) => void
  readonly omissions: Omissions
}
