import { basename } from 'node:path'
import { type Column, formatBytes, formatCount, formatTime, printable } from '../../core/index.ts'
import { type Line, padLine, wrapText } from '../components/line.ts'
import { type LogLevel, type LogLine, type LogTail, readLogTail } from '../log-file.ts'
import type { Tone } from '../theme/theme.ts'
import { type Drawing, defineScreen } from './screen.ts'

/** Between two looks whether something was written, in milliseconds. */
const pace = 700

const tones: Readonly<Record<LogLevel, Tone>> = { error: 'bad', warning: 'warn', info: 'plain' }

const columns: readonly Column<LogLine>[] = [
  { key: 'line', label: 'Line', align: 'right', priority: 2, value: ({ line }) => line, text: ({ line }) => `${line}` },
  { key: 'level', label: 'Level', align: 'left', priority: 1, value: ({ level }) => level, text: ({ level }) => level },
  { key: 'text', label: 'Text', align: 'left', priority: 0, value: ({ text }) => text, text: ({ text }) => text },
]

function headLines({ path, size, modified_at, lines, cut }: LogTail, { width, glyphs }: Drawing): readonly Line[] {
  const count = (level: LogLevel, noun: string) => {
    const found = lines.filter(line => line.level === level).length
    return found > 0 ? [formatCount(found, noun)] : []
  }
  const facts = [
    formatCount(lines.length, 'line'),
    ...count('error', 'error'),
    ...count('warning', 'warning'),
    `${formatBytes(size)}${cut ? ', its end' : ''}`,
    `written ${formatTime(modified_at)}`,
  ]
  return [
    padLine(
      [
        [` ${printable(path)}  `, 'strong'],
        [facts.join(` ${glyphs.separator} `), 'faint'],
      ],
      width,
      glyphs.ellipsis,
    ),
  ]
}

/** Long lines whole, below one another. */
const wrappedLines = ({ lines }: LogTail, { width }: Drawing): readonly Line[] =>
  lines.flatMap(({ text, level }) =>
    wrapText(printable(text), Math.max(20, width - 2)).map((part): Line => [[` ${part}`, tones[level]]]),
  )

export const logScreen = defineScreen<LogTail, LogLine>({
  id: 'log',
  title: 'Log',
  live: false,
  every: () => pace,
  load: (_, { subject }, { before }) => readLogTail(subject!, before),
  crumb: ({ path }) => basename(path),
  head: headLines,
  file: ({ path }) => path,
  list: {
    items: ({ lines }) => lines,
    columns: () => columns,
    idOf: ({ line }) => String(line),
    open: ({ line }) => ({ screen: 'log', subject: String(line) }),
    act: () => desk => desk.changeLevel({ pane: 'wrapped' }),
    follows: true,
    mixed: true,
    tone: ({ level }, key) => (key === 'line' ? undefined : tones[level]),
    order: 'as it was written',
    example: 'level:error  fold  text~"rmse 0\\.\\d"',
    whenEmpty: () => ['Nothing was written yet.', 'A run says here what `n4a run` prints.'],
  },
  panes: [{ id: 'wrapped', title: 'Wrapped', lines: wrappedLines }],
})
