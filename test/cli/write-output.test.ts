import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { resultRecord } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-output-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const at = (...names: string[]) => join(scratch, ...names)

/** All that write with -o go one way; one that writes text and one that writes bytes stand for them. */
const commands = [
  ['text', ['results', 'export', '--format', 'csv']],
  ['bytes', ['results', 'export', '--format', 'parquet']],
] as const

describe.each(commands)('-o with %s', (kind, words) => {
  const to = (path: string, ...more: string[]) =>
    invoke([...words, '-o', path, ...more], { engine: fakeEngine({ results: [resultRecord()] }) })

  it('makes a file, and writes over one only when told to, whole', async () => {
    const path = at(`${kind}.out`)
    expect((await to(path)).code).toBe(0)
    const whole = readFileSync(path)
    expect(whole.length).toBeGreaterThan(50)
    writeFileSync(path, 'mine')
    const refused = await to(path)
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('exists already') })
    expect(readFileSync(path, 'utf8')).toBe('mine')
    expect((await to(path, '--force')).code).toBe(0)
    expect(readFileSync(path)).toEqual(whole)
    expect(readdirSync(scratch).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  it('follows a link to a file, which stays a link', async () => {
    mkdirSync(at(kind))
    writeFileSync(at(kind, 'real'), 'old', { mode: 0o600 })
    symlinkSync('real', at(kind, 'link'))
    expect((await to(at(kind, 'link'), '--force')).code).toBe(0)
    expect(lstatSync(at(kind, 'link')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at(kind, 'real')).length).toBeGreaterThan(50)
    expect(statSync(at(kind, 'real')).mode & 0o777).toBe(0o600)
  })

  it('writes into a pipe, and takes the place of no device', async () => {
    const pipe = at(`${kind}.pipe`)
    execFileSync('mkfifo', [pipe])
    const read = (async () => {
      let bytes = 0
      for await (const part of createReadStream(pipe)) bytes += (part as Buffer).length
      return bytes
    })()
    expect((await to(pipe, '--force')).code).toBe(0)
    expect(await read).toBeGreaterThan(50)
    expect(statSync(pipe).isFIFO()).toBe(true)
    expect((await to('/dev/null', '--force')).code).toBe(0)
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('refuses a folder, and one that is not there', async () => {
    expect(await to(scratch, '--force')).toMatchObject({ code: 2, err: expect.stringContaining('it is a folder') })
    expect(await to(at('nowhere', 'x'))).toMatchObject({ code: 2, err: expect.stringContaining('OutputNotWritable') })
  })
})

it('bytes go onto no screen', async () => {
  const { code, err } = await invoke(['results', 'export', '--format', 'parquet'])
  expect(code).toBe(2)
  expect(err).toContain('is no text')
})
