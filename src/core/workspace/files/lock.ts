import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type N4aError, WorkspaceLocked } from '../../errors/index.ts'
import { temporaryPath } from './atomic-file.ts'
import { failureCode, isMissing } from './storage-failure.ts'
import { lifeOf, type ProcessIdentity, thisProcess } from './this-process.ts'

/*
 * A lock is a folder that holds its owner's identity. It is prepared under a private name and renamed into place: a folder
 * cannot be renamed onto one that is not empty, so the first wins, and a lock never stands without an owner. It works on
 * NFS and Lustre, where flock does not. A dead owner on this machine frees it at once; one elsewhere after 30 seconds
 * without a heartbeat. Since a stopped process can wake up after that, whoever commits under a lock checks `held` and the
 * generation of its target right before the rename.
 */

const STALE = 30_000
const HEARTBEAT = 5_000

export interface LockOwner extends ProcessIdentity {
  readonly token: string
  readonly since: string
}

export interface Lock {
  /** Whether it is still ours, read from the disk. */
  held(): boolean
  release(): Promise<void>
}

function readOwner(path: string): LockOwner | null {
  try {
    return JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8')) as LockOwner
  } catch (error) {
    if (isMissing(error) || failureCode(error) === 'ENOTDIR' || failureCode(error) === 'ESTALE') return null
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function lastBeat(path: string): number {
  for (const file of ['beat', 'owner.json', '.']) {
    const time = statSync(join(path, file), { throwIfNoEntry: false })?.mtimeMs
    if (time !== undefined) return time
  }
  return Number.POSITIVE_INFINITY
}

function beat(path: string): void {
  writeFileSync(join(path, 'beat'), '')
}

/** A lock whose owner a power cut has wiped out is judged by its age alone. */
function isStale(path: string, owner: LockOwner | null, now: number): boolean {
  const life = owner ? lifeOf(owner) : 'unknown'
  return life === 'gone' || (life === 'unknown' && now - lastBeat(path) > STALE)
}

/**
 * Several may find the same lock stale; only one may clear it, and not a fresh one that has come in its place. False where
 * another is about it. Who clears is named too, so that one that was killed while it cleared holds up nobody.
 */
function clearStale(path: string, found: LockOwner | null, now: number): boolean {
  const breaker = `${path}.breaking`
  const own = temporaryPath(breaker)
  const { token } = prepare(own)
  if (!moveIn(own, breaker, token)) {
    rmSync(own, { recursive: true, force: true })
    const other = readOwner(breaker)
    if (!isStale(breaker, other, now)) return false
    discard(breaker, other)
    return true
  }
  try {
    const owner = readOwner(path)
    if (owner?.token === found?.token && isStale(path, owner, now)) discard(path, owner)
    return true
  } finally {
    rmSync(breaker, { recursive: true, force: true })
  }
}

/** Take a lock away, but not one that another has put in its place meanwhile. */
function discard(path: string, owner: LockOwner | null): void {
  const away = temporaryPath(path)
  try {
    renameSync(path, away)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  const taken = readOwner(away)
  if (taken && taken.token !== owner?.token && moveIn(away, path, taken.token)) return
  rmSync(away, { recursive: true, force: true })
}

/** A folder with this process as its owner, to be moved into the place of a lock. */
function prepare(own: string): LockOwner {
  const owner = { ...thisProcess, token: randomUUID(), since: new Date().toISOString() }
  mkdirSync(own)
  writeFileSync(join(own, 'owner.json'), JSON.stringify(owner))
  return owner
}

function moveIn(own: string, path: string, token: string): boolean {
  try {
    renameSync(own, path)
    return true
  } catch (error) {
    const code = failureCode(error)
    // An NFS client that repeats a rename after a lost answer is told that the source is missing.
    if (code === 'ENOENT' && readOwner(path)?.token === token) return true
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || (code === 'EPERM' && readOwner(path))) return false
    throw error
  }
}

/** Who holds a lock now; null where nobody does, or its owner is dead. */
export function lockOwner(path: string): LockOwner | null {
  const owner = readOwner(path)
  return owner && !isStale(path, owner, Date.now()) ? owner : null
}

export function describeOwner({ pid, host, since }: LockOwner): string {
  const who = pid === thisProcess.pid && host === thisProcess.host ? 'this process' : `process ${pid} on ${host}`
  return `${who} since ${since}`
}

/** @throws WorkspaceLocked when another holds it for longer than `wait` milliseconds */
export async function acquireLock(path: string, what = path, wait = 0): Promise<Lock> {
  const own = temporaryPath(path)
  const end = Date.now() + wait
  const { token } = prepare(own)
  try {
    for (let pause = 2; !moveIn(own, path, token); pause = Math.min(50, pause * 2)) {
      const owner = readOwner(path)
      // The file system's clock, not ours, is what other machines' heartbeats are dated by.
      beat(own)
      const now = lastBeat(own)
      if (isStale(path, owner, now) && clearStale(path, owner, now)) continue
      if (Date.now() >= end)
        throw WorkspaceLocked({ path: what, holder: owner ? describeOwner(owner) : 'another process' })
      await sleep(pause * (0.5 + Math.random()))
    }
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    throw error
  }
  return keep(path, token)
}

function keep(path: string, token: string): Lock {
  const held = () => readOwner(path)?.token === token
  const timer = setInterval(() => {
    try {
      if (held()) beat(path)
      else clearInterval(timer)
    } catch {
      // A missed heartbeat is no failure by itself: whoever commits asks `held`, and hears of the disk's trouble there.
    }
  }, HEARTBEAT)
  timer.unref()
  return {
    held,
    release: async () => {
      clearInterval(timer)
      const owner = readOwner(path)
      if (owner?.token === token) discard(path, owner)
    },
  }
}

/** Run `work` while holding a short lock. */
export async function locked<T>(path: string, what: string, work: (lock: Lock) => Promise<T>): Promise<T> {
  const lock = await acquireLock(path, what, 60_000)
  try {
    return await work(lock)
  } finally {
    await lock.release()
  }
}

/** @throws WorkspaceLocked when the lock was taken over meanwhile, so that nothing may be committed under it */
export function assertHeld(lock: Lock, what: string): void {
  if (!lock.held()) throw lockLost(what)
}

export function lockLost(what: string): N4aError {
  return WorkspaceLocked({ path: what, holder: 'another process, which took over while this one was stopped' })
}
