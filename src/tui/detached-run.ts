import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/**
 * Start `n4a run FILE` in a process that outlives this one. What it prints goes to `FILE.log`, whose path is given back: a run
 * that does not get as far as a record of its own tells why only there.
 * @throws what keeps the log from being written
 */
export function startDetachedRun(file: string, workspace: string, failed: (error: Error) => void): string {
  const path = `${file}.log`
  const log = openSync(path, 'a')
  try {
    const run = [...process.execArgv, process.argv[1]!, 'run', file, '--workspace', workspace]
    const child = spawn(process.execPath, run, { detached: true, stdio: ['ignore', log, log] })
    child.on('error', failed)
    child.unref()
  } finally {
    closeSync(log)
  }
  return path
}
