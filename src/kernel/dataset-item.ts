import {
  type DatasetArrays,
  type DatasetDescription,
  type DatasetSpec,
  type Engine,
  printable,
  type TableDisplay,
  targetFacts,
  UnknownField,
  wavelengthText,
} from '../core/index.ts'
import { drawOutliers, drawSpectra, drawTargets } from '../render/drawings/draw-dataset.ts'
import { datasetOfTable } from './arrow-dataset.ts'
import { dataTable } from './data-table.ts'
import { drawing } from './drawing.ts'
import type { DatasetItem, DatasetSource } from './kernel.ts'
import { readableErrors, withReadableErrors } from './readable-error.ts'
import { shown, withMethods } from './renderable.ts'

/** A file, an entry of a run file, or own arrays or an Arrow table, which are kept in the workspace first. */
export async function datasetItem(engine: Engine, source: DatasetSource): Promise<DatasetItem> {
  const spec = await specOf(engine, source)
  const descriptions = await engine.datasets.describe(spec)
  const whole = await engine.datasets.arrays(spec)
  const drawn = shown(spec, () => [descriptionTable(descriptions)])
  return withMethods(drawn, {
    ...dataTable(() => rowsOf(whole)),
    descriptions,
    arrays: async (target?: string) => chosen(whole, target),
    plot: (options: Parameters<DatasetItem['plot']>[0] = {}) => {
      const [first] = whole
      if (!first) throw UnknownField({ what: 'This dataset', name: 'target', known: [] })
      const unit = descriptions[0]?.record.wavelength_unit ?? null
      return withReadableErrors(async () => drawing(await drawSpectra(engine, spec, first, unit, options)))
    },
    targets: ({ target, unit = null }: Parameters<DatasetItem['targets']>[0] = {}) =>
      readableErrors(() => drawing(drawTargets(chosen(whole, target), unit))),
    outliers: (options: Parameters<DatasetItem['outliers']>[0] = {}) =>
      withReadableErrors(async () => drawing(await drawOutliers(engine, spec, options))),
    spectra: (steps: string | readonly unknown[] = [], options?: Parameters<Engine['datasets']['transform']>[2]) =>
      engine.datasets.transform(steps, spec, options),
  })
}

async function specOf(engine: Engine, source: DatasetSource): Promise<DatasetSpec> {
  if (typeof source === 'string') return { path: source }
  if ('table' in source) return engine.datasets.save(readableErrors(() => datasetOfTable(source)))
  return 'X' in source ? engine.datasets.save(source) : source
}

/** @throws UnknownField */
function chosen(whole: readonly DatasetArrays[], target: string | undefined): DatasetArrays {
  const found = target === undefined ? whole[0] : whole.find(one => one.target === target)
  if (found) return found
  throw UnknownField({ what: 'No target', name: target ?? '', known: whole.map(one => one.target) })
}

/** One row a sample: id, group, targets, metadata, spectra by wavelength. */
function rowsOf(whole: readonly DatasetArrays[]): readonly object[] {
  const [first] = whole
  if (!first) return []
  const headers = Array.from(first.X[0] ?? [], (_, j) => String(first.wavelengths?.[j] ?? j + 1))
  const test = new Set(first.test)
  return first.X.map((row, i) => ({
    sample_id: first.sample_ids[i]!,
    ...(first.test.length > 0 && { partition: test.has(i) ? 'test' : 'train' }),
    ...(first.groups && { group: first.groups[i]! }),
    ...Object.fromEntries(whole.map(({ target, y, classes }) => [target, classes ? classes[y[i]!]! : y[i]!])),
    ...Object.fromEntries(Object.entries(first.metadata).map(([name, values]) => [name, values[i]!])),
    // A column a wavelength: the keys are texts, so that dots in them are no paths.
    ...Object.fromEntries(headers.map((name, j) => [name, row[j]!])),
  }))
}

function descriptionTable(descriptions: readonly DatasetDescription[]): TableDisplay {
  return {
    kind: 'table',
    title: 'Dataset',
    columns: [
      { label: 'Name', align: 'left' },
      { label: 'Target', align: 'left' },
      { label: 'Samples (train, test)', align: 'right' },
      { label: 'Channels', align: 'right' },
      { label: 'Wavelengths', align: 'left' },
    ],
    rows: descriptions.map(({ record }) => [
      printable(record.name),
      printable(
        targetFacts(record)
          .map(([column, facts]) => (facts === null ? column : `${column}, ${facts}`))
          .join('; '),
      ),
      `${record.n_samples} (${record.n_train}, ${record.n_test})`,
      String(record.n_features),
      printable(wavelengthText(record) ?? '–'),
    ]),
    whenEmpty: 'It has no target.',
  }
}
