import { printable } from '../../core/index.ts'
import { choicesOf } from '../state/chooser.ts'
import type { Desk } from '../state/desk.ts'
import { clamp } from '../state/moves.ts'
import { typedSpans } from './frame-lines.ts'
import { Lines } from './Lines.tsx'
import { fitText, type Line, textWidth } from './line.ts'

interface ChooserProps {
  readonly desk: Desk
  readonly width: number
  readonly height: number
}

/** A menu in the place of the page's body. */
export function Chooser({ desk, width, height }: ChooserProps) {
  const { glyphs } = desk.surface
  const { chooser } = desk.state()
  if (!chooser) return null
  const choices = choicesOf(desk)
  const room = Math.max(1, height - 2)
  const top = clamp(chooser.cursor - Math.floor(room / 2), 0, Math.max(0, choices.length - room))
  const labelWidth = Math.min(
    Math.floor(width / 2),
    choices.reduce((most, { label }) => Math.max(most, textWidth(printable(label))), 8),
  )
  const rows = choices.slice(top, top + room).map(({ label, detail, keys = '', off, on }, i): Line => {
    const selected = top + i === chooser.cursor
    const box = on === undefined ? '' : on ? '[x] ' : '[ ] '
    const words = off ? `Off: ${off}` : detail
    const text = fitText(
      ` ${box}${fitText(printable(label), labelWidth, 'left', glyphs.ellipsis)}  ${fitText(keys, 8)}  ${printable(words)}`,
      width - 2,
      'left',
      glyphs.ellipsis,
    )
    return [
      [selected ? glyphs.cursor : ' ', 'accent'],
      [text, selected ? 'selected' : off ? 'faint' : 'plain'],
    ]
  })
  const lines: readonly Line[] = [
    [[` ${chooser.title}`, 'strong'], ['  ', 'faint'], ...typedSpans(chooser.edit.text, chooser.edit.at)],
    [[glyphs.rule.repeat(width), 'faint']],
    ...(rows.length > 0 ? rows : [[['  Nothing here has to do with that.', 'faint']] as Line]),
  ]
  return <Lines lines={lines} height={height} />
}
