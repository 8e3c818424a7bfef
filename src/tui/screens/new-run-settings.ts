import { type Column, type Engine, refitChoices } from '../../core/index.ts'
import type { Place } from '../state/level.ts'
import { emptyDraft, type RunSettings } from '../state/run-draft.ts'
import { stepsLine } from './new-run-steps.ts'
import { type Change, defineScreen } from './screen.ts'

/** One setting as it stands, and what it may be. */
interface SettingRow {
  readonly id: keyof RunSettings
  readonly label: string
  readonly value: string
  readonly standard: string
  readonly help: string
  /** Space goes round them; without them a line is typed. */
  readonly choices?: readonly string[]
  /** Why a text cannot be taken. */
  readonly wrong?: (text: string) => string | null
}

const wholeFrom = (least: number) => (text: string) =>
  text === '' || (/^\d{1,9}$/.test(text) && Number(text) >= least) ? null : `A whole number from ${least} on is needed.`

function settingRows(engine: Engine, { run = emptyDraft }: Place): readonly SettingRow[] {
  const { settings, templates, datasets } = run
  const splitters = engine.operators.list().filter(({ kind, params }) => {
    return kind === 'splitter' && params.some(({ name }) => name === 'n_splits')
  })
  const groups = [...new Set(datasets.flatMap(({ group }) => group ?? []))]
  const rows: readonly Omit<SettingRow, 'value'>[] = [
    {
      id: 'name',
      label: 'Name',
      standard: `made of ${templates.map(({ name }) => name).join(', ')}`,
      help: 'What the run is called.',
    },
    {
      id: 'splitter',
      label: 'Folds by',
      standard: 'k_fold, shuffled',
      help: 'The splitter of the training rows, where a template brings none.',
      choices: ['', ...splitters.map(({ id }) => id)],
    },
    {
      id: 'n_splits',
      label: 'Number of folds',
      standard: '5',
      help: 'From 2 to the number of training samples.',
      wrong: wholeFrom(2),
    },
    {
      id: 'group',
      label: 'Groups',
      standard: groups.length > 0 ? groups.join(', ') : 'none',
      help: 'Column whose equal values are replicates; they stay in one fold.',
    },
    {
      id: 'metric',
      label: 'Metric',
      standard: 'rmse, or balanced accuracy of classes',
      help: 'What results are ranked by.',
      choices: ['', ...engine.metrics.list().map(({ name }) => name)],
    },
    {
      id: 'refit',
      label: 'Refit',
      standard: 'best',
      help: 'Which pipelines are fitted on all training rows afterwards.',
      choices: ['', ...refitChoices],
    },
    {
      id: 'random_state',
      label: 'Seed',
      standard: '42',
      help: 'The same seed gives the same run.',
      wrong: wholeFrom(0),
    },
  ]
  return rows.map(row => ({ ...row, value: settings[row.id] }))
}

function changed({ id, value, choices, wrong, label }: SettingRow, place: Place): Change {
  const run = place.run ?? emptyDraft
  const put = (text: string): Place => ({ ...place, run: { ...run, settings: { ...run.settings, [id]: text } } })
  if (choices) return { place: put(choices[(choices.indexOf(value) + 1) % choices.length]!) }
  return { ask: label, before: value, accept: text => wrong?.(text) ?? put(text) }
}

const column = (key: string, label: string, text: (row: SettingRow) => string): Column<SettingRow> => ({
  key,
  label,
  align: 'left',
  priority: key === 'help' ? 2 : 0,
  value: text,
  text,
})

export const settingsScreen = defineScreen<readonly SettingRow[], SettingRow>({
  id: 'new-run-settings',
  title: 'Settings',
  live: false,
  load: async (engine, place) => settingRows(engine, place),
  head: (_, drawing) => [stepsLine(2, 'space changes, Enter goes on', drawing)],
  proceed: (_, __, place) => ({ screen: 'new-run-review', subject: null, run: place.run ?? emptyDraft }),
  list: {
    items: rows => rows,
    columns: () => [
      column('label', 'Setting', ({ label }) => label),
      column('value', 'Value', ({ value, standard }) => (value === '' ? `(${standard})` : value)),
      column('help', 'What it does', ({ help }) => help),
    ],
    idOf: ({ id }) => id,
    open: () => ({ screen: 'new-run-review', subject: null }),
    change: changed,
    tone: ({ value }, key) => (key === 'value' && value === '' ? 'faint' : undefined),
    order: 'space changes the setting; values in brackets hold where none is set',
    example: 'label:fold',
    whenEmpty: () => ['No settings.'],
  },
})
