import { Box } from 'ink'
import { useRef } from 'react'
import type { MarkRecord } from '../../core/index.ts'
import { currentColumn, shownColumns } from '../state/columns.ts'
import type { Desk } from '../state/desk.ts'
import { groupAt, groupHeading } from '../state/groups.ts'
import type { ListSource } from '../state/list-view.ts'
import { canMark } from '../state/marks.ts'
import { footMargin, type OpenList, type Page } from '../state/page.ts'
import { rangeOf } from '../state/range.ts'
import type { Glyphs } from '../theme/glyphs.ts'
import { BorderedTable } from './BorderedTable.tsx'
import { type ColumnWidths, createColumnWidths, layColumns } from './column-layout.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { titleLine } from './facts.ts'
import { Lines } from './Lines.tsx'
import { type Line, truncate, wrapText } from './line.ts'
import { gutterWidth, tableLines } from './table-lines.ts'

const again = (desk: Desk) => `${desk.keys.text('refresh')} tries again`

interface BodyProps {
  readonly desk: Desk
  readonly page: Page
  readonly width: number
}

/** What a page shows: its head, and its list or its pane; or that it is being read; or why it cannot be. */
export function Body({ desk, page, width }: BodyProps) {
  const { load, head, body, list, pane, foot, aside, below, level, screen } = page
  if (!load.ready) {
    if (load.error !== null) {
      const title = `${screen.title} cannot be read`
      return (
        <ErrorPanel
          error={load.error}
          title={title}
          next={desk.state().stack.length > 1 ? `${again(desk)}, Esc goes back` : again(desk)}
          width={width}
          height={body}
        />
      )
    }
    return <Lines lines={load.slow ? [[], [['  Reading …', 'faint']]] : []} height={body} />
  }
  const rest = body - head.length
  const { glyphs } = desk.surface
  const listWidth = width - between - (aside?.width ?? 0)
  const shown = pane?.lines.slice(level.list.top, level.list.top + rest)
  return (
    <Box flexDirection="column" height={body} overflow="hidden">
      <Lines lines={head} height={Math.min(head.length, body)} />
      {list && aside ? (
        <Box height={rest}>
          <Box flexDirection="column" width={listWidth}>
            <RecordTable desk={desk} page={page} list={list} width={listWidth} height={rest} />
          </Box>
          <Box flexDirection="column" width={between}>
            <Lines lines={Array.from({ length: rest }, (): Line => [[` ${glyphs.bar} `, 'faint']])} height={rest} />
          </Box>
          <Box flexDirection="column" width={aside.width}>
            <Lines lines={aside.lines} height={rest} />
          </Box>
        </Box>
      ) : null}
      {list && !aside ? (
        <RecordTable
          desk={desk}
          page={page}
          list={list}
          width={width}
          height={foot ? list.items.length + 1 : below ? list.height + 1 : rest}
        />
      ) : null}
      {below ? <Lines lines={below} height={rest - (list?.height ?? 0) - 1} /> : null}
      {foot ? <Lines lines={[[], titleLine(foot.title)]} height={footMargin} /> : null}
      {foot ? <BorderedTable display={foot} width={width - 1} /> : null}
      {shown ? <Lines lines={shown} height={rest} /> : null}
    </Box>
  )
}

/** The line between a list and what stands beside it. */
const between = 3

function emptyLines({ screen, load, level }: Page, list: OpenList, width: number): readonly Line[] {
  const [first = '', ...next] =
    list.source.items.length === 0 ? screen.list!.whenEmpty(load.data) : noMatch(level.list.filter)
  return [
    [],
    [[`  ${truncate(first, width - 2)}`, 'strong']],
    [],
    ...next.flatMap(text => wrapText(text, width - 4)).map((text): Line => [[`  ${text}`]]),
  ]
}

const noMatch = (filter: string) => [`No row matches ${filter}`, '\\ shows all rows again, / changes the filter.']

interface RecordTableProps extends BodyProps {
  readonly list: OpenList
  readonly height: number
}

/** A virtual table: only the rows in view are turned into text. */
function RecordTable({ desk, page, list, width, height }: RecordTableProps) {
  const measured = useRef<{ source: ListSource; key: string; widths: ColumnWidths } | null>(null)
  const { source, items } = list
  if (items.length === 0) return <Lines lines={emptyLines(page, list, width)} height={height} />
  try {
    const columns = shownColumns(page)
    const key = columns.map(column => column.key).join('\n')
    if (measured.current?.source !== source || measured.current.key !== key) {
      measured.current = { source, key, widths: createColumnWidths(columns, source.items) }
    }
    return <Lines lines={recordLines(desk, page, list, measured.current.widths, width)} height={height} />
  } catch (error) {
    const next = `${again(desk)}, Esc goes back`
    return <ErrorPanel error={error} title="A record cannot be drawn" next={next} width={width} height={height} />
  }
}

/** Of what people said: a star, a rejection, or a note or tag. */
function flagOf(mark: MarkRecord | undefined, glyphs: Glyphs): string {
  if (!mark) return ' '
  if (mark.rejected) return glyphs.warning
  if (mark.starred) return glyphs.best
  return mark.notes.length > 0 || mark.tags.length > 0 ? glyphs.separator : ' '
}

function recordLines(desk: Desk, page: Page, list: OpenList, widthsOf: ColumnWidths, width: number) {
  const { level, screen } = page
  const shown = shownColumns(page)
  const { source, items, groups, height } = list
  const { top, cursor, sort, marked } = level.list
  const visible = items.slice(top, top + height)
  const current = currentColumn(desk)
  const range = rangeOf(page)
  const inside = new Set(range ? items.slice(Math.max(range[0], top), Math.min(range[1] + 1, top + height)) : [])
  const inRange = (item: unknown) => inside.has(item)
  const markable = canMark(screen)
  // Besides, one cell for the place in the whole and one before it.
  const columns = layColumns(shown, widthsOf(visible), width - gutterWidth(markable) - 2, current)
  const tone = screen.list?.tone
  const { glyphs } = desk.surface
  const key = shown[current]?.key
  return tableLines({
    columns,
    visible,
    rows: items.length,
    top,
    height,
    width,
    cursor,
    current: key,
    sort,
    isMarked: markable ? item => marked.has(source.idOf(item)) || inRange(item) : undefined,
    headingOf: groups
      ? row => {
          const group = groups[groupAt(groups, row)]!
          return row === top || row === group.start ? groupHeading(group) : null
        }
      : undefined,
    flagOf: screen.marks ? item => flagOf(desk.marks.of(screen.marks!, source.idOf(item)), glyphs) : undefined,
    tone,
    glyphs,
  })
}
