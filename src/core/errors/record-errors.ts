import { defineError } from './n4a-error.ts'
import { nearestNames, suggestion, type UnknownName } from './nearest.ts'
import { printable, quote } from './quote.ts'

/** Records that are asked for, and what is asked of them: exit code 2. */

export const UnknownRecord = defineError<{ noun: string; id: string; known: readonly string[] }>('UnknownRecord', {
  kind: 'input',
  message: ({ noun, id }) => `There is no ${noun} ${quote(id)} in this workspace.`,
  hint: ({ noun, id, known }) => {
    const nearest = nearestNames(id, known)
    const listing = noun === 'deleted run' ? 'runs list --deleted' : `${noun}s list`
    return nearest.length > 0 ? `Nearest: ${nearest.join(', ')}.` : `\`n4a ${listing}\` shows what there is.`
  },
})

export const UnknownLibraryTemplate = defineError<UnknownName>('UnknownLibraryTemplate', {
  kind: 'input',
  message: ({ name }) => `There is no template ${quote(name)} in the library.`,
  hint: facts => suggestion(facts, 'All of them: `n4a templates list --library`.'),
})

export const WrongLibraryName = defineError<{ name: string; instead: string }>('WrongLibraryName', {
  kind: 'input',
  message: ({ name }) => `${quote(name)} cannot be the name of a template in the library.`,
  hint: ({ instead }) =>
    `A name has letters, digits, dots, dashes and underscores, at most 80, and does not begin with a dot; it differs from others by more than case. Such as: ${instead}`,
})

export const AmbiguousRecord = defineError<{ noun: string; id: string; matches: readonly string[] }>(
  'AmbiguousRecord',
  {
    kind: 'input',
    message: ({ noun, id, matches }) =>
      `${quote(id)} fits ${matches.length} ${noun}s: ${matches.slice(0, 4).join(', ')}.`,
    hint: 'Write more of the id.',
  },
)

export const WrongTransition = defineError<{ from: string; to: string; allowed: readonly string[] }>(
  'WrongTransition',
  {
    kind: 'input',
    message: ({ from, to }) => `A run that is ${from} cannot become ${to}.`,
    hint: ({ from, allowed }) =>
      from === 'completed'
        ? 'completed is final; start a new run. `n4a runs retry` computes failed results of it once more.'
        : allowed.length > 0
          ? `From ${from} it may become ${allowed.join(' or ')}.`
          : `${from} is final; start a new run.`,
  },
)

export const NothingToRetry = defineError<{ id: string }>('NothingToRetry', {
  kind: 'input',
  message: ({ id }) => `No result of the run ${quote(id)} has failed, and none is left to do.`,
  hint: '`n4a runs show` tells what came of it.',
})

export const WrongFilter = defineError<{ filter: string; position: number; reason: string }>('WrongFilter', {
  kind: 'input',
  message: ({ filter, position, reason }) =>
    `The filter cannot be read at position ${position + 1}: ${reason}.\n  ${quote(filter)}\n  ${' '.repeat(position + 1)}^`,
  hint: 'Examples: model:PLS  best_score<3  dataset=fat|protein  -status:failed',
})

export const UnknownExportFormat = defineError<UnknownName>('UnknownExportFormat', {
  kind: 'input',
  message: ({ name }) => `${quote(name)} says no format that can be exported.`,
  hint: facts => suggestion(facts, `Formats: ${facts.known.join(', ')}; --format chooses one.`),
})

export const UnknownView = defineError<UnknownName>('UnknownView', {
  kind: 'input',
  message: ({ name }) => `There is no view ${quote(name)} in this workspace.`,
  hint: facts => suggestion(facts, '`n4a views list` shows what there is.'),
})

export const WrongViewName = defineError<{ name: string; instead: string }>('WrongViewName', {
  kind: 'input',
  message: ({ name }) => `${quote(name)} cannot be the name of a view.`,
  hint: ({ instead }) =>
    `A name has letters, digits, dots, dashes and underscores, at most 80, and does not begin with a dot. Such as: ${instead}`,
})

export const ViewOfOther = defineError<{ name: string; of: string; wanted: string }>('ViewOfOther', {
  kind: 'input',
  message: ({ name, of, wanted }) => `The view ${quote(name)} is of ${of}, not of ${wanted}.`,
  hint: ({ name, of }) => `\`n4a ${of} list --view ${name}\` shows it.`,
})

export const WrongMark = defineError<{ reason: string }>('WrongMark', {
  kind: 'input',
  message: ({ reason }) => `This cannot be marked: ${reason}.`,
  hint: 'Tags are one word of letters, digits, ".", "-", "_"; notes have 1 to 4,000 characters; samples are named DATASET/SAMPLE.',
})

export const DamagedArchive = defineError<{ path: string; reason: string }>('DamagedArchive', {
  kind: 'data',
  message: ({ path, reason }) => `${quote(path)} is no archive of a run that can be used: ${printable(reason)}.`,
  hint: 'Nothing was brought into the workspace. Make it anew where the run is: `n4a runs export RUN -o FILE`.',
})
