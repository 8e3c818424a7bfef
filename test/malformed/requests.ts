import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is needed to ask n4a for something, one thing of it wrong. */
export interface BadRequest {
  /** What is wrong, on one line. */
  readonly wrong: string
  /** Beside the sound ones: `run.yaml`, `template.yaml`, `table.csv`. */
  readonly files?: Readonly<Record<string, string | Buffer>>
  /** What no text can be: links, pipes, folders. */
  readonly make?: (folder: string) => void
  /** The run file that is asked for, or the dataset that is described instead. */
  readonly run?: string
  readonly dataset?: string
  readonly code: string
  /** The file in which it stands; none where it stands in no file. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly field?: string | RegExp
  /** What the message says besides. */
  readonly says?: string | RegExp
}

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
  (id, i) => `${id},${i + 0.5},${i % 3},${(i % 4) + 1},${(i % 5) + 3}`,
)
export const soundTable = `sample,fat,850,852,854\n${rows.join('\n')}\n`
export const soundTemplate = 'pipeline:\n  - SNV\n  - model: {class: PLSRegression, params: {n_components: 1}}\n'
export const soundRun =
  'templates: [template.yaml]\ndatasets:\n  - path: table.csv\n    y: fat\nconfig:\n  folds: {splitter: KFold, n_splits: 2}\n'

const run = (text: string) => ({ 'run.yaml': text })
const template = (text: string) => ({ 'template.yaml': text })
const withPartition = (file: string) =>
  run(`templates: [template.yaml]\ndatasets:\n  - {path: table.csv, y: fat, partition: {rows: ${file}}}\n`)
const withFolds = (file: string) =>
  run(`templates: [template.yaml]\ndatasets: [{path: table.csv, y: fat}]\nconfig: {folds: {file: ${file}}}\n`)
const bomb = (depth: number) =>
  `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`).join('\n')}\n`
const deep = (open: string, close: string, depth = 20_000) => `${open.repeat(depth)}${close.repeat(depth)}`
const spectra = 'x850,x852\n1,2\n2,3\n3,1\n'

/** Run files, templates, and the files they name. */
export const badRunFiles: readonly BadRequest[] = [
  { wrong: 'a run file of no bytes', files: run(''), code: 'WrongShape', file: 'run.yaml' },
  { wrong: 'a run file of blanks', files: run('  \n\n'), code: 'WrongShape', file: 'run.yaml' },
  { wrong: 'a run file of a byte order mark', files: run('\ufeff'), code: 'WrongShape', file: 'run.yaml' },
  { wrong: 'a run file that is a number', files: run('12\n'), code: 'WrongShape', file: 'run.yaml' },
  {
    wrong: 'a run file with a bracket that never closes',
    files: run(`${soundRun}name: [a\n`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
    line: 8,
  },
  {
    wrong: 'a run file indented by a tab',
    files: run('templates:\n\t- template.yaml\n'),
    code: 'UnreadableYaml',
    file: 'run.yaml',
    line: 2,
  },
  {
    wrong: 'a key of a run file twice',
    files: run(`${soundRun}config: {}\n`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
    line: 7,
    says: 'unique',
  },
  {
    wrong: 'a run file with a zero byte',
    files: run(`name: "a\0b"\n${soundRun}`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
    line: 1,
  },
  {
    wrong: 'an alias that names nothing',
    files: run(`${soundRun}name: *nothing\n`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
    says: 'nothing',
  },
  {
    wrong: 'aliases that grow a billionfold',
    files: run(`${bomb(9)}${soundRun}`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
    says: /alias/i,
  },
  {
    wrong: 'an anchor that holds itself',
    files: run(`${soundRun}name: &a [*a]\n`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
  },
  {
    wrong: 'flow lists twenty thousand deep',
    files: run(`name: ${deep('[', ']')}\n`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
  },
  {
    wrong: 'JSON twenty thousand deep',
    files: { 'run.json': deep('{"name":', '}').replace(':}', ':1}') },
    run: 'run.json',
    code: 'UnreadableYaml',
    file: 'run.json',
  },
  {
    wrong: 'JSON that ends early',
    files: { 'run.json': '{"templates": ["template.yaml"], "datasets": [' },
    run: 'run.json',
    code: 'UnreadableYaml',
    file: 'run.json',
    line: 1,
  },
  {
    wrong: 'two documents in one file',
    files: run(`${soundRun}---\nname: b\n`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
  },
  {
    wrong: 'a tag that makes objects in Python',
    files: run(`${soundRun}name: !!python/object/apply:os.system ["ls"]\n`),
    code: 'UnreadableYaml',
    file: 'run.yaml',
    says: 'python',
  },
  {
    wrong: 'a merge key',
    files: run(`base: &b {y: fat}\ntemplates: [template.yaml]\ndatasets:\n  - {<<: *b, path: table.csv}\n`),
    code: 'UnknownField',
    file: 'run.yaml',
  },
  {
    wrong: 'bytes that are no UTF-8',
    files: {
      'run.yaml': Buffer.concat([
        Buffer.from(soundRun),
        Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xff, 0xfe, 0x0a]),
      ]),
    },
    code: 'UnreadableFile',
    file: 'run.yaml',
    line: 7,
  },
  {
    wrong: 'a run file in UTF-16',
    files: { 'run.yaml': Buffer.from(`\ufeff${soundRun}`, 'utf16le') },
    code: 'UnreadableFile',
    file: 'run.yaml',
  },
  {
    wrong: 'a run file that is a picture',
    files: { 'run.yaml': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
    code: 'UnreadableFile',
    file: 'run.yaml',
  },
  {
    wrong: 'a run file that is a folder',
    make: folder => mkdirSync(join(folder, 'dir.yaml')),
    run: 'dir.yaml',
    code: 'UnreadableFile',
    file: 'dir.yaml',
  },
  {
    wrong: 'a run file that is a pipe',
    make: folder => execFileSync('mkfifo', [join(folder, 'pipe.yaml')]),
    run: 'pipe.yaml',
    code: 'UnreadableFile',
    file: 'pipe.yaml',
  },
  {
    wrong: 'a run file that is a link in a circle',
    make: folder => symlinkSync('loop.yaml', join(folder, 'loop.yaml')),
    run: 'loop.yaml',
    code: 'UnreadableFile',
    file: 'loop.yaml',
  },
  {
    wrong: 'a run file that never ends',
    make: folder => symlinkSync('/dev/zero', join(folder, 'zero.yaml')),
    run: 'zero.yaml',
    code: 'UnreadableFile',
    file: 'zero.yaml',
  },
  {
    wrong: 'no templates',
    files: run('datasets: [{path: table.csv}]\n'),
    code: 'WrongShape',
    file: 'run.yaml',
    field: /templates/,
  },
  {
    wrong: 'no datasets',
    files: run('templates: [template.yaml]\n'),
    code: 'WrongShape',
    file: 'run.yaml',
    field: /datasets/,
  },
  {
    wrong: 'a list of templates that is empty',
    files: run('templates: []\ndatasets: [{path: table.csv}]\n'),
    code: 'WrongShape',
    file: 'run.yaml',
    line: 1,
    field: /templates/,
  },
  {
    wrong: 'a template that is a number',
    files: run('templates: [7]\ndatasets: [{path: table.csv}]\n'),
    code: 'WrongShape',
    file: 'run.yaml',
    line: 1,
    field: 'templates[0]',
  },
  {
    wrong: 'a dataset without a path',
    files: run('templates: [template.yaml]\ndatasets:\n  - y: fat\n'),
    code: 'WrongShape',
    file: 'run.yaml',
    line: 3,
    field: /datasets\[0\]/,
  },
  {
    wrong: 'a path that is a list',
    files: run('templates: [template.yaml]\ndatasets:\n  - path: [table.csv]\n'),
    code: 'WrongShape',
    file: 'run.yaml',
    line: 3,
    field: /path/,
  },
  {
    wrong: 'a path with a zero byte',
    files: { 'run.json': '{"templates": ["template.yaml"], "datasets": [{"path": "table\\u0000.csv"}]}' },
    run: 'run.json',
    code: 'WrongShape',
    says: 'u0000',
  },
  {
    wrong: 'a template whose path has a zero byte',
    files: { 'run.json': '{"templates": ["template\\u0000.yaml"], "datasets": [{"path": "table.csv"}]}' },
    run: 'run.json',
    code: 'MissingFile',
    says: 'u0000',
  },
  {
    wrong: 'a path of five thousand characters',
    files: run(`templates: [template.yaml]\ndatasets: [{path: ${'d/'.repeat(2500)}t.csv}]\n`),
    code: 'UnreadableFile',
  },
  {
    wrong: 'a field with an escape sequence',
    files: { 'run.json': '{"templates": ["template.yaml"], "datasets": [{"path": "table.csv"}], "\\u001b[2Jname": 1}' },
    run: 'run.json',
    code: 'UnknownField',
    file: 'run.json',
    says: '\\u001b[2J',
  },
  {
    wrong: 'a field called __proto__',
    files: {
      'run.json': '{"templates": ["template.yaml"], "datasets": [{"path": "table.csv"}], "__proto__": {"name": "x"}}',
    },
    run: 'run.json',
    code: 'UnknownField',
    file: 'run.json',
  },
  {
    wrong: 'a number of folds that is no number',
    files: run(soundRun.replace('n_splits: 2', 'n_splits: many')),
    code: 'ParameterOutOfRange',
    file: 'run.yaml',
    line: 6,
    field: /n_splits/,
  },
  {
    wrong: 'a number of folds with thirty digits',
    files: run(soundRun.replace('n_splits: 2', `n_splits: 1${'0'.repeat(29)}`)),
    code: 'ParameterOutOfRange',
    file: 'run.yaml',
    line: 6,
    field: /n_splits/,
  },
  {
    wrong: 'a seed that is no whole number',
    files: run(`${soundRun}  random_state: 1.5\n`),
    code: 'WrongShape',
    file: 'run.yaml',
    line: 7,
    field: /random_state/,
  },
  {
    wrong: 'a metric that is a list',
    files: run(`${soundRun}  metric: [rmse]\n`),
    code: 'WrongShape',
    file: 'run.yaml',
    line: 7,
    field: /metric/,
  },
  {
    wrong: 'two datasets of one name',
    files: run(
      'templates: [template.yaml]\ndatasets:\n  - {path: table.csv, y: fat, name: a}\n  - {path: table.csv, y: fat, name: a}\n',
    ),
    code: 'DuplicateDataset',
    says: '"a"',
  },

  { wrong: 'a template of no bytes', files: template(''), code: 'WrongShape', file: 'template.yaml' },
  { wrong: 'a template of one word', files: template('PLS\n'), code: 'WrongShape', file: 'template.yaml' },
  {
    wrong: 'a pipeline of no steps',
    files: template('pipeline: []\n'),
    code: 'PipelineWithoutModel',
    file: 'template.yaml',
  },
  {
    wrong: 'a step that is a number',
    files: template('pipeline:\n  - 7\n  - model: PLSRegression\n'),
    code: 'WrongShape',
    file: 'template.yaml',
    line: 2,
    field: 'pipeline[0]',
  },
  {
    wrong: 'a template that grows a billionfold',
    files: template(`${bomb(9)}pipeline: [SNV, *a9]\n`),
    code: 'UnreadableYaml',
    file: 'template.yaml',
    says: /alias/i,
  },
  {
    wrong: 'steps twenty thousand deep',
    files: template(`pipeline: ${deep('[', ']')}\n`),
    code: 'UnreadableYaml',
    file: 'template.yaml',
  },
  {
    wrong: 'alternatives in alternatives ten thousand deep',
    files: { 'template.json': `{"pipeline": [${deep('{"_or_":[', ']}', 10_000)}]}` },
    run: 'of-json.yaml',
    make: folder => writeFileSync(join(folder, 'of-json.yaml'), soundRun.replace('template.yaml', 'template.json')),
    code: 'UnreadableYaml',
    file: 'template.json',
  },
  {
    wrong: 'a trillion pipelines',
    files: template('pipeline:\n  - {_range_: [1, 1000000000000], param: n_components}\n  - model: PLSRegression\n'),
    code: 'TooManyPipelines',
    file: 'template.yaml',
  },
  {
    wrong: 'a range of values that is infinite',
    files: template('pipeline:\n  - model: {class: PLSRegression, params: {n_components: {_range_: [1, .inf]}}}\n'),
    code: 'WrongGenerator',
    file: 'template.yaml',
    line: 2,
  },
  {
    wrong: 'a model whose class is a list',
    files: template('pipeline:\n  - model: {class: [PLSRegression]}\n'),
    code: 'WrongShape',
    file: 'template.yaml',
    line: 2,
  },
  {
    wrong: 'a parameter that is not a number',
    files: template('pipeline:\n  - model: {class: PLSRegression, params: {n_components: .nan}}\n'),
    code: 'ParameterOutOfRange',
    file: 'template.yaml',
    line: 2,
    field: /n_components/,
  },
  {
    wrong: 'an operator whose name is an escape sequence',
    files: template('pipeline:\n  - "\\e[31mSNV"\n  - model: PLSRegression\n'),
    code: 'UnknownOperator',
    file: 'template.yaml',
    line: 2,
    says: '\\u001b[31m',
  },
  {
    wrong: 'an operator called constructor',
    files: template('pipeline:\n  - constructor\n  - model: PLSRegression\n'),
    code: 'UnknownOperator',
    file: 'template.yaml',
    line: 2,
  },
  {
    wrong: 'parameters called __proto__',
    files: {
      'template.json':
        '{"pipeline": [{"model": {"class": "PLSRegression", "params": {"__proto__": {"n_components": 2}}}}]}',
    },
    run: 'of-json.yaml',
    make: folder => writeFileSync(join(folder, 'of-json.yaml'), soundRun.replace('template.yaml', 'template.json')),
    code: 'UnknownParameter',
    file: 'template.json',
  },
  {
    wrong: 'a template that is not there',
    files: run(soundRun.replace('template.yaml', 'no.yaml')),
    code: 'MissingFile',
    says: 'no.yaml',
  },

  { wrong: 'a rows file that is not there', files: withPartition('no.json'), code: 'MissingFile', file: 'no.json' },
  {
    wrong: 'a rows file of no bytes',
    files: { ...withPartition('rows.json'), 'rows.json': '' },
    code: 'WrongRowsFile',
    file: 'rows.json',
  },
  {
    wrong: 'a rows file that is a list',
    files: { ...withPartition('rows.json'), 'rows.json': '[0, 1]' },
    code: 'WrongRowsFile',
    file: 'rows.json',
  },
  {
    wrong: 'rows that are negative',
    files: { ...withPartition('rows.json'), 'rows.json': '{"train": [0, -1], "test": [2]}' },
    code: 'WrongRowsFile',
    file: 'rows.json',
    field: 'train',
    says: '-1',
  },
  {
    wrong: 'a row behind the last',
    files: { ...withPartition('rows.json'), 'rows.json': '{"train": [0, 1], "test": [8]}' },
    code: 'WrongRowsFile',
    file: 'rows.json',
    field: 'test',
    says: '7',
  },
  {
    wrong: 'a row of train that stands twice',
    files: { ...withPartition('rows.json'), 'rows.json': '{"train": [0, 0], "test": [2]}' },
    code: 'WrongRowsFile',
    file: 'rows.json',
    field: 'train',
  },
  {
    wrong: 'a row in train and test',
    files: { ...withPartition('rows.json'), 'rows.json': '{"train": [0, 1], "test": [1]}' },
    code: 'OverlappingPartition',
    file: 'rows.json',
  },
  {
    wrong: 'rows with a part',
    files: { ...withPartition('rows.json'), 'rows.json': '{"train": [0, 1.5], "test": [2]}' },
    code: 'WrongRowsFile',
    file: 'rows.json',
    field: 'train',
    says: '1.5',
  },
  {
    wrong: 'lists of rows that are nested',
    files: { ...withPartition('rows.json'), 'rows.json': '{"train": [[0]], "test": [2]}' },
    code: 'WrongRowsFile',
    file: 'rows.json',
    field: 'train',
  },
  {
    wrong: 'a rows file that is nested a hundred thousand deep',
    files: { ...withPartition('rows.json'), 'rows.json': deep('[', ']', 100_000) },
    code: 'WrongRowsFile',
    file: 'rows.json',
  },
  {
    wrong: 'a rows file that is a folder',
    files: withPartition('rows.json'),
    make: folder => mkdirSync(join(folder, 'rows.json')),
    code: 'UnreadableFile',
    file: 'rows.json',
  },
  {
    wrong: 'a rows file that is a pipe',
    files: withPartition('rows.json'),
    make: folder => execFileSync('mkfifo', [join(folder, 'rows.json')]),
    code: 'UnreadableFile',
    file: 'rows.json',
  },
  {
    wrong: 'a rows file that never ends',
    files: withPartition('rows.json'),
    make: folder => symlinkSync('/dev/zero', join(folder, 'rows.json')),
    code: 'UnreadableFile',
    file: 'rows.json',
  },

  {
    wrong: 'a file of folds that is not there',
    files: withFolds('no.json'),
    code: 'MissingFile',
    says: 'no.json',
    line: 3,
  },
  {
    wrong: 'a file of folds of no bytes',
    files: { ...withFolds('folds.json'), 'folds.json': '' },
    code: 'WrongFolds',
    file: 'folds.json',
  },
  {
    wrong: 'folds that are no list',
    files: { ...withFolds('folds.json'), 'folds.json': '{"train": [0]}' },
    code: 'WrongFolds',
    file: 'folds.json',
  },
  {
    wrong: 'no folds in the list',
    files: { ...withFolds('folds.json'), 'folds.json': '[]' },
    code: 'WrongFolds',
    file: 'run.yaml',
  },
  {
    wrong: 'a fold without val',
    files: { ...withFolds('folds.json'), 'folds.json': '[{"train": [0, 1]}]' },
    code: 'WrongFolds',
    file: 'folds.json',
  },
  {
    wrong: 'a fold beyond the training rows',
    files: { ...withFolds('folds.json'), 'folds.json': '[{"train": [0, 1], "val": [99]}]' },
    code: 'WrongFolds',
    file: 'run.yaml',
    says: '99',
  },
  {
    wrong: 'a row in train and val of a fold',
    files: { ...withFolds('folds.json'), 'folds.json': '[{"train": [0, 1], "val": [1]}]' },
    code: 'WrongFolds',
    file: 'run.yaml',
    says: '1',
  },
  {
    wrong: 'a file of folds that is a pipe',
    files: withFolds('folds.json'),
    make: folder => execFileSync('mkfifo', [join(folder, 'folds.json')]),
    code: 'UnreadableFile',
    file: 'folds.json',
  },
  {
    wrong: 'a file of folds that is a folder',
    files: withFolds('folds.json'),
    make: folder => mkdirSync(join(folder, 'folds.json')),
    code: 'UnreadableFile',
    file: 'folds.json',
  },
]

/** Folders in a convention, configurations of datasets, and paths that are no files. */
export const badDatasets: readonly BadRequest[] = [
  {
    wrong: 'a table that is a folder',
    make: folder => mkdirSync(join(folder, 'dir.csv')),
    dataset: 'dir.csv',
    code: 'FolderDataset',
    file: 'dir.csv',
  },
  {
    wrong: 'a table that is a pipe',
    make: folder => execFileSync('mkfifo', [join(folder, 'pipe.csv')]),
    dataset: 'pipe.csv',
    code: 'UnreadableFile',
    file: 'pipe.csv',
    says: 'regular',
  },
  {
    wrong: 'a table that never ends',
    make: folder => symlinkSync('/dev/zero', join(folder, 'zero.csv')),
    dataset: 'zero.csv',
    code: 'UnreadableFile',
    file: 'zero.csv',
    says: 'regular',
  },
  {
    wrong: 'a table that is a link in a circle',
    make: folder => symlinkSync('loop.csv', join(folder, 'loop.csv')),
    dataset: 'loop.csv',
    code: 'UnreadableFile',
    file: 'loop.csv',
    says: 'circle',
  },
  {
    wrong: 'a table that is a link to nothing',
    make: folder => symlinkSync('gone.csv', join(folder, 'link.csv')),
    dataset: 'link.csv',
    code: 'MissingDataset',
    file: 'link.csv',
  },
  {
    wrong: 'a folder that links to itself',
    make: folder => {
      mkdirSync(join(folder, 'set'))
      symlinkSync('.', join(folder, 'set', 'Xcal.csv'))
    },
    dataset: 'set',
    code: 'FolderDataset',
    file: 'Xcal.csv',
  },
  {
    wrong: 'a folder of nothing',
    make: folder => mkdirSync(join(folder, 'set')),
    dataset: 'set',
    code: 'FolderDataset',
    file: 'set',
  },
  {
    wrong: 'reference values without spectra',
    files: { 'set/Ycal.csv': 'fat\n1\n2\n' },
    dataset: 'set',
    code: 'WrongConvention',
    says: 'Xcal',
  },
  {
    wrong: 'test values without test spectra',
    files: { 'set/Xcal.csv': spectra, 'set/Ycal.csv': 'fat\n1\n2\n3\n', 'set/Yval.csv': 'fat\n1\n' },
    dataset: 'set',
    code: 'WrongConvention',
    says: 'Yval.csv',
  },
  {
    wrong: 'fewer reference values than spectra',
    files: { 'set/Xcal.csv': spectra, 'set/Ycal.csv': 'fat\n1\n2\n' },
    dataset: 'set',
    code: 'WrongReference',
    file: 'set/Ycal.csv',
    says: '2 rows',
  },
  {
    wrong: 'more metadata than spectra',
    files: { 'set/Xcal.csv': spectra, 'set/Ycal.csv': 'fat\n1\n2\n3\n', 'set/Mcal.csv': 'batch\na\nb\nc\nd\n' },
    dataset: 'set',
    code: 'WrongReference',
    file: 'set/Mcal.csv',
    says: '4 rows',
  },
  {
    wrong: 'test spectra on another axis',
    files: {
      'set/Xcal.csv': spectra,
      'set/Ycal.csv': 'fat\n1\n2\n3\n',
      'set/Xval.csv': 'x850,x854\n1,2\n2,3\n',
      'set/Yval.csv': 'fat\n1\n2\n',
    },
    dataset: 'set',
    code: 'WrongConvention',
    file: 'set/Xval.csv',
    says: '854',
  },
  {
    wrong: 'two files for one role',
    files: { 'set/Xcal.csv': spectra, 'set/X_train.csv': spectra, 'set/Ycal.csv': 'fat\n1\n2\n3\n' },
    dataset: 'set',
    code: 'UnsupportedRequest',
    file: 'set',
    says: 'Xcal.csv',
  },
  {
    wrong: 'spectra of a folder that are a pipe',
    files: { 'set/Ycal.csv': 'fat\n1\n2\n3\n' },
    make: folder => execFileSync('mkfifo', [join(folder, 'set', 'Xcal.csv')]),
    dataset: 'set',
    code: 'UnreadableFile',
    file: 'set/Xcal.csv',
  },
  {
    wrong: 'a word among the spectra of a folder',
    files: { 'set/Xcal.csv': 'x850,x852\n1,2\n2,low\n3,4\n', 'set/Ycal.csv': 'fat\n1\n2\n3\n' },
    dataset: 'set',
    code: 'NotANumber',
    file: 'set/Xcal.csv',
    line: 3,
    field: 'x852',
  },
  {
    wrong: 'a missing reference value of a folder',
    files: { 'set/Xcal.csv': spectra, 'set/Ycal.csv': 'fat\n1\nNA\n3\n' },
    dataset: 'set',
    code: 'MissingTarget',
    file: 'set/Ycal.csv',
    line: 3,
    field: 'fat',
  },
  {
    wrong: 'a name in a folder that is an escape sequence',
    files: { 'set/\u001b[31mXcal.csv': spectra },
    dataset: 'set',
    code: 'FolderDataset',
    file: 'set',
  },

  {
    wrong: 'a configuration of no bytes',
    files: { 'set.yaml': '' },
    dataset: 'set.yaml',
    code: 'WrongShape',
    file: 'set.yaml',
  },
  {
    wrong: 'a configuration that is a list',
    files: { 'set.yaml': '- a\n' },
    dataset: 'set.yaml',
    code: 'WrongShape',
    file: 'set.yaml',
  },
  {
    wrong: 'a configuration that is no YAML',
    files: { 'set.yaml': 'train_x: table.csv\n  y: [\n' },
    dataset: 'set.yaml',
    code: 'UnreadableYaml',
    file: 'set.yaml',
    line: 1,
  },
  {
    wrong: 'a configuration that is no JSON',
    files: { 'set.json': '{"train_x": "table.csv",\n "train_y": }' },
    dataset: 'set.json',
    code: 'UnreadableYaml',
    file: 'set.json',
    line: 2,
  },
  {
    wrong: 'a key of a configuration twice',
    files: { 'set.yaml': 'train_x: a.csv\ntrain_x: b.csv\n' },
    dataset: 'set.yaml',
    code: 'UnreadableYaml',
    file: 'set.yaml',
    line: 2,
  },
  {
    wrong: 'a configuration that grows a billionfold',
    files: { 'set.yaml': `${bomb(9)}train_x: *a9\n` },
    dataset: 'set.yaml',
    code: 'UnreadableYaml',
    file: 'set.yaml',
    says: /alias/i,
  },
  {
    wrong: 'a configuration twenty thousand deep',
    files: { 'set.yaml': `train_x: ${deep('[', ']')}\n` },
    dataset: 'set.yaml',
    code: 'UnreadableYaml',
    file: 'set.yaml',
  },
  {
    wrong: 'a configuration without train_x',
    files: { 'set.yaml': 'train_y: table.csv\n' },
    dataset: 'set.yaml',
    code: 'WrongConvention',
    file: 'set.yaml',
    says: 'train_x',
  },
  {
    wrong: 'a configuration with a key that nobody knows',
    files: { 'set.yaml': 'train_x: table.csv\ntrain_z: a\n' },
    dataset: 'set.yaml',
    code: 'UnknownField',
    file: 'set.yaml',
    says: 'train_z',
  },
  {
    wrong: 'a configuration with folds',
    files: { 'set.yaml': 'train_x: table.csv\nfolds: 5\n' },
    dataset: 'set.yaml',
    code: 'UnsupportedRequest',
    file: 'set.yaml',
    field: 'folds',
  },
  {
    wrong: 'a configuration that names a file that is not there',
    files: { 'set.yaml': 'train_x: no.csv\n' },
    dataset: 'set.yaml',
    code: 'MissingDataset',
    file: 'no.csv',
  },
  {
    wrong: 'a configuration that names itself',
    files: { 'set.yaml': 'train_x: set.yaml\n' },
    dataset: 'set.yaml',
    code: 'UnsupportedFormat',
    file: 'set.yaml',
  },
  {
    wrong: 'a configuration whose path is a number',
    files: { 'set.yaml': 'train_x: 7\n' },
    dataset: 'set.yaml',
    code: 'WrongShape',
    file: 'set.yaml',
    field: 'train_x',
  },
  {
    wrong: 'a configuration that is a pipe',
    make: folder => execFileSync('mkfifo', [join(folder, 'set.yaml')]),
    dataset: 'set.yaml',
    code: 'UnreadableFile',
    file: 'set.yaml',
  },
  {
    wrong: 'a configuration that never ends',
    make: folder => symlinkSync('/dev/zero', join(folder, 'set.yaml')),
    dataset: 'set.yaml',
    code: 'UnreadableFile',
    file: 'set.yaml',
  },
  { wrong: 'a configuration that is not there', dataset: 'no.yaml', code: 'MissingFile', file: 'no.yaml' },
]
