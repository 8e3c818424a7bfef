import {
  datasetColumns,
  formatBytes,
  formatTime,
  type RegisteredDataset,
  targetFacts,
  wavelengthText,
} from '../../core/index.ts'
import { factLines, titleLine } from '../components/facts.ts'
import { type Line, padLine } from '../components/line.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { type DatasetPage, datasetViews } from './dataset-views.ts'
import { type Drawing, defineScreen } from './screen.ts'

/** The end of a path tells files apart, its beginning seldom. */
function pathTail(dataset: RegisteredDataset): string {
  const path = dataset.current_path ?? dataset.original_path
  const parts = path.split(/[\\/]/)
  return parts.length > 3 ? `…/${parts.slice(-2).join('/')}` : path
}

const columns = datasetColumns.map(column =>
  column.key === 'current_path' ? { ...column, label: 'Where', priority: 2, text: pathTail } : column,
)

export const datasetsScreen = defineScreen<readonly RegisteredDataset[], RegisteredDataset>({
  id: 'datasets',
  title: 'Datasets',
  tab: 5,
  live: true,
  load: engine => engine.datasets.list(),
  repairs: (_, dataset) => (dataset ? [dataset.id] : []),
  list: {
    items: datasets => datasets,
    columns: () => columns,
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

export const datasetScreen = defineScreen<DatasetPage>({
  id: 'dataset',
  title: 'Dataset',
  live: true,
  lasting: true,
  load: async (engine, { subject }, { before }) => {
    const dataset = await engine.datasets.get(subject!)
    // What was read of its content stands as long as that is the same.
    return before?.dataset.hash === dataset.hash && before.dataset.current_path === dataset.current_path
      ? { ...before, dataset }
      : { dataset }
  },
  crumb: ({ dataset }) => dataset.name,
  repairs: ({ dataset }) => [dataset.id],
  panes: [
    { id: 'facts', title: 'Dataset', lines: ({ dataset }, drawing) => datasetLines(dataset, drawing) },
    ...datasetViews,
  ],
})
