import { printable } from '../../core/index.ts'

export type Detail = readonly [label: string, value: string | number | null | undefined]

/** One record: a label and a value a line; values that do not exist are left out. */
export function textDetails(details: readonly Detail[]): string {
  const known = details.filter(([, value]) => value !== null && value !== undefined && value !== '')
  const width = Math.max(0, ...known.map(([label]) => label.length))
  return known.map(([label, value]) => `${label.padEnd(width)}  ${printable(String(value))}\n`).join('')
}
