import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import * as pty from 'node-pty'
import { describe, expect, it } from 'vitest'
import { folderWith, launcher, n4a, node20, start } from './support/built-command.ts'

/** What a terminal shows of this command. */
const onTerminal = (node: string, args: readonly string[]) =>
  new Promise<string>(resolve => {
    const terminal = pty.spawn(node, [launcher, ...args], { cols: 200, rows: 30 })
    let shown = ''
    terminal.onData(text => {
      shown += text
    })
    terminal.onExit(() => resolve(shown))
  })

describe('the launcher', () => {
  it('says what to do where nothing is built yet', async () => {
    const folder = folderWith({})
    mkdirSync(join(folder, 'bin'))
    const copy = join(folder, 'bin', 'n4a.cjs')
    copyFileSync(launcher, copy)
    const ended = await start(['--version'], { launcher: copy }).ended
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toContain(`run "npm run build" in ${folder}`)
  })

  it('gives every command the exit code that scripts rely on', async () => {
    const cwd = folderWith({})
    expect((await n4a(['runs', 'list', '--json'], { cwd })).code).toBe(0)
    expect((await n4a(['runs', 'lsit'], { cwd })).code).toBe(2)
    expect((await n4a(['tui'], { cwd })).code).toBe(2)
    expect((await n4a(['doctor', '--workspace', '/proc/none'], { cwd })).code).toBe(3)
  })
})

const oldNode = node20()

describe.skipIf(!oldNode)('the launcher on Node 20 (skipped where there is none)', () => {
  it('tells a person what an older Node lacks, and only with --version, tui and demo', async () => {
    expect(await onTerminal(oldNode!, ['--version'])).toContain('n4a is made for 22.13 and later')
    expect(await onTerminal(oldNode!, ['operators', 'list', '--json'])).not.toContain('22.13')
  })
})
