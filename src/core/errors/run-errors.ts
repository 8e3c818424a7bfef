import { defineError } from './n4a-error.ts'
import { printable } from './quote.ts'
import { sizeText } from './size-text.ts'

/** What keeps a run from being executed as it was asked for. */

export const WorkerDied = defineError<{ reason: string }>('WorkerDied', {
  kind: 'numerical',
  message: ({ reason }) => `The worker that computed it died, twice: ${printable(reason)}.`,
  hint: 'Where memory is short, use fewer workers (--workers), or set --max-memory so that fewer are started.',
})

export const MemoryLimit = defineError<{ needed: number; limit: number }>('MemoryLimit', {
  kind: 'input',
  message: ({ needed, limit }) =>
    `The run needs about ${sizeText(needed)} for one worker and the spectra, more than the ${sizeText(limit)} it may use.`,
  hint: 'Raise --max-memory, or run datasets one after the other.',
})
