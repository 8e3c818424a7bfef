import { N4aError } from '../../core/index.ts'
import { useSurface } from '../theme/surface.ts'
import { textLines } from './facts.ts'
import { Lines } from './Lines.tsx'
import type { Line } from './line.ts'

/** Where to mend it, as far as it is known. */
function placeText({ file, line, column, field, dataset, pipeline, step }: N4aError['place']): string | null {
  const position = [file, line, column].filter(part => part !== undefined).join(':')
  const parts = [
    position,
    field,
    dataset && `dataset ${dataset}`,
    pipeline && `pipeline ${pipeline}`,
    step && `step ${step}`,
  ]
  return parts.filter(Boolean).join(', ') || null
}

function wordsOf(error: unknown) {
  if (error instanceof N4aError) {
    return { code: error.code, message: error.message, hint: error.hint, place: placeText(error.place) }
  }
  return {
    code: 'Unexpected',
    message: error instanceof Error ? error.message : String(error),
    hint: 'This is a mistake of n4a itself. `N4A_DEBUG=1 n4a …` with the command for the same thing tells more.',
    place: null,
  }
}

export interface ErrorPanelProps {
  readonly error: unknown
  /** What was not possible. */
  readonly title: string
  /** What the keys do now. */
  readonly next: string
  readonly width: number
  readonly height: number
}

/** An error in words: what happened, where, what to do. */
export function ErrorPanel({ error, title, next, width, height }: ErrorPanelProps) {
  const { glyphs } = useSurface()
  const { code, message, hint, place } = wordsOf(error)
  const lines: readonly Line[] = [
    [],
    [
      [`  ${glyphs.failed} ${title}  `, 'bad'],
      [code, 'faint'],
    ],
    [],
    ...textLines(message, width - 4).map(indent),
    ...(place ? textLines(place, width - 4, 'faint').map(indent) : []),
    ...(hint ? [[], ...textLines(hint, width - 4).map(indent)] : []),
    [],
    [[`    ${next}`, 'accent']],
  ]
  return <Lines lines={lines} height={height} />
}

const indent = (line: Line): Line => [['   '], ...line]
