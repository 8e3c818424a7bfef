import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clipboardSequences, clipboardTools, copyText } from '../../src/tui/clipboard.ts'
import { copiedWords } from '../../src/tui/state/copies.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'n4a-clipboard-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A program that keeps what it is given, and ends with the code. */
function program(name: string, code: number) {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n/bin/cat > ${join(folder, 'taken')}\nexit ${code}\n`)
  chmodSync(file, 0o755)
}

const copy = async (text: string, env: Record<string, string>) => {
  const written: string[] = []
  const file = join(folder, 'state', 'copied.txt')
  const copied = await copyText(text, {
    env: { PATH: folder, ...env },
    platform: 'linux',
    write: sequence => void written.push(sequence),
    file,
  })
  return { copied, written, file }
}

const encoded = Buffer.from('πx').toString('base64')

describe('copying', () => {
  it('sends OSC 52, keeps a file for the user alone, and claims nothing', async () => {
    const { copied, written, file } = await copy('πx', { TERM: 'xterm' })
    expect(written).toEqual([`\u001b]52;c;${encoded}\u0007`])
    expect(copied).toEqual({ tool: null, sent: true, file, reason: null })
    expect(readFileSync(file, 'utf8')).toBe('πx')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(copiedWords('1 row', copied)).toMatch(/^Sent to the terminal's clipboard; if it does not arrive: /)
  })

  it('gives it to the program of the display first, and to the terminal where that fails', async () => {
    program('xclip', 0)
    const taken = await copy('abc', { DISPLAY: ':0', TERM: 'xterm' })
    expect(taken.copied).toEqual({ tool: 'xclip', sent: false, file: null, reason: null })
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('abc')
    expect(taken.written).toEqual([])
    expect(copiedWords('1 id', taken.copied)).toBe('Copied by xclip: 1 id.')
    program('xclip', 1)
    expect((await copy('abc', { DISPLAY: ':0', TERM: 'xterm' })).copied).toMatchObject({ tool: null, sent: true })
  })

  it('looks for programs only where their display is the one that is looked at', () => {
    const names = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
      clipboardTools(env, platform).map(({ name }) => name)
    expect(names({ WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['wl-copy'])
    expect(names({ WAYLAND_DISPLAY: 'wayland-0', SSH_TTY: '/dev/pts/1' })).toEqual([])
    expect(names({ DISPLAY: 'localhost:10.0', SSH_CONNECTION: '1' })).toEqual(['xclip', 'xsel'])
    expect(names({}, 'darwin')).toEqual(['pbcopy'])
    expect(names({ SSH_TTY: 'x' }, 'darwin')).toEqual([])
    expect(names({ WSL_DISTRO_NAME: 'Debian' })).toEqual(['clip.exe'])
    expect(names({})).toEqual([])
  })

  it('gets through tmux and screen', () => {
    const [plain, passed] = clipboardSequences('πx', { TMUX: '/tmp/tmux' })
    expect(plain).toBe(`\u001b]52;c;${encoded}\u0007`)
    expect(passed).toBe(`\u001bPtmux;\u001b\u001b]52;c;${encoded}\u0007\u001b\\`)
    const [screen] = clipboardSequences('x'.repeat(300), { STY: '1.pts' })
    const pieces = screen!.split('\u001b\\').filter(Boolean)
    expect(pieces.every(piece => piece.startsWith('\u001bP') && piece.length < 100)).toBe(true)
    const joined = pieces.map(piece => piece.slice(2)).join('')
    expect(joined).toBe(`\u001b]52;c;${Buffer.from('x'.repeat(300)).toString('base64')}\u0007`)
  })

  it('sends nothing that a terminal would cut or print, and says where it is instead', async () => {
    const long = await copy('x'.repeat(80_000), { TERM: 'xterm' })
    expect(long.written).toEqual([])
    expect(copiedWords('500 rows', long.copied)).toMatch(/^Not sent, for it is too long for a terminal; it is in /)
    const dumb = await copy('x', { TERM: 'dumb' })
    expect(dumb.written).toEqual([])
    expect(dumb.copied).toMatchObject({ sent: false, reason: 'this terminal has no clipboard' })
  })

  it('says so where it could do nothing at all', async () => {
    writeFileSync(join(folder, 'state'), 'a file where the folder should be')
    const { copied } = await copy('x', { TERM: 'linux' })
    expect(copiedWords('1 row', copied)).toBe(
      'Not copied: this terminal has no clipboard, and no file could be written.',
    )
  })
})
