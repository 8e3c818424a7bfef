import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

export interface DetachedRun {
  /** What it prints. */
  readonly log: string
  readonly pid: number
}

/**
 * Start `n4a run FILE` in a process that outlives this one. What it prints goes to `FILE.log`: a run
 * that does not get as far as a record of its own tells why only there.
 * @throws what keeps the log from being written
 */
export function startDetachedRun(file: string, workspace: string, failed: (error: Error) => void): DetachedRun {
  const path = `${file}.log`
  const log = openSync(path, 'a')
  try {
    const run = [...process.execArgv, process.argv[1]!, 'run', file, '--workspace', workspace]
    const child = spawn(process.execPath, run, { detached: true, stdio: ['ignore', log, log] })
    child.on('error', failed)
    child.unref()
    return { log: path, pid: child.pid ?? 0 }
  } finally {
    closeSync(log)
  }
}
