import { type ErrorPlace, UnsupportedRequest, WrongShape } from '../errors/index.ts'
import {
  type DatasetSpec,
  type DividedPartition,
  type PartitionSpec,
  type SourceSpec,
  type TaskType,
  taskTypes,
} from '../records/index.ts'
import { inside, isObject, nameText, refuseUnknownFields, validPath } from './validate-fields.ts'
import { readingFields, validReading, validReference } from './validate-reading.ts'

/** Fields of an entry of `datasets:`. */
export const specFields = [
  'path',
  'name',
  'y',
  'task_type',
  'partition',
  'group',
  'id',
  'sources',
  'source_name',
  'sheet',
  'key',
  'reference',
  ...readingFields,
] as const

/** A configuration of the Python library names files by their parts; here it is a file of its own. @throws UnsupportedRequest */
function refuseConfiguration(value: Readonly<Record<string, unknown>>, place: ErrorPlace): void {
  const key = Object.keys(value).find(name => /^(train|test)_(x|y|m|group)$/.test(name))
  if (key === undefined) return
  throw UnsupportedRequest({
    what: `\`${key}\` in an entry of \`datasets:\``,
    reason: 'a configuration of several files is a file of its own',
    instead: 'Write it to a YAML or JSON file, and give the path of that file.',
  }).at(inside(place, key))
}

/**
 * An entry of `datasets:`, a path or an object, as a spec. Numbers that stand for names become text.
 *
 * @param place file and field (`datasets[0]`) of the entry
 * @throws WrongShape, UnsupportedRequest with the field
 */
export function validateDatasetSpec(value: unknown, place: ErrorPlace = {}): DatasetSpec {
  if (typeof value === 'string') return { path: validPath(value, place) }
  if (!isObject(value)) {
    throw WrongShape({ what: 'A dataset', expected: 'a path or an object with a path', received: value }).at(place)
  }
  refuseConfiguration(value, place)
  refuseUnknownFields('A dataset', value, specFields, place)
  const text = (field: (typeof specFields)[number]) =>
    value[field] === undefined ? {} : { [field]: nameText(value[field], field, inside(place, field)) }
  return {
    path: validPath(value.path, inside(place, 'path')),
    ...text('name'),
    ...(value.y === undefined ? {} : { y: targetNames(value.y, inside(place, 'y')) }),
    ...(value.task_type === undefined ? {} : { task_type: validTask(value.task_type, inside(place, 'task_type')) }),
    ...(value.partition === undefined
      ? {}
      : { partition: validPartition(value.partition, inside(place, 'partition')) }),
    ...(value.sources === undefined ? {} : { sources: validSources(value.sources, inside(place, 'sources')) }),
    ...sourceName(value, place),
    ...text('group'),
    ...text('id'),
    ...text('sheet'),
    ...text('key'),
    ...(value.reference === undefined
      ? {}
      : { reference: validReference(value.reference, inside(place, 'reference')) }),
    ...validReading(value, place),
  }
}

/** @throws WrongShape where there is nothing to tell it from */
function sourceName({ source_name, sources }: Readonly<Record<string, unknown>>, place: ErrorPlace) {
  if (source_name === undefined) return {}
  const at = inside(place, 'source_name')
  if (sources !== undefined) return { source_name: nameText(source_name, 'name', at) }
  throw WrongShape({
    what: 'source_name',
    expected: 'beside `sources`, which it is told from',
    received: source_name,
  }).at(at)
}

function validSources(value: unknown, place: ErrorPlace): readonly SourceSpec[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw WrongShape({ what: 'sources', expected: 'a list of {name, path}', received: value }).at(place)
  }
  const sources = value.map((source, i): SourceSpec => {
    const at = { ...place, field: `${place.field ?? 'sources'}[${i}]` }
    if (!isObject(source)) throw WrongShape({ what: 'A source', expected: '{name, path}', received: source }).at(at)
    refuseUnknownFields('A source', source, ['name', 'path'], at)
    return { name: nameText(source.name, 'name', inside(at, 'name')), path: validPath(source.path, inside(at, 'path')) }
  })
  const names = sources.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw WrongShape({ what: 'sources', expected: 'each name once', received: twice }).at(place)
  return sources
}

function targetNames(value: unknown, place: ErrorPlace): string | readonly string[] {
  if (!Array.isArray(value)) return nameText(value, 'y', place)
  if (value.length === 0) throw WrongShape({ what: 'y', expected: 'the name of a column', received: value }).at(place)
  const names = value.map((name, i) => nameText(name, 'y', { ...place, field: `${place.field ?? 'y'}[${i}]` }))
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw WrongShape({ what: 'y', expected: 'each column once', received: value }).at(place)
  return names.length === 1 ? names[0]! : names
}

function validTask(value: unknown, place: ErrorPlace): TaskType {
  const known = taskTypes.find(name => name === value)
  if (known) return known
  throw WrongShape({ what: 'task_type', expected: taskTypes.join(' or '), received: value }).at(place)
}

function validPartition(value: unknown, place: ErrorPlace): PartitionSpec {
  const expected = 'an object such as {column: set, train: [C, M], test: [T]}, {test_size: 0.2} or {rows: file.json}'
  if (!isObject(value)) throw WrongShape({ what: 'A partition', expected, received: value }).at(place)
  if ('test_size' in value || 'splitter' in value) return validDivision(value, place)
  if ('rows' in value) {
    refuseUnknownFields('A partition by rows', value, ['rows'], place)
    return { rows: validPath(value.rows, inside(place, 'rows')) }
  }
  if (!('column' in value)) throw WrongShape({ what: 'A partition', expected, received: value }).at(place)
  refuseUnknownFields('A partition by column', value, ['column', 'train', 'test'], place)
  return {
    column: nameText(value.column, 'column', inside(place, 'column')),
    train: validValues(value.train, 'train', 1, inside(place, 'train')),
    test: validValues(value.test, 'test', 0, inside(place, 'test')),
  }
}

/** The splitter itself is looked up by whoever divides. */
function validDivision(value: Readonly<Record<string, unknown>>, place: ErrorPlace): DividedPartition {
  refuseUnknownFields('A partition by a splitter', value, ['test_size', 'splitter', 'random_state'], place)
  const { test_size, splitter, random_state } = value
  const share = typeof test_size === 'number' && test_size > 0 && (test_size < 1 || Number.isSafeInteger(test_size))
  if (!share) {
    const expected = 'a share between 0 and 1, or a whole number of samples'
    throw WrongShape({ what: 'test_size', expected, received: test_size ?? null }).at(inside(place, 'test_size'))
  }
  if (splitter !== undefined && (typeof splitter !== 'string' || splitter.trim() === '')) {
    const expected = 'the name of a splitter'
    throw WrongShape({ what: 'splitter', expected, received: splitter }).at(inside(place, 'splitter'))
  }
  const seed = random_state === undefined || (Number.isSafeInteger(random_state) && (random_state as number) >= 0)
  if (!seed) {
    const expected = 'a whole number from 0'
    throw WrongShape({ what: 'random_state', expected, received: random_state }).at(inside(place, 'random_state'))
  }
  return {
    test_size,
    ...(splitter !== undefined && { splitter: splitter.trim() }),
    ...(random_state !== undefined && { random_state: random_state as number }),
  }
}

function validValues(value: unknown, field: string, fewest: number, place: ErrorPlace): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  if (values.length >= fewest && values.every(isNameable)) return [...new Set(values.map(String))]
  const expected = fewest === 0 ? 'a list of values of the column' : 'a list of at least one value of the column'
  throw WrongShape({ what: `${field} of a partition`, expected, received: value }).at(place)
}

const isNameable = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)
