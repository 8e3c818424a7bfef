import { type ErrorPlace, UnsupportedRequest, WrongShape } from '../errors/index.ts'
import {
  type CsvSpec,
  csvEncodings,
  headerUnits,
  type MissingPolicy,
  missingActions,
  type ReadingSpec,
  type ReferenceSpec,
  signalTypes,
} from '../records/index.ts'
import { inside, isObject, nameText, refuseUnknownFields, validPath } from './validate-fields.ts'

/** Fields of a dataset that say how its file is read. */
export const readingFields = ['csv', 'member', 'missing', 'header_unit', 'signal_type'] as const

type Fields = Readonly<Record<string, unknown>>

/** @throws WrongShape, UnknownField, UnsupportedRequest with the field */
export function validReading(value: Fields, place: ErrorPlace): ReadingSpec {
  const field = <T>(name: (typeof readingFields)[number], check: (value: unknown, place: ErrorPlace) => T) =>
    value[name] === undefined ? {} : { [name]: check(value[name], inside(place, name)) }
  return {
    ...field('csv', validCsv),
    ...field('member', (member, at) => nameText(member, 'name', at)),
    ...field('missing', validMissing),
    ...field('header_unit', (unit, at) => oneOf('header_unit', headerUnits, unit, at)),
    ...field('signal_type', (type, at) => oneOf('signal_type', signalTypes, type, at)),
  }
}

export const csvFields = ['delimiter', 'decimal', 'encoding', 'header', 'skip_rows', 'comment', 'na_values'] as const

const delimiterNames: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  space: ' ',
  comma: ',',
  semicolon: ';',
  pipe: '|',
}

export function validCsv(value: unknown, place: ErrorPlace): CsvSpec {
  if (!isObject(value)) {
    const expected = 'an object such as {delimiter: ";", decimal: ","}'
    throw WrongShape({ what: 'csv', expected, received: value }).at(place)
  }
  refuseUnknownFields('csv', value, csvFields, place)
  const field = <T>(name: (typeof csvFields)[number], check: (value: unknown, place: ErrorPlace) => T) =>
    value[name] === undefined ? {} : { [name]: check(value[name], inside(place, name)) }
  const wrong = (what: string, expected: string, received: unknown, at: ErrorPlace) =>
    WrongShape({ what, expected, received }).at(at)
  const csv: CsvSpec = {
    ...field('delimiter', validDelimiter),
    ...field('decimal', (mark, at) => oneOf('decimal', ['.', ','] as const, mark, at)),
    ...field('encoding', (name, at) => {
      const plain = typeof name === 'string' ? (encodingAliases[name.toLowerCase()] ?? name.toLowerCase()) : name
      return oneOf('encoding', csvEncodings, plain, at)
    }),
    ...field('header', (header, at) => {
      if (typeof header === 'boolean') return header
      throw wrong('header', 'true or false', header, at)
    }),
    ...field('skip_rows', (rows, at) => {
      if (Number.isSafeInteger(rows) && (rows as number) >= 0) return rows as number
      throw wrong('skip_rows', 'a whole number of lines from 0', rows, at)
    }),
    ...field('comment', (mark, at) => {
      if (mark === null || (typeof mark === 'string' && mark.trim() !== '')) return mark
      throw wrong('comment', 'what a comment line begins with, or null for none', mark, at)
    }),
    ...field('na_values', (texts, at) => {
      const list: readonly unknown[] = Array.isArray(texts) ? texts : [texts]
      if (list.every(text => ['string', 'number'].includes(typeof text))) return list.map(text => String(text).trim())
      throw wrong('na_values', 'a list of texts', texts, at)
    }),
  }
  return csv
}

const encodingAliases: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  utf16le: 'utf-16le',
  'utf-16-le': 'utf-16le',
  utf16be: 'utf-16be',
  'utf-16-be': 'utf-16be',
  'latin-1': 'latin1',
  'iso-8859-1': 'latin1',
  cp1252: 'windows-1252',
}

function validDelimiter(value: unknown, place: ErrorPlace): string {
  const delimiter = typeof value === 'string' ? (delimiterNames[value.toLowerCase()] ?? value) : ''
  if (/^[\t !#$%&*,/:;<>?@\\^_`|~]$/.test(delimiter)) return delimiter
  const expected = 'one character such as "," ";" "|", or tab or space'
  throw WrongShape({ what: 'delimiter', expected, received: value }).at(place)
}

function validMissing(value: unknown, place: ErrorPlace): MissingPolicy {
  const known = missingActions.find(action => action === value)
  if (known) return known
  const expected = `${missingActions.join(', ')} or {fill: NUMBER}`
  if (!isObject(value)) throw WrongShape({ what: 'missing', expected, received: value }).at(place)
  refuseUnknownFields('missing', value, ['fill'], place)
  const { fill } = value
  if (typeof fill === 'number' && Number.isFinite(fill)) return { fill }
  if (fill === 'mean' || fill === 'median') {
    throw UnsupportedRequest({
      what: `Filling in the ${fill}`,
      reason: 'it would be taken over all samples, so that validation and test samples leak into training',
      instead: 'Use interpolate, which looks at the same spectrum only, drop_sample, drop_feature or {fill: NUMBER}.',
    }).at(inside(place, 'fill'))
  }
  throw WrongShape({ what: 'fill', expected: 'a finite number', received: fill ?? null }).at(inside(place, 'fill'))
}

/** A path stays one. */
export function validReference(value: unknown, place: ErrorPlace): string | ReferenceSpec {
  if (typeof value === 'string') return validPath(value, place)
  if (!isObject(value)) {
    const expected = 'a path, or an object such as {path: reference.csv, on: sample}'
    throw WrongShape({ what: 'reference', expected, received: value }).at(place)
  }
  refuseUnknownFields('reference', value, ['path', 'on', 'unmatched', 'csv'], place)
  const { on, unmatched, csv } = value
  return {
    path: validPath(value.path, inside(place, 'path')),
    ...(on !== undefined && { on: nameText(on, 'on', inside(place, 'on')) }),
    ...(unmatched !== undefined && {
      unmatched: oneOf('unmatched', ['abort', 'drop'] as const, unmatched, inside(place, 'unmatched')),
    }),
    ...(csv !== undefined && { csv: validCsv(csv, inside(place, 'csv')) }),
  }
}

function oneOf<T extends string>(what: string, known: readonly T[], value: unknown, place: ErrorPlace): T {
  const found = known.find(name => name === value)
  if (found !== undefined) return found
  throw WrongShape({ what, expected: known.map(name => JSON.stringify(name)).join(' or '), received: value }).at(place)
}
