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
import { type Drawing, defineScreen } from './screen.ts'

export const datasetsScreen = defineScreen<readonly RegisteredDataset[], RegisteredDataset>({
  id: 'datasets',
  title: 'Datasets',
  tab: 5,
  live: true,
  load: engine => engine.datasets.list(),
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

/** What to type for a dataset that is not where or what it was. */
const repairs: Partial<Readonly<Record<RegisteredDataset['status'], (id: string) => string>>> = {
  missing: id => `n4a datasets relocate ${id} --search FOLDER`,
  hash_mismatch: id => `n4a datasets accept ${id}, or relocate ${id} --search FOLDER`,
  unknown: id => `n4a datasets check ${id}`,
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
        ...(repairs[status] ? [['To repair', repairs[status](dataset.id)] as const] : []),
      ],
      width,
    ),
  ]
}

export const datasetScreen = defineScreen<RegisteredDataset>({
  id: 'dataset',
  title: 'Dataset',
  live: false,
  load: (engine, { subject }) => engine.datasets.get(subject!),
  crumb: dataset => dataset.name,
  panes: [{ id: 'facts', title: 'Dataset', lines: datasetLines }],
})
