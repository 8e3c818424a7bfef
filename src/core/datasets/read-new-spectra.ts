import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { EmptyTable, located, printable, quote } from '../errors/index.ts'
import type { Matrix } from '../math/matrix.ts'
import type { DatasetSpec, DescribedDataset } from '../records/index.ts'
import { labelsOf, quantitiesOf, spectraOf } from './columns.ts'
import { findConvention } from './conventions/find-convention.ts'
import type { Dataset, SpectralAxis, SpectralSource } from './dataset.ts'
import { describeAxis, describeFiles, targetStatistics } from './describe-dataset.ts'
import { loadSpectraFolder } from './load-source.ts'
import { type LoadedTable, stemOf } from './load-table.ts'
import { openTable } from './open-table.ts'
import { loadSources, metadataOf, pathFrom, withAbsolutePaths, withHashOfAll } from './read-dataset.ts'
import { assignNewRoles, type NewRoles } from './roles.ts'
import { besideSpectra, joinSources } from './sources.ts'
import { columnText, nameOfRow, type Table } from './table.ts'
import { axisOf } from './table-axis.ts'

/** What a model that predicts new samples was fitted to. */
export interface WantedTarget {
  readonly name: string
  /** Labels in the order of their codes; null for quantities. */
  readonly classes: readonly string[] | null
}

/** Samples to predict. */
export interface NewSpectra {
  readonly path: string
  /** (n_samples, n_features) as measured. */
  readonly X: Matrix
  /** null where the headers are not wavelengths, or the spectra come from several instruments. */
  readonly axis: SpectralAxis | null
  readonly sources: readonly SpectralSource[] | null
  /** Length n_samples. */
  readonly sample_ids: readonly string[]
  readonly groups: readonly string[] | null
  readonly metadata: Dataset['metadata']
  /** Reference values, or codes of `classes`, where there are any: (n_samples,). */
  readonly y: Float64Array | null
  /** Sentences. */
  readonly notes: readonly string[]
  /** The files and how they were read, as records of datasets have it; null for arrays of a program. */
  readonly files: DescribedFiles | null
}

export type DescribedFiles = ReturnType<typeof describeFiles> &
  Pick<DescribedDataset, 'y_columns' | 'y_stats' | 'wavelength_range' | 'wavelength_unit'>

/**
 * Spectra of new samples, with their reference values where the file has a column for them: the one `spec.y` names, or one
 * called as the target. One sample is enough; a partition is not asked for.
 * @throws the errors of reading, with file, line and column
 */
export async function readNewSpectra(
  given: DatasetSpec & { readonly y?: string },
  baseDirectory: string,
  target: WantedTarget,
): Promise<NewSpectra> {
  const path = resolve(pathFrom(baseDirectory, given.path))
  const convention = findConvention(path, given)
  const { y: _, partition: __, ...spec } = convention?.spec ?? given
  const rolesIn = (table: Table) => {
    const y = given.y ?? (table.columns.includes(target.name) ? target.name : undefined)
    return assignNewRoles(table, { ...spec, ...(y !== undefined && { y }) })
  }
  const loaded = (await isFolderOfSpectra(path, given, convention !== null))
    ? await loadSpectraFolder(path)
    : await openTable(path, spec, baseDirectory, convention?.files ?? null, rolesIn)
  const { table } = loaded
  const others = await loadSources(spec, baseDirectory, convention?.files ?? null)
  return located({ file: path }, () => {
    if (table.rows === 0) throw EmptyTable({ what: 'no sample' })
    const roles = rolesIn(table)
    const measured = { X: spectraOf(table, roles.spectra), axis: axisOf(table, roles, spec.header_unit) }
    const name = spec.source_name ?? stemOf(path)
    const main = { name, X: measured.X, axis: measured.axis, ...besideSpectra(table, roles) }
    const joined = others.length > 0 ? joinSources(main, others) : null
    const reference = referenceOf(table, roles, target)
    return {
      path,
      X: joined?.X ?? measured.X,
      axis: joined ? null : measured.axis,
      sources: joined?.sources ?? null,
      sample_ids: idsOf(table, roles),
      groups: roles.group === null ? null : labelsOf(table, roles.group, 'a group'),
      metadata: metadataOf(table, roles),
      y: reference.y,
      notes: [...table.notes, ...(joined?.notes ?? []), ...reference.notes],
      files: {
        ...describeFiles({
          spec: withAbsolutePaths(spec, baseDirectory),
          loaded: withHashOfAll({ loaded, others }),
          path,
          sources: others,
        }),
        y_columns: reference.y === null ? [] : [table.columns[roles.y!]!],
        y_stats:
          reference.y === null || target.classes || reference.y.length < 2
            ? {}
            : { [target.name]: targetStatistics(reference.y) },
        ...describeAxis(joined ? null : measured.axis, joined?.sources ?? null),
      },
    }
  })
}

/** A file for each spectrum, without a table of reference values. */
async function isFolderOfSpectra(path: string, { reference }: DatasetSpec, convention: boolean): Promise<boolean> {
  if (convention || reference !== undefined) return false
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}

function idsOf(table: Table, { id }: NewRoles): readonly string[] {
  return id === null ? Array.from(table.lines, (_, row) => nameOfRow(table, row)) : labelsOf(table, id, 'an id')
}

/** A column that cannot be scored against is said, not refused: the spectra can be predicted all the same. */
function referenceOf(table: LoadedTable['table'], { y }: NewRoles, { name, classes }: WantedTarget) {
  if (y === null) return { y: null, notes: [`No column ${quote(name)}: there is nothing to score against.`] }
  const column = quote(table.columns[y]!)
  if (classes === null) {
    if (table.emptyCells[y]! + table.textCells[y]! > 0) {
      return { y: null, notes: [`${column} has cells without a number: there is nothing to score against.`] }
    }
    return { y: quantitiesOf(table, y), notes: [] }
  }
  const known = new Map(classes.map((label, code) => [label, code]))
  const labels = columnText(table, y).map(text => (known.has(text) ? text : String(Number(text))))
  const unknown = labels.findIndex(label => !known.has(label))
  if (unknown < 0) return { y: Float64Array.from(labels, label => known.get(label)!), notes: [] }
  const label = printable(table.text(unknown, y))
  return {
    y: null,
    notes: [`${column} holds ${quote(label)}, a class that the model does not know: nothing is scored.`],
  }
}
