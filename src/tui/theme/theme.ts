/** What a piece of text means. Screens name tones; only this file knows colours. */
export const tones = [
  'plain',
  'strong',
  'faint',
  'accent',
  'second',
  'good',
  'warn',
  'bad',
  'heading',
  'selected',
  'marked',
  'current',
] as const
export type Tone = (typeof tones)[number]

/** As Ink's Text takes it. */
export interface TextStyle {
  readonly color?: string
  readonly bold?: boolean
  readonly dimColor?: boolean
  readonly inverse?: boolean
  readonly underline?: boolean
}

export type Theme = Readonly<Record<Tone, TextStyle>>

/** The sixteen colours every terminal has, so that its own palette decides how they look. */
const colours: Theme = {
  plain: {},
  strong: { bold: true },
  faint: { dimColor: true },
  accent: { color: 'cyan' },
  second: { color: 'magenta' },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  bad: { color: 'red' },
  heading: { color: 'cyan', bold: true },
  selected: { inverse: true },
  marked: { color: 'red', inverse: true },
  current: { color: 'cyan', bold: true, underline: true },
}

function withoutColour({ color, ...style }: TextStyle): TextStyle {
  return color && Object.keys(style).length === 0 ? {} : style
}

/** Where colour is off, bold, underline and inverse still tell; where those are off too, the glyphs do. */
export function createTheme({ colour }: { readonly colour: boolean }): Theme {
  if (colour) return colours
  return Object.fromEntries(tones.map(tone => [tone, withoutColour(colours[tone])])) as Theme
}
