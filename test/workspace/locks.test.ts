import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { acquireLock, lockOwner } from '../../src/core/workspace/files/lock.ts'
import { thisProcess } from '../../src/core/workspace/files/this-process.ts'
import { startChild } from './support/child.ts'
import { temporaryFolder, workspaceWithRun } from './support/workspace.ts'

const lockPath = () => join(temporaryFolder(), 'run', 'lock')

function fresh(): string {
  const path = lockPath()
  mkdirSync(dirname(path))
  return path
}

/** A lock as another process would have left it, last heard of `seconds` ago. */
function leftBy(path: string, owner: object, seconds: number): void {
  mkdirSync(path)
  const text = JSON.stringify({ ...thisProcess, token: 'theirs', since: '2026-11-23T08:00:00.000Z', ...owner })
  writeFileSync(join(path, 'owner.json'), text)
  const then = Date.now() / 1000 - seconds
  utimesSync(join(path, 'owner.json'), then, then)
}

const elsewhere = { host: 'node17.cluster', pid: process.pid }

describe('a lock', () => {
  it('is held by one at a time', async () => {
    const path = fresh()
    const lock = await acquireLock(path)
    await expect(acquireLock(path)).rejects.toMatchObject({
      code: 'WorkspaceLocked',
      message: expect.stringContaining('this process'),
    })
    expect(lock.held()).toBe(true)
    await lock.release()
    expect(lock.held()).toBe(false)
    await (await acquireLock(path)).release()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('is waited for', async () => {
    const path = fresh()
    const first = await acquireLock(path)
    const second = acquireLock(path, path, 10_000)
    await first.release()
    await (await second).release()
  })

  it('of a dead process on this machine is free at once', async () => {
    const path = fresh()
    const child = startChild('lock-child.ts', ['hold', path])
    await child.line(line => line === 'held')
    await expect(acquireLock(path)).rejects.toMatchObject({
      message: expect.stringContaining(`process ${child.process.pid} on ${hostname()}`),
    })
    expect(lockOwner(path)?.pid).toBe(child.process.pid)
    child.process.kill('SIGKILL')
    await child.ended
    expect(lockOwner(path)).toBeNull()
    await (await acquireLock(path)).release()
  })

  it('of a living process on this machine holds, however long it was not heard of', async () => {
    const path = fresh()
    leftBy(path, {}, 3600)
    await expect(acquireLock(path)).rejects.toMatchObject({ code: 'WorkspaceLocked' })
  })

  it.skipIf(thisProcess.started === null)('of an earlier process with the same pid is free', async () => {
    const path = fresh()
    leftBy(path, { started: '1' }, 0)
    await (await acquireLock(path)).release()
  })

  it('of another machine holds while it is heard of, and is free 30 seconds after', async () => {
    const [heard, silent] = [fresh(), fresh()]
    leftBy(heard, elsewhere, 20)
    leftBy(silent, elsewhere, 40)
    await expect(acquireLock(heard)).rejects.toMatchObject({ message: expect.stringContaining('node17.cluster') })
    await (await acquireLock(silent)).release()
  })

  it('whose owner a power cut has wiped out is free 30 seconds after', async () => {
    const path = fresh()
    leftBy(path, elsewhere, 0)
    writeFileSync(join(path, 'owner.json'), '')
    await expect(acquireLock(path)).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    const then = Date.now() / 1000 - 40
    utimesSync(join(path, 'owner.json'), then, then)
    await (await acquireLock(path)).release()
  })

  it('that another machine is clearing is waited for, and cleared when that is long ago', async () => {
    const path = fresh()
    leftBy(path, elsewhere, 40)
    leftBy(`${path}.breaking`, elsewhere, 0)
    await expect(acquireLock(path)).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    rmSync(`${path}.breaking`, { recursive: true })
    leftBy(`${path}.breaking`, elsewhere, 40)
    await (await acquireLock(path, path, 5000)).release()
  })

  it.skipIf(thisProcess.started === null)('whose clearer was killed on this machine holds up nobody', async () => {
    const path = fresh()
    leftBy(path, { started: '1' }, 0)
    leftBy(`${path}.breaking`, { started: '1' }, 0)
    await (await acquireLock(path)).release()
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('that was taken over is not given back by the one who lost it', async () => {
    const path = fresh()
    const lock = await acquireLock(path)
    const mine = readFileSync(join(path, 'owner.json'), 'utf8')
    writeFileSync(join(path, 'owner.json'), mine.replace(/"token":"[^"]+"/, '"token":"theirs"'))
    expect(lock.held()).toBe(false)
    await lock.release()
    expect(existsSync(path)).toBe(true)
  })

  it('that is stale goes to one of many', async () => {
    const path = fresh()
    leftBy(path, elsewhere, 40)
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => acquireLock(path, path, 20)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('keeps processes from losing each other’s work, as they do without it', async () => {
    const counted = async (mode: string) => {
      const path = fresh()
      const file = join(dirname(path), 'count')
      writeFileSync(file, '0')
      const children = Array.from({ length: 4 }, () => startChild('lock-child.ts', [mode, path, file, '50']))
      for (const child of children) expect((await child.ended).code).toBe(0)
      return Number(readFileSync(file, 'utf8'))
    }
    expect(await counted('count')).toBe(200)
    expect(await counted('count_without_lock')).toBeLessThan(200)
  })
})

describe('the right to execute a run', () => {
  it('has one owner, and shows that the run is alive', async () => {
    const { workspace, id } = await workspaceWithRun()
    expect(await workspace.runs.isLive(id)).toBe(false)
    const lock = await workspace.runs.acquire(id)
    expect(await workspace.runs.isLive(id)).toBe(true)
    await expect(workspace.runs.acquire(id)).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    await lock.release()
    expect(await workspace.runs.isLive(id)).toBe(false)
  })
})
