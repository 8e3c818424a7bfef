import {
  type DatasetArrays,
  type DatasetSpec,
  datasetSpectra,
  type Engine,
  printable,
  spectralOutliersScatter,
  type TableDisplay,
  targetHistogram,
  UnknownField,
  type WavelengthUnit,
} from '../../core/index.ts'
import type { Drawn } from './draw-predictions.ts'

export interface DrawnSpectraOptions {
  /** Preprocessing steps: the spectra are drawn as measured and after each of them. */
  readonly steps?: readonly unknown[]
  /** What colours the lines: `target` (default), `group`, or a column of the metadata. */
  readonly colour?: string
  /** Unit of the target. */
  readonly unit?: string | null
}

/** Spectra as lines, as measured and after each step. @throws UnknownField for a colour that is not there */
export async function drawSpectra(
  engine: Engine,
  spec: DatasetSpec,
  arrays: DatasetArrays,
  wavelength_unit: WavelengthUnit | null,
  { steps = [], colour, unit = null }: DrawnSpectraOptions,
): Promise<Drawn> {
  const known = ['target', ...(arrays.groups ? ['group'] : []), ...Object.keys(arrays.metadata)]
  if (colour !== undefined && !known.includes(colour)) {
    throw UnknownField({ what: 'This dataset', name: colour, known })
  }
  const options = { unit: wavelength_unit, target_unit: unit, ...(colour !== undefined && { colour }) }
  const after = await Promise.all(
    steps.map(async (_, i) => {
      const { X, axis } = await engine.datasets.transform(steps.slice(0, i + 1), spec)
      const words = steps
        .slice(0, i + 1)
        .map(stepWords)
        .join(' > ')
      return datasetSpectra(arrays, { X, wavelengths: axis }, { ...options, after: `after ${words}` })
    }),
  )
  return [datasetSpectra(arrays, arrays, options), ...after]
}

function stepWords(step: unknown): string {
  if (typeof step === 'string') return step
  const { class: name, params } = (step ?? {}) as { readonly class?: unknown; readonly params?: object }
  const words = Object.entries(params ?? {}).map(([key, value]) => `${key}=${String(value)}`)
  return typeof name === 'string' ? `${name}${words.length > 0 ? `(${words.join(', ')})` : ''}` : JSON.stringify(step)
}

/** How the reference values are distributed: a histogram, of classes a table of counts. */
export function drawTargets(arrays: DatasetArrays, unit: string | null): Drawn {
  const { classes } = arrays
  return [classes ? classCountsTable(arrays, classes) : targetHistogram(arrays, { unit })]
}

function classCountsTable({ name, target, y, train, test }: DatasetArrays, classes: readonly string[]): TableDisplay {
  const count = (rows: Int32Array, code: number) => String(rows.filter(row => y[row] === code).length)
  return {
    kind: 'table',
    title: printable(`Samples of each ${target} in ${name}`),
    columns: [
      { label: printable(target), align: 'left' },
      { label: 'train', align: 'right' },
      { label: 'test', align: 'right' },
    ],
    rows: classes.map((label, code) => [printable(label), count(train, code), count(test, code)]),
    whenEmpty: 'There are no classes here.',
  }
}

export interface OutlierOptions {
  /** Preprocessing before the components. Default: none. */
  readonly steps?: readonly unknown[]
  /** Default: 3. */
  readonly n_components?: number
}

/** T² and Q of each spectrum. */
export async function drawOutliers(engine: Engine, spec: DatasetSpec, options: OutlierOptions): Promise<Drawn> {
  return [spectralOutliersScatter(await engine.datasets.outliers(spec, options))]
}
