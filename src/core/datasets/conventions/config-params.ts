import { type ErrorPlace, UnknownField, UnsupportedRequest, WrongShape } from '../../errors/index.ts'
import { type DatasetSpec, headerUnits, signalTypes } from '../../records/index.ts'
import { inside, isObject, nameText } from '../validate-fields.ts'
import { validCsv, validReading } from '../validate-reading.ts'

type Fields = Readonly<Record<string, unknown>>

const known = [
  'delimiter',
  'decimal_separator',
  'has_header',
  'header_unit',
  'signal_type',
  'encoding',
  'na_policy',
  'na_fill_config',
  'na_values',
  'skip_rows',
  'sheet_name',
  'key',
] as const

export interface FileParams {
  readonly csv: NonNullable<DatasetSpec['csv']>
  /** Part of a file of several tables or arrays. */
  readonly part: Pick<DatasetSpec, 'sheet' | 'key'>
  /** What holds for the dataset as a whole. */
  readonly spec: Pick<DatasetSpec, 'missing' | 'header_unit' | 'signal_type'>
}

/**
 * Parameters of a file in the Python library's words, as ours.
 *
 * @throws UnknownField, WrongShape; UnsupportedRequest for what n4a does not do, with the reason
 */
export function fileParams(value: unknown, place: ErrorPlace): FileParams {
  if (value === undefined || value === null) return { csv: {}, part: {}, spec: {} }
  if (!isObject(value))
    throw WrongShape({ what: 'Parameters of a file', expected: 'an object', received: value }).at(place)
  for (const name of Object.keys(value)) {
    if (!known.some(field => field === name)) {
      throw UnknownField({ what: 'Parameters of a file', name, known }).at(inside(place, name))
    }
  }
  const own: Fields = {
    delimiter: value.delimiter,
    decimal: value.decimal_separator,
    header: value.has_header,
    encoding: value.encoding,
    skip_rows: value.skip_rows,
    na_values: value.na_values,
  }
  const given = Object.fromEntries(
    Object.entries(own).filter(([, setting]) => setting !== undefined && setting !== null),
  )
  const policy = missingPolicy(value, place)
  return {
    csv: validCsv(given, place),
    part: {
      ...(isGiven(value.sheet_name) && { sheet: nameText(value.sheet_name, 'name', inside(place, 'sheet_name')) }),
      ...(isGiven(value.key) && { key: nameText(value.key, 'name', inside(place, 'key')) }),
    },
    spec: validReading(
      {
        ...(policy !== undefined && { missing: policy }),
        ...(headerUnits.some(unit => unit === value.header_unit) && { header_unit: value.header_unit }),
        ...(signalTypes.some(type => type === value.signal_type) && { signal_type: value.signal_type }),
        ...refusable('header_unit', headerUnits, value.header_unit),
        ...refusable('signal_type', [...signalTypes, 'auto'], value.signal_type),
      },
      place,
    ),
  }
}

const isGiven = (value: unknown) => value !== undefined && value !== null

/** A value that is not known is handed on to be refused with the list of those that are. */
function refusable(name: string, values: readonly string[], given: unknown): Fields {
  return given === undefined || given === null || values.some(value => value === given) ? {} : { [name]: given }
}

const policies: Readonly<Record<string, string>> = {
  auto: 'abort',
  abort: 'abort',
  remove_sample: 'drop_sample',
  remove_feature: 'drop_feature',
}

function missingPolicy({ na_policy: policy, na_fill_config: fill }: Fields, place: ErrorPlace): unknown {
  if (policy === undefined || policy === null) return undefined
  const at = inside(place, 'na_policy')
  if (typeof policy === 'string' && policies[policy]) return policies[policy]
  if (policy === 'replace') {
    const { method = 'value', fill_value } = isObject(fill) ? fill : {}
    if (method === 'value') return { fill: fill_value ?? 0 }
    const instead = 'Use `missing: interpolate`, drop_sample or drop_feature in the run file.'
    throw unsupported(
      `na_policy replace by ${String(method)}`,
      'it would take values of other samples, so that test samples leak into training',
      instead,
      inside(place, 'na_fill_config'),
    )
  }
  if (policy === 'ignore') {
    throw unsupported(
      'na_policy ignore',
      'no step computes with missing values',
      'Use remove_sample or remove_feature.',
      at,
    )
  }
  const expected = 'auto, abort, remove_sample, remove_feature or replace'
  throw WrongShape({ what: 'na_policy', expected, received: policy }).at(at)
}

export function unsupported(what: string, reason: string, instead: string, place: ErrorPlace): Error {
  return UnsupportedRequest({ what: `\`${what}\` of a dataset configuration`, reason, instead }).at(place)
}
