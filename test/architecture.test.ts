import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

/** Each room, the rooms it may import (itself always), and the packages it may import. DESIGN: one table, executed. */
const rooms: Record<string, { rooms: readonly string[]; packages?: readonly string[]; door?: string }> = {
  'core/errors': { rooms: [] },
  'core/records': { rooms: [] },
  'core/math': { rooms: ['core/errors'] },
  'core/params': { rooms: ['core/errors'] },
  'core/zip': { rooms: ['core/errors'] },
  'core/metrics': { rooms: ['core/errors', 'core/math', 'core/params'] },
  'core/operators': { rooms: ['core/errors', 'core/records', 'core/math', 'core/params'] },
  'core/datasets': {
    rooms: ['core/errors', 'core/records', 'core/math', 'core/params', 'core/zip'],
    packages: ['hyparquet', 'parquet-wasm', 'apache-arrow', 'yaml'],
  },
  'core/pipeline': { rooms: ['core/errors', 'core/records', 'core/math', 'core/params', 'core/operators'] },
  'core/run': {
    rooms: ['errors', 'records', 'math', 'params', 'metrics', 'operators', 'datasets', 'pipeline'].map(
      r => `core/${r}`,
    ),
    packages: ['node:worker_threads'],
  },
  'core/workspace': {
    rooms: ['core/errors', 'core/records', 'core/math', 'core/zip'],
    packages: ['yaml', 'hyparquet', 'hyparquet-writer', 'parquet-wasm', 'apache-arrow', '@duckdb/node-api'],
  },
  'core/displays': { rooms: ['core/errors', 'core/records', 'core/math'] },
  'core/exports': { rooms: ['core/errors', 'core/records', 'core/displays'], packages: ['hyparquet-writer'] },
  'core/engine': {
    rooms: [
      ...['errors', 'records', 'math', 'params', 'metrics', 'operators', 'datasets', 'pipeline'].map(r => `core/${r}`),
      'core/run',
      'core/workspace',
      'core/displays',
    ],
    packages: ['yaml'],
  },
  'core/index.ts': { rooms: ['core/engine', 'core/exports', 'core/displays', 'core/records', 'core/errors'] },
  render: { rooms: ['core/index.ts'] },
  cli: { rooms: ['core/index.ts', 'render/index.ts', 'tui/index.tsx'], packages: ['commander', 'string-width'] },
  tui: { rooms: ['core/index.ts'], packages: ['ink', 'ink-table', 'react', 'asciichart', 'string-width'] },
  kernel: { rooms: ['core/index.ts', 'render'], packages: ['apache-arrow'] },
}

/** Rooms that may use only these of Node's modules: what is pure stays pure. */
const pureRooms = ['errors', 'records', 'math', 'params', 'metrics', 'operators', 'displays'].map(r => `core/${r}`)

const roomOf = (file: string) => Object.keys(rooms).find(room => file === room || file.startsWith(`${room}/`))

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file))

function importsOf(file: string): string[] {
  const text = readFileSync(join('src', file), 'utf8')
  const found = [...text.matchAll(/(?:\b(?:from|import) |import\()'([^']+)'/g)].map(match => match[1]!)
  return [...new Set(found)]
}

it('puts every file into a room', () => {
  expect(files.filter(file => !roomOf(file))).toEqual([])
})

it('lets a room import only the rooms below it', () => {
  const violations = files.flatMap(file => {
    const room = roomOf(file)!
    return importsOf(file)
      .filter(target => target.startsWith('.'))
      .map(target => normalize(join(dirname(file), target)))
      .filter(target => roomOf(target) !== room)
      .filter(target => !rooms[room]!.rooms.some(allowed => target === allowed || target.startsWith(`${allowed}/`)))
      .map(target => `${file} → ${target}`)
  })
  expect(violations).toEqual([])
})

it('lets outside packages live only in their rooms', () => {
  const violations = files.flatMap(file => {
    const room = roomOf(file)!
    return importsOf(file)
      .filter(target => !target.startsWith('.') && !target.startsWith('node:') && !builtinModules.includes(target))
      .map(target =>
        target
          .split('/')
          .slice(0, target.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      .filter(target => !(rooms[room]!.packages ?? []).includes(target))
      .map(target => `${file} → ${target}`)
  })
  expect(violations).toEqual([])
})

it('keeps the disk, the clock of the machine and the network out of the pure rooms', () => {
  const violations = files
    .filter(file => pureRooms.includes(roomOf(file)!))
    .flatMap(file =>
      importsOf(file)
        .filter(target => target.startsWith('node:'))
        .map(target => `${file} → ${target}`),
    )
  expect(violations).toEqual([])
})

it('lets worker threads live only in the run room', () => {
  const users = files.filter(file => importsOf(file).includes('node:worker_threads')).map(roomOf)
  expect(users.filter(room => room !== 'core/run')).toEqual([])
})

it('keeps files short: median at most 120 lines, none over 400', () => {
  const lengths = files.map(file => readFileSync(join('src', file), 'utf8').split('\n').length).sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]!).toBeLessThanOrEqual(120)
  expect(lengths.at(-1)!).toBeLessThanOrEqual(400)
})
