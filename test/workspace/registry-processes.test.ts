import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { acquireLock, type Lock } from '../../src/core/workspace/files/lock.ts'
import { startChild } from './support/child.ts'
import { describedDataset } from './support/records.ts'
import { emptyWorkspace } from './support/workspace.ts'

const file = (path: string) => join(path, 'datasets.yaml')
const lock = (path: string) => `${file(path)}.lock`
const stored = (path: string) => parse(readFileSync(file(path), 'utf8')) as { generation: number; datasets: object[] }

describe('processes that register at once', () => {
  it('lose nothing of each other, and no reader ever sees half a registry', async () => {
    const { path, datasets } = await emptyWorkspace()
    const children = ['a', 'b', 'c'].map(name => startChild('registry-child.ts', ['register', path, name, '12']))
    let [ended, reads] = [false, 0]
    const endings = Promise.all(children.map(child => child.ended)).then(codes => {
      ended = true
      return codes
    })
    while (!ended) {
      await datasets.list()
      reads += 1
    }
    expect((await endings).map(({ code }) => code)).toEqual([0, 0, 0])
    const ids = children.flatMap(({ lines }) => lines.filter(line => line !== 'ready'))
    const entries = await datasets.list()
    expect(entries.map(({ id }) => id).sort()).toEqual(ids.sort())
    expect(entries.map(({ run_count }) => run_count)).toEqual(Array(36).fill(1))
    expect(stored(path).generation).toBe(72)
    expect(reads).toBeGreaterThan(0)
  }, 60_000)
})

describe('a process that is killed while it registers', () => {
  it.each(['registry:before_write', 'registry:before_rename'])(
    'at %s leaves a lock that the next takes over at once',
    async step => {
      const workspace = await emptyWorkspace()
      await workspace.datasets.register(describedDataset())
      const before = readFileSync(file(workspace.path))
      const child = startChild('registry-child.ts', ['stop', workspace.path, 'killed', 'SIGKILL', step])
      expect((await child.ended).signal).toBe('SIGKILL')
      expect(existsSync(lock(workspace.path))).toBe(true)
      expect(readFileSync(file(workspace.path))).toEqual(before)
      await workspace.datasets.register(describedDataset({ name: 'next', path: '/data/next.csv' }))
      expect((await workspace.datasets.list()).map(({ id }) => id)).toEqual(['ds_fat', 'ds_next'])
      expect(existsSync(lock(workspace.path))).toBe(false)
      await workspace.prepare()
      expect(readdirSync(workspace.path).filter(name => name.endsWith('.tmp'))).toEqual([])
    },
  )
})

describe('a process that is stopped while it registers', () => {
  /** It holds the lock and is about to rename; `meanwhile` is done before it wakes up. */
  async function stopped(path: string, meanwhile: () => Promise<void>) {
    const child = startChild('registry-child.ts', ['stop', path, 'stopped', 'SIGSTOP', 'registry:before_rename'])
    await child.line(line => line === 'registry:before_rename')
    await meanwhile()
    // It may not have come to stopping itself yet, so it is woken up until it has ended.
    const waking = setInterval(() => child.process.kill('SIGCONT'), 50)
    await child.ended
    clearInterval(waking)
    return child.lines.at(-1)
  }

  it('registers once it wakes up, where nobody has taken its place', async () => {
    const { path, datasets } = await emptyWorkspace()
    expect(await stopped(path, async () => undefined)).toBe('registered ds_stopped')
    expect(await datasets.list()).toHaveLength(1)
  })

  it('gives way to whom its lock was given meanwhile, who has written nothing yet', async () => {
    const { path, datasets } = await emptyWorkspace()
    let held: Lock | undefined
    const last = await stopped(path, async () => {
      // As after the 30 seconds in which a process on another machine was not heard of.
      renameSync(lock(path), `${path}-away`)
      held = await acquireLock(lock(path))
    })
    expect(last).toBe('refused WorkspaceLocked')
    expect(held!.held()).toBe(true)
    await held!.release()
    expect(await datasets.list()).toEqual([])
  })

  it('gives way by the generation too, where its lock looks as if it had never been taken', async () => {
    const { path, datasets } = await emptyWorkspace()
    await datasets.register(describedDataset({ name: 'first', path: '/data/first.csv' }))
    const last = await stopped(path, async () => {
      renameSync(lock(path), `${path}-away`)
      await datasets.register(describedDataset())
      renameSync(`${path}-away`, lock(path))
    })
    expect(last).toBe('refused WorkspaceLocked')
    expect((await datasets.list()).map(({ id }) => id)).toEqual(['ds_first', 'ds_fat'])
    expect(stored(path).generation).toBe(2)
  })
})

describe('a registry that was written by hand or by something broken', () => {
  const entry = { id: 'ds_corn', hash: `sha256:${'a'.repeat(64)}` }

  it.each([
    ['no mapping', '- 1\n', 'mapping'],
    ['a list that is none', 'datasets: 3\n', 'datasets is not a list'],
    ['a generation that is none', 'generation: -1\n', 'generation'],
    ['an entry that is none', 'datasets: [3]\n', 'datasets[0] is not a mapping'],
    ['an entry without id', JSON.stringify({ datasets: [{ ...entry, id: '' }] }), 'no id'],
    ['an id that stands twice', JSON.stringify({ datasets: [entry, entry] }), 'datasets[1].id'],
    [
      'versions that are none',
      JSON.stringify({ datasets: [{ ...entry, versions: [{ hash: 1 }] }] }),
      'datasets[0].versions',
    ],
    [
      'files that are none',
      JSON.stringify({ datasets: [{ ...entry, versions: [{ version: 'v1', hash: 'x', files: [{}] }] }] }),
      'versions',
    ],
    ['a path that is none', JSON.stringify({ datasets: [{ ...entry, current_path: {} }] }), 'datasets[0].current_path'],
    ['a count that is none', JSON.stringify({ datasets: [{ ...entry, run_count: 'many' }] }), 'datasets[0].run_count'],
    ['targets that are none', JSON.stringify({ datasets: [{ ...entry, y_columns: 'fat' }] }), 'datasets[0].y_columns'],
    ['aliases without end', `a: &a [1,1]\nb: &b [${'*a,'.repeat(60)}*a]\nc: [${'*b,'.repeat(60)}*b]\n`, 'not YAML'],
    ['half of it', 'datasets:\n  - id: "ds', 'not YAML'],
    ['zeros', '\0'.repeat(100), ''],
  ])('with %s is a named error, and stays as it is', async (_what, text, said) => {
    const { path, datasets, runs, omissions } = await emptyWorkspace()
    writeFileSync(file(path), text)
    await expect(datasets.list()).rejects.toMatchObject({ code: 'DamagedFile', message: expect.stringContaining(said) })
    await expect(datasets.register(describedDataset())).rejects.toMatchObject({ code: 'DamagedFile' })
    await expect(datasets.discover()).rejects.toMatchObject({ code: 'DamagedFile' })
    expect(readFileSync(file(path), 'utf8')).toBe(text)
    expect(existsSync(lock(path))).toBe(false)
    expect(await datasets.readable()).toEqual([])
    expect(omissions()).toMatchObject([{ kind: 'damaged_registry', path: file(path) }])
    expect(await runs.list()).toEqual([])
  })

  it('with empty fields is read as one without them', async () => {
    const { path, datasets } = await emptyWorkspace()
    writeFileSync(file(path), `datasets:\n- id: ds_corn\n  hash: x\n  name:\n  versions:\n  run_count:\n  group:\n`)
    expect(await datasets.list()).toMatchObject([
      {
        id: 'ds_corn',
        name: 'ds_corn',
        versions: [],
        run_count: 0,
        group: null,
        current_path: null,
        status: 'unknown',
      },
    ])
  })
})
