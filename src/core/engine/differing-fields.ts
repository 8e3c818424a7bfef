import type { DifferingField } from '../records/index.ts'

/** Fields whose values are not the same in all records, by their dotted names; those of identity and time left out. */
export function differingFields(records: readonly object[], leftOut: readonly string[]): readonly DifferingField[] {
  const flat = records.map(flatten)
  const names = [...new Set(flat.flatMap(record => [...record.keys()]))]
  return names
    .filter(name => !leftOut.some(out => name === out || name.startsWith(`${out}.`)))
    .map(field => ({ field, values: flat.map(record => record.get(field) ?? null) }))
    .filter(({ values }) => new Set(values).size > 1)
}

function flatten(record: object): Map<string, string> {
  const found = new Map<string, string>()
  const add = (prefix: string, value: object) => {
    for (const [key, field] of Object.entries(value)) {
      if (field === null || field === undefined) continue
      if (typeof field === 'object' && !Array.isArray(field)) add(`${prefix}${key}.`, field)
      else found.set(`${prefix}${key}`, typeof field === 'string' ? field : JSON.stringify(field))
    }
  }
  add('', record)
  return found
}
