import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { shortHash } from './safe-name.ts'

/** Who holds a lock or wrote a file, precise enough to tell whether that process still lives. */
export interface ProcessIdentity {
  readonly host: string
  /** Containers on one host may count their processes apart. */
  readonly pid_namespace: string | null
  readonly pid: number
  /** Clock ticks since boot: a pid is used again, but not with the same start. */
  readonly started: string | null
}

function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

function startOf(pid: number): string | null {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The process name stands in parentheses and may hold anything, so fields are counted from the last one.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

export const thisProcess: ProcessIdentity = {
  host: hostname(),
  pid_namespace: attempt(() => readlinkSync('/proc/self/ns/pid')),
  pid: process.pid,
  started: startOf(process.pid),
}

let tag: string | undefined

/** Marks temporary files of this machine. Made when it is first asked for: who only reads loads no hashing. */
export function hostTag(): string {
  tag ??= shortHash(`${thisProcess.host} ${thisProcess.pid_namespace}`)
  return tag
}

export function pidIsGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** `unknown`: it ran on another machine, whose processes cannot be seen from here. */
export function lifeOf(owner: ProcessIdentity): 'alive' | 'gone' | 'unknown' {
  if (owner.host !== thisProcess.host || owner.pid_namespace !== thisProcess.pid_namespace) return 'unknown'
  if (pidIsGone(owner.pid)) return 'gone'
  return owner.started !== null && startOf(owner.pid) !== owner.started ? 'gone' : 'alive'
}
