import { Box, Text } from 'ink'
import { type CellProps, Table } from 'ink-table'
import type { ReactNode } from 'react'
import type { TableDisplay } from '../../core/index.ts'
import { toAscii } from '../theme/glyphs.ts'
import { useSurface } from '../theme/surface.ts'
import { columnsThatFit, columnWidths } from './display-table.ts'
import { fitText, textWidth, truncateMiddle } from './line.ts'

/** Cells a border and its padding take in each column. */
const around = 3

/** ink-table counts characters; here each piece is given the cells it counted. */
function Piece({ children, tone }: { readonly children?: ReactNode; readonly tone: 'heading' | 'plain' | 'faint' }) {
  const { theme, ascii, glyphs } = useSurface()
  const text = String(children)
  const fitted = fitText(text, text.length, 'left', glyphs.ellipsis)
  return <Text {...theme[tone]}>{ascii || !glyphs.dots ? toAscii(fitted, textWidth) : fitted}</Text>
}

const Heading = ({ children }: { readonly children?: ReactNode }) => <Piece tone="heading">{children}</Piece>
const Cell = ({ children }: CellProps) => <Piece tone="plain">{children}</Piece>
const Border = ({ children }: { readonly children?: ReactNode }) => <Piece tone="faint">{children}</Piece>

/** A small table with borders. What does not fit is left out; the widest words give way first. */
export function BorderedTable({ display, width }: { readonly display: TableDisplay; readonly width: number }) {
  const { glyphs } = useSurface()
  const wished = columnWidths(display)
  const widest = wished.indexOf(Math.max(...wished))
  const least = wished.map((own, i) => (i === widest ? Math.min(own, 30) : own))
  const shown = columnsThatFit(display, least, width - 1, around)
  const used = shown.reduce((sum, i) => sum + (i === widest ? 0 : wished[i]!) + around, 1)
  const room = Math.max(10, width - used)
  const columns = shown.map(i => ({ key: display.columns[i]!.label, align: display.columns[i]!.align }))
  const data = display.rows.map(row =>
    Object.fromEntries(
      shown.map(
        i =>
          [display.columns[i]!.label, i === widest ? truncateMiddle(row[i]!, room, glyphs.ellipsis) : row[i]!] as const,
      ),
    ),
  )
  return (
    <Box paddingLeft={1}>
      <Table data={data} columns={columns} header={Heading} cell={Cell} skeleton={Border} />
    </Box>
  )
}
