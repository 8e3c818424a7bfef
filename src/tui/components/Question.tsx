import { useSurface } from '../theme/surface.ts'
import { textLines } from './facts.ts'
import { Lines } from './Lines.tsx'
import type { Line } from './line.ts'

interface QuestionProps {
  readonly title: string
  readonly words: readonly string[]
  readonly width: number
  readonly height: number
}

/** What is asked before something is taken away. */
export function Question({ title, words, width, height }: QuestionProps) {
  const { glyphs } = useSurface()
  const lines: readonly Line[] = [
    [],
    [[`  ${glyphs.warning} ${title}`, 'warn']],
    [],
    ...words.flatMap(text => textLines(text, width - 6)).map((line): Line => [['    '], ...line]),
    [],
    [['    y does it, n or Esc leaves everything as it is', 'accent']],
  ]
  return <Lines lines={lines} height={height} />
}
