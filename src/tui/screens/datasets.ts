import {
  type DatasetCheck,
  datasetColumns,
  formatBytes,
  formatTime,
  printable,
  type RegisteredDataset,
  resolutionTable,
  targetFacts,
  wavelengthText,
} from '../../core/index.ts'
import { displayTableLines } from '../components/display-table.ts'
import { factLines, textLines, titleLine } from '../components/facts.ts'
import { type Line, padLine } from '../components/line.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { type Drawing, defineScreen } from './screen.ts'

export const datasetsScreen = defineScreen<readonly RegisteredDataset[], RegisteredDataset>({
  id: 'datasets',
  title: 'Datasets',
  tab: 5,
  live: true,
  load: engine => engine.datasets.list(),
  repairs: (_, dataset) => (dataset ? [dataset.id] : []),
  list: {
    items: datasets => datasets,
    columns: () => datasetColumns,
    idOf: dataset => dataset.id,
    open: dataset => ({ screen: 'dataset', subject: dataset.id, title: dataset.name }),
    tone: (dataset, key) => (key === 'status' ? statusTone(dataset.status) : undefined),
    sign: { key: 'status', of: (dataset, glyphs) => statusGlyph(dataset.status, glyphs) },
    order: 'by name',
    example: 'status:missing  n_samples>100  name:fat',
    whenEmpty: () => ['No datasets yet.', 'A run registers the datasets it uses:  n4a run run.yaml'],
  },
})

const targetLines = (dataset: RegisteredDataset, width: number): readonly Line[] =>
  factLines(
    targetFacts(dataset).map(([column, facts]) => [column, facts ?? 'no statistics'] as const),
    width,
  )

/** What is to be done about a dataset that is not where or what it was. */
const repairs: Partial<Readonly<Record<RegisteredDataset['status'], string>>> = {
  missing: 'R looks for it, stage by stage',
  hash_mismatch: 'R shows what has changed, and what to do',
  unknown: 'R looks whether it is there',
}

function datasetLines(dataset: RegisteredDataset, { width, glyphs }: Drawing): readonly Line[] {
  const { status, original_path, current_path } = dataset
  return [
    padLine(
      [
        [` ${dataset.name}  `, 'strong'],
        [`${statusGlyph(status, glyphs)} ${status}`, statusTone(status)],
      ],
      width,
      glyphs.ellipsis,
    ),
    [],
    ...factLines(
      [
        ['Samples', `${dataset.n_samples}: ${dataset.n_train} for training, ${dataset.n_test} for testing`],
        ['Channels', `${dataset.n_features}`],
        ['Spectra', wavelengthText(dataset) ?? 'no axis'],
        ['Task', `${dataset.task_type.replace('_', ' ')} (${dataset.task_type_reason})`],
      ],
      width,
    ),
    [],
    titleLine('Targets'),
    ...targetLines(dataset, width),
    [],
    titleLine('File'),
    ...factLines(
      [
        ['Where it is now', current_path ?? 'not found'],
        ...(original_path !== current_path ? [['First seen at', original_path] as const] : []),
        ['Size', formatBytes(dataset.file_size)],
        ['Hash', dataset.hash],
        ...dataset.versions.map(({ version, n_samples, created_at, hash }) => {
          const now = hash === dataset.hash ? ', now' : ''
          return ['Version', `${version}: ${n_samples} samples, ${formatTime(created_at)}${now}`] as const
        }),
        [
          'Used',
          `by ${dataset.run_count} runs, first ${formatTime(dataset.first_used)}, last ${formatTime(dataset.last_used)}`,
        ],
        ...(repairs[status] ? [['To repair', repairs[status]] as const] : []),
      ],
      width,
    ),
  ]
}

/** A dataset, and what a look at the disk says of it now; null where that failed. */
interface DatasetPage {
  readonly dataset: RegisteredDataset
  readonly check: DatasetCheck | null
}

/** Stage by stage how its files were looked for, what else may be they, and what to do. */
function evidenceLines({ check }: DatasetPage, { width, glyphs }: Drawing): readonly Line[] {
  if (check === null) return textLines('It could not be looked for.', width, 'warn')
  const { status, proof, path, candidates, advice } = check
  return [
    padLine(
      [
        [' Now  ', 'faint'],
        [`${statusGlyph(status, glyphs)} ${status}`, statusTone(status)],
        [proof === null ? '' : `  ${path === null ? '' : printable(path)}`],
      ],
      width,
      glyphs.ellipsis,
    ),
    [],
    ...displayTableLines(resolutionTable(check), width, glyphs.ellipsis),
    ...(candidates.length > 0 ? [[], titleLine('Candidates')] : []),
    ...factLines(
      candidates.map(({ path, reason }) => [printable(path), printable(reason)] as const),
      width,
    ),
    ...(advice === null ? [] : [[], ...textLines(printable(advice), width)]),
  ]
}

export const datasetScreen = defineScreen<DatasetPage>({
  id: 'dataset',
  title: 'Dataset',
  live: false,
  load: async (engine, { subject }) => {
    const dataset = await engine.datasets.get(subject!)
    // Looking writes nothing: the registry changes by commands alone.
    const checks = await engine.datasets.check({ ids: [dataset.id], dry_run: true }).catch(() => [])
    return { dataset, check: checks[0] ?? null }
  },
  crumb: ({ dataset }) => dataset.name,
  record: ({ dataset }) => dataset,
  panes: [
    { id: 'facts', title: 'Dataset', lines: ({ dataset }, drawing) => datasetLines(dataset, drawing) },
    { id: 'evidence', title: 'Where it is', lines: evidenceLines },
  ],
})
