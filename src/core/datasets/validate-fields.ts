import { type ErrorPlace, UnknownField, WrongShape } from '../errors/index.ts'

/** Checks that several parts of a spec share. */

export function validPath(value: unknown, place: ErrorPlace): string {
  if (typeof value === 'string' && value.trim() !== '' && !value.includes('\0')) return value
  throw WrongShape({ what: 'The path of a dataset', expected: 'a path to a file', received: value }).at(place)
}

export function nameText(value: unknown, field: string, place: ErrorPlace): string {
  if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') return String(value).trim()
  const expected = { name: 'a name', sheet: 'the name of a sheet', key: 'the name of an array' }[field]
  throw WrongShape({ what: field, expected: expected ?? 'the name of a column', received: value }).at(place)
}

export function refuseUnknownFields(
  what: string,
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  place: ErrorPlace,
): void {
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) throw UnknownField({ what, name, known }).at(inside(place, name))
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function inside(place: ErrorPlace, field: string): ErrorPlace {
  return { ...place, field: place.field === undefined ? field : `${place.field}.${field}` }
}
