import { type ErrorPlace, N4aError, printable } from '../core/index.ts'

function placeText({ file, line, field, dataset, pipeline, step }: ErrorPlace): string {
  return [
    file && (line === undefined ? file : `${file}:${line}`),
    field,
    dataset && `dataset ${dataset}`,
    pipeline && `pipeline ${pipeline}`,
    step && `step ${step}`,
  ]
    .filter(part => part !== undefined && part !== '')
    .join(', ')
}

/** What happened, where, and what to do: notebooks print a stack, which helps nobody to mend a run file. */
export function errorWords(error: N4aError): string {
  const place = placeText(error.place)
  return [
    `${error.code}: ${error.message}`,
    ...(place ? [`  Where: ${printable(place)}`] : []),
    ...(error.hint ? [`  Hint: ${error.hint}`] : []),
  ].join('\n')
}

/** Run `work`; a failure n4a foresaw leaves it with words in place of its stack, and is otherwise the same error. */
export async function withReadableErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw readable(error)
  }
}

/** The same of what does not wait. */
export function readableErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw readable(error)
  }
}

function readable(error: unknown): unknown {
  if (!(error instanceof N4aError)) return error
  const words = errorWords(error)
  Object.defineProperty(error, 'stack', { value: words, configurable: true })
  Object.defineProperty(error, Symbol.for('nodejs.util.inspect.custom'), { value: () => words, configurable: true })
  return error
}
