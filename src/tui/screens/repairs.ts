import { type Column, type DatasetCheck, formatCount, printable } from '../../core/index.ts'
import { textLines } from '../components/facts.ts'
import type { Desk } from '../state/desk.ts'
import type { Place } from '../state/level.ts'
import { askFolder, lookAgain, takeAll } from '../state/repair.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { defineScreen } from './screen.ts'

interface RepairsPage {
  readonly looking: Place['looking']
  readonly total: number
  /** Which is being looked for; null once all were. */
  readonly under: { readonly done: number; readonly name: string } | null
  readonly checks: readonly DatasetCheck[]
}

/** One dataset, or something that is done to all. */
interface Row {
  readonly id: string
  readonly status: string
  readonly what: string
  readonly about: string
  readonly act?: (desk: Desk) => void
}

const found = ({ checks }: RepairsPage) => checks.filter(({ proof }) => proof !== null)

function rows(page: RepairsPage): readonly Row[] {
  const { looking, under, checks } = page
  const ids = found(page)
    .filter(({ status, status_before, path, path_before }) => status !== status_before || path !== path_before)
    .map(({ id }) => id)
  if (page.total === 0) return []
  const all: readonly Row[] = [
    ...(under === null && ids.length > 0
      ? [
          {
            id: 'all',
            status: 'all',
            what: `write down ${formatCount(ids.length, 'dataset')}`,
            about: 'those whose content proves where they are now',
            act: (desk: Desk) => takeAll(desk, ids, looking),
          },
        ]
      : []),
    ...checks.map(({ id, name, status, path, advice, candidates }) => ({
      id,
      status: status.replace('_', ' '),
      what: name,
      about: path ?? candidates[0]?.path ?? advice ?? '',
    })),
    { id: 'folder', status: 'all', what: 'look through a folder …', about: 'with all below it', act: askFolder },
    {
      id: 'full',
      status: 'all',
      what: 'read every file whole',
      about: 'trust neither size nor time of change',
      act: (desk: Desk) => lookAgain(desk, { full: true }),
    },
  ]
  return all.map((row, i) => (i === 0 && row.act ? { ...row, id: 'first' } : row))
}

const column = (key: 'status' | 'what' | 'about', label: string): Column<Row> => ({
  key,
  label,
  align: 'left',
  priority: 0,
  value: row => row[key],
  text: row => row[key],
})

const columns = [column('status', 'Status'), column('what', 'Dataset'), column('about', 'Where')]

export const repairsScreen = defineScreen<RepairsPage, Row>({
  id: 'repairs',
  title: 'Repair',
  live: false,
  lasting: true,
  load: async (engine, { ids = [], looking }, { signal, partial }) => {
    const wanted = new Set(ids)
    const chosen = (await engine.datasets.list()).filter(({ id }) => wanted.has(id)).map(({ id }) => id)
    const page = { looking, total: chosen.length, checks: [] }
    if (chosen.length === 0) return { ...page, under: null }
    const onProgress = ({ done, name }: { readonly done: number; readonly name: string }) =>
      partial({ ...page, under: { done, name } })
    partial({ ...page, under: { done: 0, name: '' } })
    const checks = await engine.datasets.check({ ids: chosen, dry_run: true, signal, onProgress, ...looking })
    return { ...page, under: null, checks }
  },
  crumb: ({ total }) => `Repair ${formatCount(total, 'dataset')}`,
  head: (page, { width }) =>
    page.under === null
      ? [
          ...textLines(
            `Found ${found(page).length} of ${formatCount(page.total, 'dataset')}. Enter on one shows its evidence.`,
            width,
          ),
          [],
        ]
      : [
          ...textLines(
            `Looking for ${page.under.done + 1} of ${page.total}: ${printable(page.under.name)} … Esc ends it.`,
            width,
          ),
          [],
        ],
  list: {
    items: rows,
    columns: () => columns,
    idOf: row => row.id,
    open: ({ id }) => ({ screen: 'repair', subject: id }),
    act: row => row.act,
    mixed: true,
    tone: ({ status }, key) =>
      key === 'status' && status !== 'all' ? statusTone(status.replace(' ', '_')) : undefined,
    sign: {
      key: 'status',
      of: ({ status }, glyphs) => (status === 'all' ? glyphs.separator : statusGlyph(status.replace(' ', '_'), glyphs)),
    },
    order: 'as they were marked',
    example: 'status:missing',
    whenEmpty: () => ['No datasets yet.', 'A run registers the datasets it uses:  n4a run run.yaml'],
  },
})
