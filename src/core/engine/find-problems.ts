import { parseDocument } from 'yaml'
import { readTextFile } from '../datasets/index.ts'
import { N4aError, TooManyPipelines, UnreadableYaml, withinField } from '../errors/index.ts'
import { expandTemplate, type Presets, parsePipeline, parseTemplate, stepsField } from '../pipeline/index.ts'
import { withoutCulprit } from './repair-template.ts'
import { atSource, type SourceFile } from './source-file.ts'

interface Options {
  /** A part for presets and compositions: it need not end with a model. */
  readonly part: boolean
  readonly limit: number
}

interface Found {
  readonly count: number | null
  /** With file, line and column. */
  readonly problems: readonly N4aError[]
}

/** Enough for anyone to mend before asking again. */
const mostProblems = 100

/**
 * Everything that is wrong with a template, not only the first: what was found is taken out, and the rest is looked at again.
 * Nothing is reported that follows from what was taken out.
 */
export function findProblems(source: SourceFile, presets: Presets, options: Options): Found {
  const problems: N4aError[] = []
  let value = source.value
  let count: number | null = null
  let steps = 0
  while (problems.length < mostProblems) {
    const examined = examine(value, presets, options)
    count ??= examined.count
    const { error } = examined
    if (!error || (steps > 0 && followsFromRepair(error))) break
    const again = problems.some(known => known.message === error.message && known.place.field === error.place.field)
    if (!again) problems.push(error)
    const mended = withoutCulprit(value, error, again)
    if (mended === undefined) break
    steps++
    value = mended
  }
  const placed = problems.map(error => atSource(withText(error), source) as N4aError)
  return { count, problems: placed.sort((a, b) => position(a) - position(b)) }
}

/** As one reads. */
const position = ({ place: { line = 0, column = 0 } }: N4aError): number => line * 1e6 + column

/** Without the step that was taken out there may be no model, or no step for a parameter. */
const followsFromRepair = ({ code }: N4aError): boolean =>
  ['PipelineWithoutModel', 'UnboundParameter', 'EmptyExpansion'].includes(code)

interface Examined {
  readonly count: number | null
  readonly error: N4aError | null
}

/** The first error of the template, its field seen from the whole. */
function examine(value: unknown, presets: Presets, { part, limit }: Options): Examined {
  let count: number | null = null
  try {
    const { steps, name } = parseTemplate(value, presets)
    withinField(stepsField(value), () => {
      const expansion = expandTemplate(steps)
      count = expansion.count
      if (count > limit) throw TooManyPipelines({ template: name ?? 'without a name', count, limit })
      for (const { value: concrete, choices } of expansion) {
        try {
          parsePipeline(concrete as readonly unknown[], choices)
        } catch (error) {
          if (!part || !(error instanceof N4aError) || error.code !== 'PipelineWithoutModel') throw error
        }
      }
    })
  } catch (error) {
    if (!(error instanceof N4aError)) throw error
    return { count, error: part && error.code === 'UnboundParameter' ? null : error }
  }
  return { count, error: null }
}

/** The last name of the field, by which the line is found behind a generator. */
function withText(error: N4aError): N4aError {
  const name = error.place.field?.split(/[.[\]]+/).findLast(part => part !== '' && !/^\d+$/.test(part))
  return name === undefined ? error : error.at({ text: name })
}

/** Every place where a text is not YAML, instead of the first. */
export function yamlProblems(error: N4aError, typed: string | null): readonly N4aError[] {
  const { file } = error.place
  if (error.code !== 'UnreadableYaml' || file === undefined) return [error]
  const { errors } = parseDocument(typed ?? readTextFile(file), { schema: 'core' })
  return errors.map(({ message, linePos, cause }) => {
    const reason = message.split(' at line ')[0]!.split('\n')[0]!.replace(/[.:]$/, '')
    const [start] = linePos ?? []
    return UnreadableYaml({ reason }, { cause }).at({ file, ...(start && { line: start.line, column: start.col }) })
  })
}
