import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folderWith, n4a, spectraTable } from './support/built-command.ts'

const table = spectraTable()
const lines = table.trimEnd().split('\n')
const header = lines[0]!

/** The table with line `number` (1 is the header) changed. */
const withLine = (number: number, change: (line: string) => string) =>
  lines.map((line, index) => (index === number - 1 ? change(line) : line)).join('\n')

/** The row with cell `index` replaced. */
const withCell = (index: number, text: string) => (line: string) =>
  line
    .split(',')
    .map((cell, i) => (i === index ? text : cell))
    .join(',')

const pls = { class: 'sklearn.cross_decomposition.PLSRegression', params: { n_components: 3 } }

interface Case {
  readonly template?: unknown
  readonly dataset?: Readonly<Record<string, unknown>>
  readonly table?: string
  readonly config?: unknown
}

interface Mistake {
  readonly name: string
  readonly files: Case
  readonly code: string
  /** What the message names: file, line, field, column, nearest names. */
  readonly says: readonly string[]
}

const mistakes: readonly Mistake[] = [
  {
    name: 'a template that is not YAML',
    files: { template: 'pipeline:\n  - SNV\n - [unclosed\n' },
    code: 'UnreadableYaml',
    says: ['template.yaml:3'],
  },
  {
    name: 'an unknown operator',
    files: { template: 'name: t\npipeline:\n  - StandardNormalVariat\n  - model: PLSRegression\n' },
    code: 'UnknownOperator',
    says: ['template.yaml:3', 'pipeline[0]', 'StandardNormalVariate'],
  },
  {
    name: 'an operator that is left out on purpose',
    files: { template: 'name: t\npipeline:\n  - SNV\n  - model: nirs4all.operators.models.tensorflow.nicon.nicon\n' },
    code: 'UnsupportedOperator',
    says: ['template.yaml:4', 'deep learning', 'PLSRegression'],
  },
  {
    name: 'an unknown parameter',
    files: { template: 'pipeline:\n  - model:\n      class: PLSRegression\n      params: {n_component: 3}\n' },
    code: 'UnknownParameter',
    says: ['template.yaml:4', 'n_component', 'n_components'],
  },
  {
    name: 'an unknown generator keyword',
    files: { template: 'pipeline:\n  - SNV\n  - {_orr_: [SNV, MSC]}\n  - model: PLSRegression\n' },
    code: 'UnknownGenerator',
    says: ['template.yaml:3', 'pipeline[1]._orr_', '_or_'],
  },
  {
    name: 'an unknown preset',
    files: { template: 'presets: {scatter: SNV}\npipeline:\n  - _preset_: scater\n  - model: PLSRegression\n' },
    code: 'UnknownPreset',
    says: ['template.yaml:3', 'pipeline[0]', 'scatter'],
  },
  {
    name: 'a _range_ with step 0',
    files: { template: { pipeline: [{ _range_: [1, 5, 0], param: 'n_components' }, { model: pls }] } },
    code: 'RangeNeverEnds',
    says: ['template.yaml', 'pipeline[0]', '[1,5,0]'],
  },
  {
    name: 'a _range_ whose param no step takes',
    files: { template: { pipeline: ['SNV', { _range_: [1, 5], param: 'gamma' }, { model: pls }] } },
    code: 'UnboundParameter',
    says: ['template.yaml', 'pipeline[1]', 'gamma'],
  },
  {
    name: 'a template that expands to nothing',
    files: { template: { pipeline: [{ _or_: [] }, { model: pls }] } },
    code: 'EmptyExpansion',
    says: ['template.yaml'],
  },
  {
    name: 'more components than the smallest training fold allows',
    files: { template: { pipeline: [{ model: { ...pls, params: { n_components: 13 } } }] } },
    code: 'TooManyComponents',
    says: ['n_components is 13', 'at most 12'],
  },
  {
    name: 'a dataset that is not there',
    files: { dataset: { path: 'nowhere.csv' } },
    code: 'MissingDataset',
    says: ['nowhere.csv'],
  },
  {
    name: 'a ragged row',
    files: { table: withLine(5, line => `${line},1`) },
    code: 'RaggedRow',
    says: ['table.csv:5', '16 cells', '15'],
  },
  {
    name: 'text in the spectra',
    files: { table: withLine(7, withCell(4, 'n.d.')) },
    code: 'NotANumber',
    says: ['table.csv:7', '910', 'n.d.'],
  },
  {
    name: 'duplicate column names',
    files: { table: withLine(1, line => line.replace(',920,', ',910,')) },
    code: 'DuplicateColumn',
    says: ['table.csv:1', '910'],
  },
  {
    name: 'an empty cell',
    files: { table: withLine(9, withCell(5, '')) },
    code: 'EmptyCell',
    says: ['table.csv:9', '920'],
  },
  {
    name: 'NaN in y',
    files: { table: withLine(4, withCell(2, 'NaN')) },
    code: 'MissingTarget',
    says: ['table.csv:4', 'NaN'],
  },
  { name: 'one column', files: { table: 'y\n1\n2\n3\n' }, code: 'EmptyTable', says: ['table.csv:1', 'one column'] },
  { name: 'no rows', files: { table: `${header}\n` }, code: 'EmptyTable', says: ['table.csv'] },
  { name: 'an empty file', files: { table: '' }, code: 'EmptyTable', says: ['table.csv'] },
  {
    name: 'a y column that is not there',
    files: { dataset: { y: 'Y2' } },
    code: 'UnknownColumn',
    says: ['Y2', 'sample, set, y'],
  },
  {
    name: 'a partition value that matches nothing',
    files: { dataset: { partition: { column: 'set', train: ['cal'], test: ['tset'] } } },
    code: 'EmptyPartition',
    says: ['tset', '"cal", "val"'],
  },
  {
    name: 'an unknown metric',
    files: { config: { metric: 'rmsee' } },
    code: 'UnknownMetric',
    says: ['run.yaml', 'rmse'],
  },
  {
    name: 'an unknown field of the run file',
    files: { config: { metrics: 'rmse' } },
    code: 'UnknownField',
    says: ['run.yaml', 'metric'],
  },
]

it.each(mistakes)('$name ends with $code, where it stands and what to do, and nothing is started', async mistake => {
  const { files, code, says } = mistake
  const folder = folderWith({
    'table.csv': files.table ?? table,
    'template.yaml': files.template ?? { pipeline: [{ model: pls }] },
    'run.yaml': {
      templates: ['template.yaml'],
      datasets: [{ path: 'table.csv', y: 'y', ...files.dataset }],
      config: files.config ?? {},
    },
  })
  const ended = await n4a(['run', 'run.yaml'], { cwd: folder })
  expect(ended).toMatchObject({ code: 2, out: '' })
  expect(ended.err).toContain(`[${code}]`)
  for (const words of says) expect(ended.err).toContain(words)
  expect(ended.err).toMatch(/^ hint: ./m)
  expect(existsSync(join(folder, 'workspace'))).toBe(false)
})

it('a run file that is not there is named', async () => {
  const ended = await n4a(['run', 'nowhere.yaml'], { cwd: folderWith({}) })
  expect(ended).toMatchObject({ code: 2, out: '' })
  expect(ended.err).toContain('nowhere.yaml')
})

it('a workspace that cannot be written exits 3 and leaves everything as it was', async () => {
  const folder = folderWith({ 'table.csv': table, 'template.yaml': { pipeline: [{ model: pls }] }, 'in-the-way': 'x' })
  const args = ['run', 'template.yaml', '--dataset', 'table.csv', '--y', 'y', '--workspace', 'in-the-way/workspace']
  const ended = await n4a(args, { cwd: folder })
  expect(ended).toMatchObject({ code: 3, out: '' })
  expect(ended.err).toContain('[WorkspaceNotWritable]')
  expect(ended.err).toContain('--workspace')
})
