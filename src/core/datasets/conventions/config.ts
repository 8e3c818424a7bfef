import { dirname, isAbsolute, join } from 'node:path'
import { type ErrorPlace, N4aError, UnknownField, WrongConvention, WrongShape } from '../../errors/index.ts'
import { type DatasetSpec, taskTypes } from '../../records/index.ts'
import { parseText } from '../parse-text.ts'
import { readTextFile } from '../text-file.ts'
import { positionIn } from '../text-position.ts'
import { inside, isObject, nameText } from '../validate-fields.ts'
import { type FileParams, fileParams, unsupported } from './config-params.ts'
import type { ConventionFile, ConventionFiles, ConventionSource, FileKind } from './convention-files.ts'
import { pairedSources } from './paired-sources.ts'

type Fields = Readonly<Record<string, unknown>>
type Part = 'train' | 'test'

/** Keys of a file, the first its usual one. */
const fileKeys: Readonly<Record<FileKind, (part: Part) => readonly string[]>> = {
  x: part => [`${part}_x`],
  y: part => [`${part}_y`],
  m: part => [`${part}_m`, `${part}_group`],
}
const parts = ['train', 'test'] as const
const allFileKeys = parts.flatMap(part => (['x', 'y', 'm'] as const).flatMap(kind => fileKeys[kind](part)))
const plainKeys = [
  'name',
  'description',
  'global_params',
  'task_type',
  'signal_type',
  'partition',
  'repetition',
  'sources',
]

const elsewhere = 'Write what you need as an entry of `datasets:` in the run file.'

/** Why each other key of the Python library is refused, and what to use. */
const refusedKeys: Readonly<Record<string, readonly [reason: string, instead: string]>> = {
  folds: ['folds belong to the run', 'Give `config: {folds: …}` in the run file.'],
  shared_targets: ['reference values belong to the samples of all sources', 'Give `train_y` and `test_y`.'],
  shared_metadata: ['metadata belong to the samples of all sources', 'Give `train_m` and `test_m`.'],
  variations: ['each variation is a dataset of its own', 'List the variations under `datasets:` of the run file.'],
  variation_mode: ['each variation is a dataset of its own', 'List the variations under `datasets:` of the run file.'],
  files: ['files without a role are not joined', 'Name train_x, train_y and test_x.'],
  aggregate: [
    'predictions of replicates are not averaged by the dataset',
    'Give `repetition: COLUMN`, which keeps replicates together.',
  ],
  aggregate_method: ['predictions of replicates are not averaged by the dataset', 'Leave it out.'],
  aggregate_exclude_outliers: ['predictions of replicates are not averaged by the dataset', 'Leave it out.'],
}

/**
 * A dataset configuration of the Python library, in YAML or JSON. Paths start at its folder. What n4a does not do is
 * refused by name: nothing of a configuration is passed over.
 *
 * @throws UnreadableYaml, WrongShape, UnknownField, UnsupportedRequest, WrongConvention with the field
 */
export function conventionOfConfig(path: string): ConventionFiles {
  const text = readTextFile(path)
  try {
    return filesOf(readConfig(text, path), path)
  } catch (error) {
    const { field, line, file } = error instanceof N4aError ? error.place : {}
    if (!(error instanceof N4aError) || field === undefined || line !== undefined || file !== path) throw error
    throw error.at(positionIn(text, { field, text: field }))
  }
}

function filesOf(config: Fields, path: string): ConventionFiles {
  const place = { file: path }
  refuseKeys(config, place)
  const common = fileParams(config.global_params, inside(place, 'global_params'))
  const params: FileParams[] = [common]
  const filesFor = (part: Part, kind: FileKind): readonly ConventionFile[] => {
    const given = fileKeys[kind](part).filter(name => config[name] !== undefined && config[name] !== null)
    const [key] = given
    if (key === undefined) return []
    if (given.length > 1) {
      throw WrongShape({ what: 'A configuration', expected: `one of ${given.join(' and ')}`, received: given }).at(
        place,
      )
    }
    const own = fileParams(config[`${key}_params`], inside(place, `${key}_params`))
    if (kind === 'x') params.push(own)
    const at = inside(place, key)
    const paths = Array.isArray(config[key]) && kind === 'x' ? (config[key] as readonly unknown[]) : [config[key]]
    return paths.map(value => ({ path: pathOf(value, path, at), options: optionsOf(common, own) }))
  }
  const one = (part: Part, kind: FileKind) => filesFor(part, kind)[0] ?? null
  const spectra = spectraOf(config, place, part => filesFor(part, 'x'), common, path)
  const files = (part: Part) => ({ x: spectra[0]?.[part] ?? null, y: one(part, 'y'), m: one(part, 'm') })
  const [train, test] = [files('train'), files('test')]
  if (!train.x) throw WrongConvention({ reason: 'it names no train_x' }).at(place)
  if (!test.x && (test.y || test.m)) throw WrongConvention({ reason: 'it names no test_x' }).at(place)
  const several = spectra.length > 1
  return {
    train: { ...train, x: train.x },
    test: test.x && { ...test, x: test.x },
    sources: spectra.slice(1),
    defaults: {
      ...Object.assign({}, ...params.map(({ spec }) => spec), defaultsOf(config, place)),
      ...(several && { source_name: spectra[0]!.name }),
    },
    notes: ['A dataset configuration of several files.'],
  }
}

/** Spectra of each instrument: of `sources`, or of lists of files in one order. @throws WrongConvention, WrongShape, UnknownField */
function spectraOf(
  config: Fields,
  place: ErrorPlace,
  filesFor: (part: Part) => readonly ConventionFile[],
  common: FileParams,
  path: string,
): readonly ConventionSource[] {
  const [train, test] = [filesFor('train'), filesFor('test')]
  const { sources } = config
  if (sources === undefined || sources === null) return pairedSources(train, test, place)
  if (train.length + test.length > 0) {
    throw WrongConvention({ reason: 'spectra stand in sources and in train_x or test_x' }).at(inside(place, 'sources'))
  }
  if (!Array.isArray(sources) || sources.length === 0) {
    const expected = 'a list of {name, train_x, test_x}'
    throw WrongShape({ what: 'sources', expected, received: sources }).at(inside(place, 'sources'))
  }
  const found = sources.map((source: unknown, i) => sourceOf(source, inside(place, `sources[${i}]`), common, path))
  if (found.some(({ test }) => (test === null) !== (found[0]!.test === null))) {
    throw WrongConvention({ reason: 'some sources have a test_x and some have none' }).at(inside(place, 'sources'))
  }
  return found
}

function sourceOf(source: unknown, place: ErrorPlace, common: FileParams, config: string): ConventionSource {
  const known = ['name', 'train_x', 'test_x', 'params']
  if (!isObject(source)) {
    throw WrongShape({ what: 'A source', expected: `an object with ${known.join(', ')}`, received: source }).at(place)
  }
  const unknown = Object.keys(source).find(name => !known.includes(name))
  if (unknown !== undefined) throw UnknownField({ what: 'A source', name: unknown, known }).at(inside(place, unknown))
  const options = optionsOf(common, fileParams(source.params, inside(place, 'params')))
  const file = (key: 'train_x' | 'test_x') => ({ path: pathOf(source[key], config, inside(place, key)), options })
  return {
    name: nameText(source.name, 'name', inside(place, 'name')),
    train: file('train_x'),
    test: source.test_x === undefined || source.test_x === null ? null : file('test_x'),
  }
}

/** Whether a file that YAML or JSON can read is such a configuration. */
export const isConfigPath = (path: string) => /\.(ya?ml|json)$/i.test(path)

function readConfig(text: string, path: string): Fields {
  const { value } = parseText(text, path)
  if (isObject(value)) return value
  const expected = 'an object with train_x, train_y and test_x'
  throw WrongShape({ what: 'A dataset configuration', expected, received: value }).at({ file: path })
}

function refuseKeys(config: Fields, place: ErrorPlace): void {
  for (const name of Object.keys(config)) {
    if (config[name] === null) continue
    const refused = refusedKeys[name]
    if (refused) throw unsupported(name, ...refused, inside(place, name))
    if (name.endsWith('_filter')) throw unsupported(name, 'columns are not chosen here', elsewhere, inside(place, name))
    const known = [...allFileKeys, ...allFileKeys.map(key => `${key}_params`), ...plainKeys]
    if (!known.includes(name)) {
      throw UnknownField({ what: 'A dataset configuration', name, known }).at(inside(place, name))
    }
  }
}

function pathOf(value: unknown, config: string, place: ErrorPlace): string {
  if (typeof value !== 'string' || value.trim() === '' || value.includes('\0')) {
    throw WrongShape({ what: 'A file of a configuration', expected: 'a path', received: value }).at(place)
  }
  return isAbsolute(value) ? value : join(dirname(config), value)
}

function optionsOf(common: FileParams, own: FileParams): ConventionFile['options'] {
  const csv = { ...common.csv, ...own.csv }
  return { ...common.part, ...own.part, ...(Object.keys(csv).length > 0 && { csv }) }
}

function defaultsOf(config: Fields, place: ErrorPlace): Partial<DatasetSpec> {
  const { name, task_type, signal_type, partition, repetition } = config
  const task = taskTypes.find(type => type === task_type)
  if (task_type !== undefined && task_type !== null && task_type !== 'auto' && !task) {
    const expected = ['auto', ...taskTypes].join(' or ')
    throw WrongShape({ what: 'task_type', expected, received: task_type }).at(inside(place, 'task_type'))
  }
  return {
    ...(name !== undefined && name !== null && { name: nameText(name, 'name', inside(place, 'name')) }),
    ...(task && { task_type: task }),
    ...fileParams({ signal_type }, place).spec,
    ...(repetition !== undefined &&
      repetition !== null && { group: nameText(repetition, 'group', inside(place, 'repetition')) }),
    ...(partition !== undefined &&
      partition !== null && { partition: partitionOf(partition, inside(place, 'partition')) }),
  }
}

function partitionOf(value: unknown, place: ErrorPlace): NonNullable<DatasetSpec['partition']> {
  const isList = (values: unknown): values is readonly (string | number)[] =>
    Array.isArray(values) && values.every(one => ['string', 'number'].includes(typeof one))
  const { column, train_values, test_values, ...others } = isObject(value) ? value : {}
  if (column !== undefined && isList(train_values) && (test_values === undefined || isList(test_values))) {
    const [unknown] = Object.keys(others)
    const known = ['column', 'train_values', 'test_values']
    if (unknown !== undefined)
      throw UnknownField({ what: 'A partition', name: unknown, known }).at(inside(place, unknown))
    const texts = (values: readonly (string | number)[] = []) => values.map(String)
    return { column: nameText(column, 'column', place), train: texts(train_values), test: texts(test_values) }
  }
  const reason = 'only one by column with train_values and test_values is read from a configuration'
  throw unsupported('partition', reason, 'Give `partition: {test_size: 0.3}` in the entry of the run file.', place)
}
