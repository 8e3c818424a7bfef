import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { startDetachedRun } from '../../src/tui/detached-run.ts'
import { launcher } from '../cli/support/built-command.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-detached-'))
const own = process.argv[1]!
const flags = process.execArgv
beforeAll(() => {
  // As in the built command; the flags of the test runner are not its own.
  process.argv[1] = launcher
  process.execArgv = []
})
afterAll(() => {
  process.argv[1] = own
  process.execArgv = flags
  rmSync(scratch, { recursive: true, force: true })
})

async function until(holds: () => boolean | Promise<boolean>) {
  const end = Date.now() + 60_000
  while (!(await holds())) {
    if (Date.now() > end) throw new RangeError('It never came to hold.')
    await after(50)
  }
}

const never = (error: Error) => {
  throw error
}

describe('a detached run', () => {
  it('is recorded in the workspace, and prints to a file beside its own', { timeout: 90_000 }, async () => {
    const engine = createEngine({ workspace: join(scratch, 'workspace') })
    const { path } = await engine.runs.write(smallRequest({ datasets: [tecator('fat')] }), join(scratch, 'run.yaml'))
    const { log } = startDetachedRun(path!, engine.workspace, never)
    expect(log).toBe(`${path}.log`)
    await until(async () => (await engine.runs.list())[0]?.status === 'completed')
    await until(() => readFileSync(log, 'utf8').includes('n4a results list'))
  })

  it('that cannot start tells why in that file', { timeout: 90_000 }, async () => {
    const path = join(scratch, 'broken.yaml')
    writeFileSync(path, 'name: x\n')
    const { log } = startDetachedRun(path, join(scratch, 'other'), never)
    await until(() => existsSync(log) && /\[\w+\]/.test(readFileSync(log, 'utf8')))
    expect(readFileSync(log, 'utf8')).toContain('broken.yaml')
  })

  it('is refused where its log cannot be written', () => {
    expect(() => startDetachedRun(join(scratch, 'nowhere', 'run.yaml'), scratch, never)).toThrow(/ENOENT/)
  })
})
