import { type OwnDataset, UnknownColumn, WrongShape } from '../core/index.ts'
import type { ArrowTable } from './data-table.ts'

/** A table of apache-arrow as a dataset: columns whose names are numbers are the spectra at these wavelengths. */
export interface OwnTable extends Pick<OwnDataset, 'name' | 'task_type' | 'partition'> {
  readonly table: ArrowTable
  /** The column to predict, or several. */
  readonly y: string | readonly string[]
  /** The column of sample ids. Default: `sample_id` where there is one, else samples are numbered. */
  readonly id?: string
  /** The column that keeps replicates together. */
  readonly group?: string
}

const usualId = 'sample_id'

/** @throws UnknownColumn, WrongShape */
export function datasetOfTable({ table, y, id: given, group, ...rest }: OwnTable): OwnDataset {
  const names = table.schema.fields.map(({ name }) => name)
  const id = given ?? names.find(name => name === usualId)
  const column = (name: string, role: string): readonly unknown[] => {
    const found = table.getChild(name)
    if (!found) throw UnknownColumn({ column: name, role, known: names })
    return Array.from({ length: found.length }, (_, i) => plain(found.get(i)))
  }
  const targets = typeof y === 'string' ? [y] : y
  const spectral = inOrder(names.filter(name => name.trim() !== '' && Number.isFinite(Number(name))))
  if (spectral.length === 0) {
    const expected = 'columns whose names are wavelengths, such as 850 or 851.5'
    throw WrongShape({ what: '`table`', expected, received: names.slice(0, 8) }).at({ field: 'table' })
  }
  const spectra = spectral.map(name => column(name, 'the spectra') as readonly number[])
  const used = new Set([...spectral, ...targets, ...[id, group].filter(name => name !== undefined)])
  const beside = names.filter(name => !used.has(name))
  const asTexts = (name: string, role: string) => column(name, role).map(text)
  return {
    ...rest,
    X: Array.from({ length: table.numRows }, (_, i) => spectra.map(values => values[i]!)),
    y: Object.fromEntries(targets.map(name => [name, column(name, 'y') as readonly number[]])),
    wavelengths: spectral.map(Number),
    ...(id !== undefined && { sample_ids: asTexts(id, 'id') }),
    ...(group !== undefined && { groups: asTexts(group, 'group') }),
    metadata: Object.fromEntries(beside.map(name => [name, asTexts(name, 'a column')])),
  }
}

/** As they stand where they go one way; else ascending, for an object of columns puts those with whole numbers first. */
function inOrder(names: readonly string[]): readonly string[] {
  const steps = names.slice(1).map((name, i) => Math.sign(Number(name) - Number(names[i])))
  return new Set(steps).size <= 1 ? names : names.toSorted((a, b) => Number(a) - Number(b))
}

/** Whole numbers of 64 bits as numbers. */
const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)

const text = (value: unknown): string | number => (typeof value === 'number' ? value : String(value ?? ''))
