import { formatCount } from '../../core/index.ts'
import type { InfoCard } from '../state/info.ts'
import { clamp } from '../state/moves.ts'
import { factLines, titleLine } from './facts.ts'
import { Lines } from './Lines.tsx'
import type { Line } from './line.ts'

interface InfoProps {
  readonly card: InfoCard
  readonly width: number
  readonly height: number
}

/** The card in the place of the page's body, as far down as was scrolled. */
export function Info({ card, width, height }: InfoProps) {
  const lines = card.sections.flatMap(({ title, facts }): readonly Line[] => [
    titleLine(title),
    [],
    ...factLines(facts, width),
    [],
  ])
  const top = clamp(card.top, 0, Math.max(0, lines.length - height))
  const below = lines.length - top - height
  if (below <= 0) return <Lines lines={lines.slice(top)} height={height} />
  const more: Line = [[` ${formatCount(below + 1, 'line')} below`, 'faint']]
  return <Lines lines={[...lines.slice(top, top + height - 1), more]} height={height} />
}
