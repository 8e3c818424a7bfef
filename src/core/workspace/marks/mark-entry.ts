import { type MarkChange, type MarkEntry, markSubjects } from '../../records/index.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isText = (value: unknown): value is string => typeof value === 'string'

function isChange(value: unknown): value is MarkChange {
  if (!isObject(value)) return false
  if ('tag' in value) return isText(value.tag) && typeof value.present === 'boolean'
  return typeof value.star === 'boolean' || typeof value.reject === 'boolean' || isText(value.note)
}

/** Whether a line of a journal, which anyone may have written, is an entry that this version knows. */
export function isMarkEntry(value: unknown): value is MarkEntry {
  if (!isObject(value) || ![value.id, value.who, value.at].every(isText) || !Number.isSafeInteger(value.order))
    return false
  if (value.type === 'undo') return isText(value.of)
  return (
    value.type === 'mark' &&
    markSubjects.some(subject => subject === value.subject) &&
    Array.isArray(value.subject_ids) &&
    value.subject_ids.every(isText) &&
    isChange(value.change)
  )
}
