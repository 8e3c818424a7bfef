import { describe, expect, it } from 'vitest'
import { hintLine } from '../../src/tui/components/frame-lines.ts'
import { lineWidth } from '../../src/tui/components/line.ts'
import { keyNames } from '../../src/tui/key-names.ts'
import { vimKeys } from '../../src/tui/keys/key-map.ts'
import { bindings, type KeyFacts, type Mode } from '../../src/tui/keys.ts'
import { tabScreens } from '../../src/tui/screens/registry.ts'
import { actionIds } from '../../src/tui/state/actions.ts'
import { glyphsFor } from '../../src/tui/theme/glyphs.ts'

const modes: readonly Mode[] = ['browse', 'filter', 'help', 'quit', 'alert', 'choose', 'prompt', 'confirm', 'info']
const glyphs = glyphsFor({ unicode: true })
const everything: KeyFacts = {
  hasList: true,
  ready: true,
  rows: 160,
  filtered: true,
  markable: true,
  marked: 3,
  depth: 4,
  siblings: 9,
  position: 4,
  hasLast: true,
  panes: 5,
  scrolls: true,
  comparable: true,
  noExport: null,
  noMarks: null,
  targets: 3,
  repairable: true,
  paneEnters: true,
  steps: 3,
  noFollowing: null,
  hasFile: true,
  deletable: true,
  noBest: null,
  noPreview: null,
  hasViews: true,
  undo: 1,
  redo: 1,
  noPredictions: null,
  noExplanation: null,
  choosing: null,
  run: { pause: null, cancel: null, retry: null, write: null },
  subject: true,
}
const nothing: KeyFacts = {
  hasList: false,
  ready: true,
  rows: 0,
  filtered: false,
  markable: false,
  marked: 0,
  depth: 1,
  siblings: 0,
  position: -1,
  hasLast: false,
  panes: 0,
  scrolls: false,
  comparable: false,
  noExport: 'This page has nothing to write.',
  noMarks: 'Runs, results and predictions can be starred.',
  targets: 0,
  repairable: false,
  paneEnters: false,
  steps: 0,
  noFollowing: 'There is no log.',
  hasFile: false,
  deletable: false,
  noPreview: 'Results.',
  noBest: 'Lists of results can be sorted so.',
  hasViews: false,
  undo: 0,
  redo: 0,
  noPredictions: 'Open a result first.',
  noExplanation: 'A result is explained: open a result first.',
  choosing: null,
  run: {
    pause: 'There is no run.',
    cancel: 'There is no run.',
    retry: 'There is no run.',
    write: 'There is no run.',
  },
  subject: false,
}

describe('the key table', () => {
  for (const mode of modes) {
    it(`gives no key two meanings in ${mode}`, () => {
      const keys = bindings.filter(binding => binding.mode === mode).flatMap(binding => binding.keys)
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
      const sequences = keys.filter(key => key.includes(' '))
      expect(sequences.filter(sequence => keys.includes(sequence.split(' ')[0]!))).toEqual([])
    })

    for (const width of [60, 80, 120]) {
      it(`keeps the hints of ${mode} in ${width} columns`, () => {
        for (const facts of [everything, nothing]) {
          const line = hintLine(mode, facts, width, glyphs)
          expect(lineWidth(line)).toBe(width)
          expect(line.map(([text]) => text).join('')).not.toContain('…')
        }
      })
    }
  }

  it('explains every key in a sentence', () => {
    for (const { id, help, label } of bindings) {
      expect(help, id).toMatch(/^[A-Z].*\.$/)
      expect(label.length, id).toBeGreaterThan(0)
    }
  })

  it('says in a sentence why a key is off', () => {
    for (const { id, when } of bindings) {
      const reason = when?.(nothing)
      if (reason !== undefined && reason !== true) expect(reason, id).toMatch(/^[A-Z].*\.$/)
      expect(when?.(everything) ?? true, id).toBe(true)
    }
  })

  it('has an action for every row, and a row for every action', () => {
    expect([...actionIds].sort()).toEqual(bindings.map(({ id }) => id).sort())
  })

  it('has a digit for every tab', () => {
    const { binding } = vimKeys.find('browse', '1')
    expect(binding!.keys).toEqual(tabScreens.map((_, i) => String(i + 1)))
    expect(tabScreens.map(({ tab }) => tab)).toEqual(tabScreens.map((_, i) => i + 1))
  })

  it('always leaves room for the help', () => {
    const text = hintLine('browse', everything, 60, glyphs).map(([part]) => part)
    expect(text.join('')).toContain('? help')
  })
})

describe('names of keys', () => {
  const none = {} as Parameters<typeof keyNames>[1]

  it('are several where keys came in one packet', () => {
    expect(keyNames('jj\r\t', none)).toEqual(['j', 'j', 'enter', 'tab'])
  })

  it('tell Tab from Shift-Tab and letters from control keys', () => {
    expect(keyNames('', { ...none, tab: true, shift: true })).toEqual(['backtab'])
    expect(keyNames('d', { ...none, ctrl: true })).toEqual(['^d'])
    expect(keyNames('jq', none)).toEqual(['j', 'q'])
  })

  it('take Alt apart, because over a slow line Esc and a letter look like it', () => {
    expect(keyNames('j', { ...none, meta: true })).toEqual(['esc', 'j'])
  })
})
