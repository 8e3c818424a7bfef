import { relative } from 'node:path'
import { type ErrorPlace, N4aError, printable, Unforeseen } from '../../core/index.ts'

const printableLines = (text: string) => text.split('\n').map(printable).join('\n       ')

/** The path as one would type it here. */
function shortPath(file: string): string {
  const path = relative('', file)
  return path === '' || path.startsWith('..') ? file : path
}

function placeText({ file, line, column, field, dataset, pipeline, step }: ErrorPlace): string {
  const position = [file && shortPath(file), line, line === undefined ? undefined : column]
  const parts = [
    position.filter(part => part !== undefined).join(':'),
    field && `field ${field}`,
    dataset && `dataset ${dataset}`,
    pipeline && `pipeline ${pipeline}`,
    step && `step ${step}`,
  ]
  return parts.filter(Boolean).join(', ')
}

function stackText(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error))
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackText(error.cause)}`
  return `${(error.stack ?? error.message).split('\n').map(printable).join('\n')}${cause}`
}

/** What nobody foresaw, as a catalogue error that keeps its cause. */
export function foreseen(error: unknown): N4aError {
  if (error instanceof N4aError) return error
  return Unforeseen({ reason: error instanceof Error ? error.message : String(error) }, { cause: error })
}

/** An error in words: what happened, where, what to do next. With `debug`, how it came about. */
export function errorText(error: N4aError, { debug = false } = {}): string {
  const place = placeText(error.place)
  return [
    `Error: ${printableLines(error.message)} [${error.code}]`,
    ...(place ? [`   at: ${printable(place)}`] : []),
    ...(error.hint ? [` hint: ${printableLines(error.hint)}`] : []),
    ...(debug ? [stackText(error)] : []),
    '',
  ].join('\n')
}
