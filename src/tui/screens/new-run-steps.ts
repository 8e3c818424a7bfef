import { ends, type Line } from '../components/line.ts'
import type { Drawing } from './screen.ts'

const steps = ['Templates', 'Datasets', 'Settings', 'Review']

/** The steps of putting a run together, where one stands, and what keys do here, as far as there is room. */
export function stepsLine(at: number, keys: string, { width, glyphs }: Drawing): Line {
  const way = steps.map(
    (name, i) =>
      [
        ` ${i + 1} ${name}${i < at ? ` ${glyphs.completed}` : ''} `,
        i === at ? ('heading' as const) : ('faint' as const),
      ] as const,
  )
  const used = way.reduce((sum, [text]) => sum + text.length, 0)
  return used + keys.length + 2 > width ? way : ends(way, [[`${keys} `, 'accent']], width, glyphs.ellipsis)
}
