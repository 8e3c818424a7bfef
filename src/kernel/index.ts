import { resolve } from 'node:path'
import process from 'node:process'
import { createEngine, type Engine } from '../core/index.ts'
import { kernelOf } from './kernel-of.ts'

export type { Kernel, LeaderboardOptions, NotebookRunOptions, ResultLike, RunLike, ScatterOptions } from './kernel.ts'
export type { MimeBundle } from './mime-bundle.ts'
export type { Renderable, Shown } from './renderable.ts'

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

export const {
  run,
  resume,
  runs,
  results,
  predictions,
  templates,
  datasets,
  operators,
  leaderboard,
  compare,
  folds,
  scatter,
  curve,
  table,
} = kernelOf(currentEngine)
