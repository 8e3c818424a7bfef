import { groupedDigits, printable } from '../errors/index.ts'
import type { Column } from './display.ts'
import { formatScore } from './format.ts'

type Options = Pick<Column<never>, 'priority' | 'field'> & { readonly better?: 'low' | 'high' }

/** A column of words: sorted and read as they stand, made printable. */
export function textColumn<Item>(
  key: string,
  label: string,
  priority: number,
  text: (item: Item) => string | null | undefined,
): Column<Item> {
  return {
    key,
    label,
    align: 'left',
    priority,
    value: item => text(item) ?? null,
    text: item => printable(text(item) || '–'),
  }
}

/** A column of numbers, by default with three significant figures. */
export function numberColumn<Item>(
  key: string,
  label: string,
  { priority, better, field }: Options,
  value: (item: Item) => number | null | undefined,
  text?: (item: Item) => string,
): Column<Item> {
  return {
    key,
    label,
    align: 'right',
    priority,
    value: item => {
      const number = value(item)
      return number === undefined || number === null || Number.isNaN(number) ? null : number
    },
    text: text ? item => printable(text(item)) : item => formatScore(value(item)),
    ...(better ? { better } : {}),
    ...(field === undefined ? {} : { field }),
  }
}

/** A column of whole numbers. */
export function countColumn<Item>(
  key: string,
  label: string,
  priority: number,
  value: (item: Item) => number | null | undefined,
): Column<Item> {
  return numberColumn(key, label, { priority }, value, item => {
    const count = value(item)
    return count === null || count === undefined ? '–' : groupedDigits(count)
  })
}

/** The same column for items that hold what it shows. */
export function columnOf<Outer, Item>(column: Column<Item>, inner: (outer: Outer) => Item): Column<Outer> {
  return {
    ...column,
    value: outer => column.value(inner(outer)),
    text: outer => column.text(inner(outer)),
  }
}
