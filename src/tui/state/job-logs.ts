import type { UserMemory } from '../../core/index.ts'

/** A run that this user's dashboard started in a process of its own. */
export interface JobLog {
  /** What it prints. */
  readonly path: string
  /** The run file. */
  readonly file: string
  readonly pid: number
  readonly host: string
  readonly started_at: string
}

export interface JobLogs {
  /** Newest first. */
  readonly list: () => readonly JobLog[]
  readonly add: (log: JobLog) => void
}

const mostLogs = 50

/** What anyone may have written there counts only where it has the shape. */
function isJobLog(value: unknown): value is JobLog {
  const { path, file, pid, host, started_at } = (value ?? {}) as Partial<Record<keyof JobLog, unknown>>
  return [path, file, host, started_at].every(text => typeof text === 'string') && typeof pid === 'number'
}

/** In the user's state folder, because a run file, and so its log, may be anywhere. */
export function createJobLogs(memory: UserMemory): JobLogs {
  let added: readonly JobLog[] = []
  // Another dashboard of the same workspace may have written meanwhile.
  const read = () => {
    const kept = memory.read('logs')
    const stored = Array.isArray(kept) ? kept.filter(isJobLog) : []
    return [...added, ...stored.filter(({ path }) => !added.some(log => log.path === path))].slice(0, mostLogs)
  }
  return {
    list: read,
    add: log => {
      added = [log, ...added.filter(({ path }) => path !== log.path)]
      memory.write('logs', read())
    },
  }
}
