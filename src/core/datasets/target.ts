import { MissingTarget, NotANumber, OneClassTarget, TaskMismatch } from '../errors/index.ts'
import type { DatasetSpec, TaskType } from '../records/index.ts'
import { labelsOf, quantitiesOf } from './columns.ts'
import { isMissingWord } from './number.ts'
import { placeOfCell, type Table } from './table.ts'
import { detectTask } from './task-type.ts'

/** Reference values with what kind they are. */
export interface Target {
  /** Quantities, or positions in `classes`: (n_samples,). */
  readonly y: Float64Array
  /** Ascending: by value where all are numbers, else by code point. Null for quantities. */
  readonly classes: readonly string[] | null
  readonly task_type: TaskType
  readonly task_type_reason: string
}

/**
 * The target column as quantities or as classes: as `task_type` says, else as its values look.
 * @throws EmptyCell, EmptyLabel, MissingTarget, NotANumber with the line; TaskMismatch where two classes are asked for
 * and there are more; OneClassTarget
 */
export function readTarget(table: Table, column: number, { task_type: given }: DatasetSpec): Target {
  const quantities = given !== undefined && given !== 'regression' ? null : quantitiesOf(table, column)
  const detected = quantities ? detectTask(quantities) : null
  if (given === 'regression' && quantities === null) {
    throw NotANumber({ text: table.text(0, column), what: 'a reference value' }).at(placeOfCell(table, 0, column))
  }
  if (quantities && (given ?? detected!.task_type) === 'regression') {
    const reason = given ? reasonGiven(detected!) : detected!.reason
    return { y: quantities, classes: null, task_type: 'regression', task_type_reason: reason }
  }
  return { ...classesOf(table, column, given), task_type_reason: classReason(table, column, given, detected?.reason) }
}

const reasonGiven = ({ task_type, reason }: { task_type: string; reason: string }) =>
  `given; without it ${task_type}, because ${reason}`

function classReason(table: Table, column: number, given: TaskType | undefined, detected: string | undefined): string {
  if (given) return 'given'
  return detected ?? `its values are words, such as ${table.text(0, column)}`
}

function classesOf(table: Table, column: number, given: TaskType | undefined) {
  const field = table.columns[column]!
  const labels = labelsOf(table, column, 'a reference value').map(canonicalLabel)
  const missing = labels.findIndex(isMissingWord)
  if (missing >= 0) throw MissingTarget({ text: labels[missing]! }).at(placeOfCell(table, missing, column))
  const classes = sortedLabels(labels)
  if (classes.length === 1) throw OneClassTarget({ label: classes[0]! }).at({ field })
  const task_type = classes.length > 2 ? 'multiclass_classification' : 'binary_classification'
  if (given === 'binary_classification' && classes.length !== 2) {
    const found = `${classes.length} classes`
    throw TaskMismatch({ what: 'task_type binary_classification', task: 'two classes', target: field, found }).at({
      field,
    })
  }
  const places = new Map(classes.map((label, place) => [label, place]))
  const y = Float64Array.from(labels, label => places.get(label)!)
  return { y, classes, task_type: given ?? task_type } as const
}

const isNumber = (label: string) => label !== '' && Number.isFinite(Number(label))

/** `1.0` and `1` are one class. */
const canonicalLabel = (label: string) => (isNumber(label) ? String(Number(label)) : label)

function sortedLabels(labels: readonly string[]): readonly string[] {
  const distinct = [...new Set(labels)]
  if (distinct.every(isNumber)) return distinct.sort((a, b) => Number(a) - Number(b))
  return distinct.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
