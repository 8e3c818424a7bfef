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
        ['Version', dataset.version],
        ['Used', `by ${dataset.run_count} runs, last ${formatTime(dataset.last_used)}`],
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
