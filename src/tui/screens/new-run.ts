import {
  type Column,
  formatTime,
  groupedDigits,
  type RegisteredDataset,
  registeredSpec,
  type TemplateSource,
} from '../../core/index.ts'
import { emptyDraft } from '../state/run-draft.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { reviewScreen } from './new-run-review.ts'
import { settingsScreen } from './new-run-settings.ts'
import { stepsLine } from './new-run-steps.ts'
import { defineScreen } from './screen.ts'

/** A template that a run may be made of. */
interface TemplateChoice {
  readonly id: string
  readonly name: string
  readonly from: string
  /** Null where the template was not expanded yet. */
  readonly pipelines: number | null
  readonly saved: string
  readonly source: TemplateSource
}

const words = <Item>(key: string, label: string, priority: number, text: (item: Item) => string): Column<Item> => ({
  key,
  label,
  align: 'left',
  priority,
  value: text,
  text,
})

const count = <Item>(
  key: string,
  label: string,
  priority: number,
  of: (item: Item) => number | null,
): Column<Item> => ({
  key,
  label,
  align: 'right',
  priority,
  value: of,
  text: item => {
    const number = of(item)
    return number === null ? '–' : groupedDigits(number)
  },
})

const templatesStep = defineScreen<readonly TemplateChoice[], TemplateChoice>({
  id: 'new-run',
  title: 'New run',
  live: false,
  load: async engine => {
    const [library, ofRuns] = await Promise.all([engine.templates.library(), engine.templates.list()])
    return [
      ...library.map(({ id, name, version, created_at }) => ({
        id,
        name,
        from: `library, version ${version}`,
        pipelines: null,
        saved: created_at,
        source: id,
      })),
      ...ofRuns.map(({ template_id, name, run_id, expansion_count, created_at, steps }) => ({
        id: template_id,
        name,
        from: run_id,
        pipelines: expansion_count,
        saved: created_at,
        source: { name, steps },
      })),
    ]
  },
  head: (_, drawing) => [stepsLine(0, 'space chooses, Enter goes on', drawing)],
  proceed: (data, marked) => {
    if (marked.length === 0) return 'Choose templates with space first.'
    const templates = data.filter(({ id }) => marked.includes(id)).map(({ name, source }) => ({ name, source }))
    return { screen: 'new-run-datasets', subject: null, run: { ...emptyDraft, templates } }
  },
  list: {
    choose: true,
    items: choices => choices,
    columns: () => [
      words('name', 'Template', 0, ({ name }) => name),
      count('pipelines', 'Pipelines', 1, ({ pipelines }) => pipelines),
      words('from', 'From', 2, ({ from }) => from),
      words('saved', 'Saved (UTC)', 3, ({ saved }) => formatTime(saved)),
    ],
    idOf: ({ id }) => id,
    open: ({ id }) => ({ screen: 'template', subject: id }),
    order: 'library first',
    example: 'name:pls  from:library',
    whenEmpty: () => [
      'No templates yet.',
      'Put one into the library:  n4a templates save FILE',
      'Templates of earlier runs appear here as well.',
    ],
  },
})

const datasetsStep = defineScreen<readonly RegisteredDataset[], RegisteredDataset>({
  id: 'new-run-datasets',
  title: 'Datasets',
  live: false,
  load: engine => engine.datasets.list(),
  head: (_, drawing) => [stepsLine(1, 'space chooses, Enter goes on', drawing)],
  proceed: (data, marked, { run = emptyDraft }) => {
    const chosen = data.filter(({ id }) => marked.includes(id))
    const missing = chosen.find(({ status }) => status === 'missing' || status === 'hash_mismatch')
    if (chosen.length === 0) return 'Choose datasets with space first.'
    if (missing) return `${missing.name} is ${missing.status}: the page of the dataset repairs it.`
    return { screen: 'new-run-settings', subject: null, run: { ...run, datasets: chosen.map(registeredSpec) } }
  },
  list: {
    choose: true,
    items: datasets => datasets,
    columns: () => [
      words('name', 'Dataset', 0, ({ name }) => name),
      words('status', 'Status', 0, ({ status }) => status),
      count('n', 'Samples', 1, ({ n_samples }) => n_samples),
      count('p', 'Channels', 2, ({ n_features }) => n_features),
      words('target', 'Target', 1, ({ y_columns }) => y_columns.join(', ')),
      words('path', 'File', 3, ({ current_path, original_path }) => current_path ?? original_path),
    ],
    idOf: ({ id }) => id,
    open: ({ id }) => ({ screen: 'dataset', subject: id }),
    tone: ({ status }, key) => (key === 'status' ? statusTone(status) : undefined),
    sign: { key: 'status', of: ({ status }, glyphs) => statusGlyph(status, glyphs) },
    order: 'as registered',
    example: 'status:valid  n>100',
    whenEmpty: () => [
      'No datasets yet.',
      'Register one:  n4a datasets register FILE --y COLUMN',
      'A run registers its own:  n4a run run.yaml',
    ],
  },
})

/** From the templates to the review, each opened from the one before with what was chosen so far. */
export const newRunScreens = [templatesStep, datasetsStep, settingsScreen, reviewScreen]
