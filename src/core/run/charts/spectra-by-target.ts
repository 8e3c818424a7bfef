import { columnMeans, takeRows } from '../../math/matrix.ts'
import type { SpectraChart } from '../../records/index.ts'
import type { ChartMaker, ChartRequest } from './chart-place.ts'
import { placeOf, wavelengthsOf } from './chart-place.ts'

const parts = 5

interface Group {
  readonly name: string
  readonly places: readonly number[]
  readonly y_range: readonly [number, number] | null
}

/** Mean training spectra of each fifth of the target (by rank, equal values in one order), or of each class. */
export const spectraByTarget: ChartMaker<SpectraChart> = request => {
  const { kind, fit, dataset } = request
  const { X, y } = fit.training
  const groups = dataset.classes ? classGroups(y, dataset.classes) : rankGroups(y)
  return {
    kind,
    ...placeOf(request, dataset.classes ? 'Mean spectra of each class' : titleOf(request, groups.length)),
    ...wavelengthsOf(request, fit.training),
    groups: groups.map(({ name, places, y_range }) => ({
      name,
      n: places.length,
      y_range,
      mean: Array.from(columnMeans(takeRows(X, places))),
    })),
  }
}

const titleOf = ({ dataset }: ChartRequest, count: number) =>
  count === parts ? `Mean spectra of each fifth of ${dataset.target}` : `Mean spectra by ${dataset.target}`

function classGroups(codes: Float64Array, classes: readonly string[]): readonly Group[] {
  return classes.flatMap((name, code) => {
    const places = placesWhere(codes, value => value === code)
    return places.length > 0 ? [{ name, places, y_range: null }] : []
  })
}

const placesWhere = (values: Float64Array, belongs: (value: number) => boolean) =>
  Array.from(values.keys()).filter(i => belongs(values[i]!))

function rankGroups(y: Float64Array): readonly Group[] {
  const ascending = Array.from(y.keys()).sort((a, b) => y[a]! - y[b]! || a - b)
  const count = Math.min(parts, ascending.length)
  return Array.from({ length: count }, (_, part): Group => {
    const places = ascending.slice(
      Math.round((part * ascending.length) / count),
      Math.round(((part + 1) * ascending.length) / count),
    )
    const range = [y[places[0]!]!, y[places.at(-1)!]!] as const
    return { name: `fifth ${part + 1}`, places, y_range: range }
  })
}
