import {
  type Column,
  type DatasetCandidate,
  type DatasetChange,
  type DatasetCheck,
  formatBytes,
  formatCount,
  formatTime,
  printable,
  type RegisteredDataset,
  type ResolutionStage,
  resolutionTable,
  targetFacts,
} from '../../core/index.ts'
import { displayTableLines } from '../components/display-table.ts'
import { factLines, textLines } from '../components/facts.ts'
import { type Line, padLine } from '../components/line.ts'
import type { Desk } from '../state/desk.ts'
import { acceptVersion, askFolder, askPath, lookAgain, take } from '../state/repair.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { type Drawing, defineScreen } from './screen.ts'

interface RepairPage {
  readonly dataset: RegisteredDataset
  readonly stages: readonly ResolutionStage[]
  /** The stage that is being asked. */
  readonly under: ResolutionStage['stage'] | null
  /** Null while it is looked for. */
  readonly check: DatasetCheck | null
  /** What a changed file holds; a sentence where it cannot be read; null where none has changed, or it is being read. */
  readonly changes: readonly DatasetChange[] | string | null
}

/** Something that can be done about it. */
interface Way {
  readonly id: string
  readonly what: string
  readonly about: string
  readonly act: (desk: Desk) => void
}

const candidateWays: Readonly<Record<DatasetCandidate['verdict'], string>> = {
  same: 'take the recorded content',
  undecided: 'read it whole',
  differs: 'compare it as a new version',
}

function foundWays({ dataset: { id, status: before, current_path }, check }: RepairPage): readonly Way[] {
  if (check === null) return []
  const { status, path } = check
  const there = status === 'valid' || status === 'relocated'
  const found: readonly Way[] =
    there && path !== null && (path !== current_path || status !== before)
      ? [{ id: 'take', what: 'take it', about: path, act: desk => take(desk, id, path) }]
      : []
  const changed: readonly Way[] =
    status === 'hash_mismatch'
      ? [
          {
            id: 'accept',
            what: 'accept as a new version',
            about: 'what is there now; what differs is shown first',
            act: desk => acceptVersion(desk, id),
          },
        ]
      : []
  const candidates = check.candidates.map(
    ({ path, verdict, reason, size, modified_at }): Way => ({
      id: `candidate ${path}`,
      what: candidateWays[verdict],
      about: `${path}: ${reason} (${formatBytes(size)}, ${formatTime(modified_at)})`,
      act: desk => (verdict === 'differs' ? acceptVersion(desk, id, path) : take(desk, id, path)),
    }),
  )
  return [...found, ...changed, ...candidates]
}

/** While it is looked for, the first row keeps its place, so that the cursor stands on the surest way once there is one. */
const looking: Way = { id: '', what: 'looking …', about: 'Esc ends it', act: () => undefined }

function ways(page: RepairPage): readonly Way[] {
  const { dataset, check } = page
  const all: readonly Way[] = [
    ...(check === null ? [looking] : foundWays(page)),
    {
      id: 'path',
      what: 'type a path …',
      about: 'taken only where its content proves it; else shown as a new version',
      act: desk => askPath(desk, dataset.id, dataset.current_path ?? dataset.original_path),
    },
    {
      id: 'folder',
      what: 'look through a folder …',
      about: 'with all below it, by size and then by content',
      act: askFolder,
    },
    ...(check !== null && check.status !== 'valid'
      ? [
          {
            id: 'full',
            what: 'read every candidate whole',
            about: 'trust neither size nor time of change',
            act: (desk: Desk) => lookAgain(desk, { full: true }),
          },
        ]
      : []),
  ]
  return all.map((way, i) => (i === 0 ? { ...way, id: 'first' } : way))
}

const column = (key: 'what' | 'about', label: string): Column<Way> => ({
  key,
  label,
  align: 'left',
  priority: 0,
  value: way => way[key],
  text: way => way[key],
})

const columns = [column('what', 'What to do'), column('about', 'With')]

/** What is known of it without its file. */
function keptText(dataset: RegisteredDataset): string {
  const targets = targetFacts(dataset).map(([name, facts]) => (facts === null ? name : `${name} ${facts}`))
  return [`${formatCount(dataset.n_samples, 'sample')}, ${dataset.n_features} channels`, ...targets].join('; ')
}

function verdictLines({ check, under }: RepairPage, width: number): readonly Line[] {
  if (check === null)
    return textLines(`Looking: ${(under ?? 'the next stage').replaceAll('_', ' ')} … Esc ends it.`, width)
  const { status, path, proof } = check
  if (proof !== null) {
    const where = path === null ? '' : `: ${printable(path)}`
    return textLines(`${status === 'valid' ? 'It is where and what it was' : 'Found'}${where}`, width)
  }
  const words = {
    missing: 'It was not found. Type where it is, or a folder to look through.',
    hash_mismatch: 'What is there is not what was recorded.',
  }
  return textLines(
    status in words ? words[status as keyof typeof words] : 'It cannot be told whether it is there.',
    width,
    'warn',
  )
}

function differenceLines({ changes }: RepairPage, width: number): readonly Line[] {
  if (changes === null) return []
  if (typeof changes === 'string') return textLines(`The changed file: ${printable(changes)}`, width, 'warn')
  const facts = changes.flatMap(({ differences }) =>
    differences
      .filter(({ field }) => field !== 'hash')
      .map(({ field, before, after }) => [field, `${before ?? '–'} → ${after ?? '–'}`] as const),
  )
  return factLines(
    facts.slice(0, 4).map(([field, text]) => [field, printable(text)] as const),
    width,
  )
}

function headLines(page: RepairPage, { width, glyphs }: Drawing): readonly Line[] {
  const { dataset, stages, check } = page
  const status = check?.status ?? dataset.status
  const title: Line = [
    [` ${dataset.name}  `, 'strong'],
    [`${statusGlyph(status, glyphs)} ${status.replace('_', ' ')}`, statusTone(status)],
    [`  ${dataset.original_path} ${glyphs.separator} ${formatBytes(dataset.file_size)}`, 'faint'],
  ]
  const evidence =
    stages.length === 0
      ? []
      : displayTableLines(resolutionTable({ id: dataset.id, stages }), width - 1, glyphs.ellipsis)
  return [
    padLine(title, width, glyphs.ellipsis),
    ...textLines(keptText(dataset), width, 'faint').slice(0, 1),
    ...evidence.map((line): Line => padLine([[' '], ...line], width, glyphs.ellipsis)),
    ...verdictLines(page, width),
    ...differenceLines(page, width),
    [],
  ]
}

export const repairScreen = defineScreen<RepairPage, Way>({
  id: 'repair',
  title: 'Repair',
  live: false,
  lasting: true,
  load: async (engine, { subject, looking }, { signal, partial }) => {
    const dataset = await engine.datasets.get(subject!)
    let page: RepairPage = { dataset, stages: [], under: 'stored_path', check: null, changes: null }
    partial(page)
    const onStage = (stages: readonly ResolutionStage[], under: RepairPage['under']) => {
      page = { ...page, stages, under }
      partial(page)
    }
    // Looking writes nothing: the registry changes when its user takes what was found.
    const [check] = await engine.datasets.check({ ids: [dataset.id], dry_run: true, signal, onStage, ...looking })
    page = { ...page, stages: check?.stages ?? [], under: null, check: check ?? null }
    if (check?.status !== 'hash_mismatch') return page
    partial(page)
    const changes = await engine.datasets
      .accept(dataset.id, { dry_run: true })
      .catch((error: unknown) => (error instanceof Error ? error.message.split('\n')[0]! : String(error)))
    return { ...page, changes }
  },
  crumb: ({ dataset }) => `Repair ${dataset.name}`,
  head: headLines,
  list: {
    items: ways,
    columns: () => columns,
    idOf: way => way.id,
    open: () => ({ screen: 'datasets', subject: null }),
    act: way => way.act,
    mixed: true,
    order: 'the surest first',
    example: 'take  accept',
    whenEmpty: () => ['Nothing can be done about it here.'],
  },
})
