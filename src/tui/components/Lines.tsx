import { Box, Text } from 'ink'
import { memo } from 'react'
import { printable } from '../../core/index.ts'
import { toAscii } from '../theme/glyphs.ts'
import { type Surface, useSurface } from '../theme/surface.ts'
import { type Line, textWidth } from './line.ts'

/** The last door before the screen: whatever got this far holds no escape sequence and no line break. */
function shown(text: string, { ascii }: Surface): string {
  const safe = printable(text)
  return ascii ? toAscii(safe, textWidth) : safe
}

/** One row of the screen. One Text a row: cells as boxes double the cost of a frame. */
export const Row = memo(function Row({ line }: { readonly line: Line }) {
  const surface = useSurface()
  return (
    <Text wrap="truncate">
      {line.length === 0 ? ' ' : null}
      {line.map(([text, tone = 'plain'], i) =>
        text === '' ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place
          <Text key={i} {...surface.theme[tone]}>
            {shown(text, surface)}
          </Text>
        ),
      )}
    </Text>
  )
}, sameLine)

function sameLine({ line: a }: { readonly line: Line }, { line: b }: { readonly line: Line }): boolean {
  return a.length === b.length && a.every(([text, tone], i) => text === b[i]![0] && tone === b[i]![1])
}

/** Rows from the top, no more than `height`. */
export function Lines({ lines, height }: { readonly lines: readonly Line[]; readonly height: number }) {
  return (
    <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
      {lines.slice(0, height).map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
        <Row key={i} line={line} />
      ))}
    </Box>
  )
}
