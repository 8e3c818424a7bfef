import { readFile } from 'node:fs/promises'
import { MissingFile, UnreadableJson, WrongUsage } from '../../core/index.ts'
import type { AddCommand, CommandContext } from '../context.ts'
import { given, jsonOption, maxPipelinesOption } from '../options.ts'
import { pipelinesTable } from '../output/pipelines-table.ts'
import { writeLine, writeTable } from '../output/write.ts'

/** `JSON.parse` tells where it stopped, in words. */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = (error as Error).message
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(reason) ?? []
    const place = line && column ? { file, line: Number(line), column: Number(column) } : { file }
    throw UnreadableJson({ reason }, { cause: error }).at(place)
  }
}

async function readSpec({ readInput }: CommandContext, spec: string): Promise<unknown> {
  if (spec === '-') return parseJson(await readInput(), 'standard input')
  try {
    return parseJson(await readFile(spec, 'utf8'), spec)
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? MissingFile({ path: spec }) : error
  }
}

interface Flags {
  readonly spec?: string
  readonly json?: boolean
  readonly maxPipelines?: number
}

export const addTemplatesExpand: AddCommand = (templates, context) => {
  templates
    .command('expand')
    .summary('expand a template file, or any JSON value with generators in it')
    .argument('[file]', 'a template file or library:NAME: all its pipelines, operators checked')
    .option('--spec <file>', 'a JSON value ("-": standard input): {count, expanded, choices}, operators unchecked')
    .addOption(maxPipelinesOption())
    .addOption(jsonOption('one value'))
    .action(async (file: string | undefined, { spec, json, maxPipelines }: Flags) => {
      if ((file === undefined) === (spec === undefined)) {
        throw WrongUsage({
          reason: 'Give either a template file or --spec, not both.',
          usage: 'Usage: n4a templates expand FILE, or n4a templates expand --spec - < value.json',
        })
      }
      const engine = await context.engine()
      const options = given({ max_pipelines: maxPipelines })
      if (spec !== undefined) {
        const expansion = await engine.templates.expand(await readSpec(context, spec), options)
        if (json) return writeLine(context, expansion)
        return context.write(expansion.expanded.map(value => `${JSON.stringify(value)}\n`).join(''))
      }
      const preview = await engine.templates.preview(file!, Infinity, options)
      return json ? writeLine(context, preview) : writeTable(context, pipelinesTable(preview.pipelines))
    })
}
