import type { Glyphs } from './glyphs.ts'
import type { Tone } from './theme.ts'

const signs: Readonly<Record<string, { readonly glyph: keyof Glyphs; readonly tone: Tone }>> = {
  queued: { glyph: 'queued', tone: 'faint' },
  running: { glyph: 'running', tone: 'accent' },
  paused: { glyph: 'paused', tone: 'warn' },
  interrupted: { glyph: 'warning', tone: 'warn' },
  completed: { glyph: 'completed', tone: 'good' },
  failed: { glyph: 'failed', tone: 'bad' },
  cancelled: { glyph: 'cancelled', tone: 'faint' },
  new: { glyph: 'live', tone: 'accent' },
  best: { glyph: 'best', tone: 'good' },
  optimistic: { glyph: 'warning', tone: 'warn' },
  starred: { glyph: 'mark', tone: 'accent' },
  valid: { glyph: 'completed', tone: 'good' },
  missing: { glyph: 'failed', tone: 'bad' },
  hash_mismatch: { glyph: 'warning', tone: 'warn' },
  relocated: { glyph: 'warning', tone: 'warn' },
  unknown: { glyph: 'queued', tone: 'faint' },
}

/** The state is the first word: results say `failed: SingularFit`. */
const signOf = (state: string) => signs[state.split(':')[0]!] ?? signs.unknown!

export const statusGlyph = (state: string, glyphs: Glyphs): string => glyphs[signOf(state).glyph] as string

export const statusTone = (state: string): Tone => signOf(state).tone
