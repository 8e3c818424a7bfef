import { createContext, useContext } from 'react'
import { type Glyphs, glyphsFor } from './glyphs.ts'
import { createTheme, type Theme } from './theme.ts'

/** What the terminal can show. */
export interface Surface {
  readonly theme: Theme
  readonly glyphs: Glyphs
  /** Text of records must be turned into ASCII. */
  readonly ascii: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * `TERM=linux` has UTF-8 but a font without braille; `dumb` and a locale without UTF-8 have neither. No locale at all says
 * nothing about the terminal, and nearly every terminal reads UTF-8.
 */
export function surfaceFor(environment: Environment): Surface {
  const { TERM = '', NO_COLOR } = environment
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || ''
  const ascii = TERM === 'dumb' || (locale !== '' && !/utf-?8/i.test(locale))
  return {
    theme: createTheme({ colour: !NO_COLOR && TERM !== 'dumb' }),
    glyphs: glyphsFor({ unicode: !ascii && TERM !== 'linux' }),
    ascii,
  }
}

export const SurfaceContext = createContext<Surface>(surfaceFor({ TERM: 'xterm-256color', LANG: 'C.UTF-8' }))

export const useSurface = (): Surface => useContext(SurfaceContext)
