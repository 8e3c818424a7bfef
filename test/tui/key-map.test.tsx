import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readUserConfig } from '../../src/core/engine/index.ts'
import { keyMap } from '../../src/tui/keys/key-map.ts'
import { presetNames, presets } from '../../src/tui/keys/presets.ts'
import { bindings, keysText } from '../../src/tui/keys.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

const find = (config: Readonly<Record<string, unknown>>, key: string) => keyMap(config).find('browse', key).binding?.id

describe('presets', () => {
  for (const keys of presetNames) {
    it(`${keys}: has no conflicts, and only actions that are there`, () => {
      expect(keyMap({ keys }).problems).toEqual([])
      const ids: readonly string[] = bindings.map(({ id }) => id)
      expect(Object.keys(presets[keys]).filter(id => !ids.includes(id))).toEqual([])
    })

    it(`${keys}: leads out of everything, opens and helps`, () => {
      const map = keyMap({ keys })
      expect(map.find('browse', 'esc').binding?.id).toBe('back')
      expect(map.find('browse', 'enter').binding?.id).toBe('open')
      expect(map.find('browse', '?').binding?.id).toBe('help')
      for (const mode of ['filter', 'help', 'choose', 'prompt', 'confirm', 'quit', 'alert', 'info'] as const) {
        expect(map.find(mode, 'esc').binding, mode).toBeDefined()
      }
    })
  }

  it('move keys, and write them as they are', () => {
    expect(find({ keys: 'k9s' }, '^d')).toBe('delete-run')
    expect(find({ keys: 'arrows' }, 'j')).toBeUndefined()
    expect(find({ keys: 'arrows' }, 'left')).toBe('column-left')
    const down = keyMap({ keys: 'arrows' }).bindings.find(({ id }) => id === 'down')!
    expect(keysText(down)).toBe('↓')
  })
})

describe('own keys', () => {
  it('go before the table and the preset; what they displace is told', () => {
    const map = keyMap({ keys: 'vim', bind: { star: 'c', info: ['i', '^o'] } })
    expect(map.find('browse', 'c').binding?.id).toBe('star')
    expect(map.find('browse', '^o').binding?.id).toBe('info')
    expect(map.find('browse', 's').binding).toBeUndefined()
    expect(map.problems).toEqual(['c is star and compare; it means star.'])
  })

  it('may be sequences, and a key that began one acts at once where it is set', () => {
    expect(keyMap({ bind: { star: 'g s' } }).find('browse', 'g s').binding?.id).toBe('star')
    const alone = keyMap({ bind: { star: 'g' } })
    expect(alone.find('browse', 'g')).toMatchObject({ binding: { id: 'star' }, begins: false })
    expect(alone.problems).toEqual(['g g is star and top; it means star.'])
  })

  it('that cannot be are refused one by one, with the reason', () => {
    const { problems } = keyMap({ keys: 'emacs', bind: { fly: 'x', star: '^s', note: 'F5', reject: ['!', '^h'] } })
    expect(problems).toEqual([
      'keys: emacs is none of vim, k9s, arrows.',
      'bind: there is no action fly; docs/keys.md lists them.',
      'bind: star cannot be on ^s: it stops the output of terminals.',
      'bind: note cannot be on F5: no terminal sends it.',
      'bind: reject cannot be on ^h: many terminals send it for Backspace.',
    ])
    expect(find({ bind: { star: '^s' } }, 's')).toBe('star')
    expect(keyMap({ bind: 'star' }).problems).toEqual(['bind: names of actions with their keys are wanted.'])
  })
})

describe('the dashboard', () => {
  async function start(config: Readonly<Record<string, unknown>>) {
    const shown = openDesk({ keys: keyMap(config) })
    open.push(shown)
    await shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)
    return shown
  }

  it('obeys them, and shows them in hints, help and palette', async () => {
    const shown = await start({ bind: { 'new-run': '^o' } })
    await shown.until(/\^o new run/)
    shown.press(...':new run')
    await shown.until(/new run +\^o/)
    shown.press('esc', '^o')
    await shown.until(/New run/)
  })

  it('says at the start, and in its help, what cannot be', async () => {
    const shown = await start({ bind: { star: '^s', fly: 'x' } })
    await shown.until(/2 problems with keys, \? lists them: bind: star cannot be on \^s/)
    shown.press('?')
    await shown.until(/there is no action fly/)
  })

  it('finds keys in the help by words and by key', async () => {
    const shown = await start({})
    shown.press('?', ...'bookmark')
    await shown.until(/m a…z/)
    expect(shown.text()).not.toContain('half')
    shown.press('esc', '?', 'V')
    await shown.until(/The key V\n +V +Saved views/)
    shown.press('backspace', ...'ctrl-d')
    await shown.until(/The key ctrl-d\n +\^d +Half a page down/)
  })
})

describe('the file of the user', () => {
  it('is read where it is there, and a wrong one is told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'n4a-config-'))
    const env = { N4A_CONFIG: folder }
    expect(await readUserConfig(env)).toMatchObject({ values: {}, problem: null })
    const file = join(folder, 'config.yaml')
    writeFileSync(file, 'keys: k9s\nbind:\n  star: S\n')
    expect(await readUserConfig(env)).toEqual({ file, values: { keys: 'k9s', bind: { star: 'S' } }, problem: null })
    writeFileSync(file, 'keys: [')
    expect((await readUserConfig(env)).problem).not.toBeNull()
    writeFileSync(file, '- 1\n')
    expect((await readUserConfig(env)).problem).toBe('it is no list of names and values')
    rmSync(file)
    mkdirSync(file)
    expect((await readUserConfig(env)).problem).toMatch(/EISDIR/)
    rmSync(folder, { recursive: true })
  })
})
