import { readFile } from 'node:fs/promises'
import { type LazyExpansion, MissingFile, UnreadableJson, WrongUsage } from '../../core/index.ts'
import type { AddCommand, CommandContext } from '../context.ts'
import { given, jsonOption, maxPipelinesOption } from '../options.ts'
import { pipelinesTable } from '../output/pipelines-table.ts'
import { chunkLength, writeLine, writeTable } from '../output/write.ts'

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

/** As it is built, so that a million alternatives take no more memory than one. */
async function writeExpansion({ write }: CommandContext, { count, alternatives }: LazyExpansion, json = false) {
  let chunk = ''
  const put = async (text: string) => {
    chunk += text
    if (chunk.length < chunkLength) return
    await write(chunk)
    chunk = ''
  }
  if (json) {
    await put(`{"count":${count}`)
    for (const [name, part] of [
      ['expanded', 'value'],
      ['choices', 'choices'],
    ] as const) {
      await put(`,"${name}":[`)
      let comma = ''
      for (const alternative of alternatives) {
        await put(`${comma}${JSON.stringify(alternative[part])}`)
        comma = ','
      }
      await put(']')
    }
    await put('}\n')
  } else {
    for (const { value } of alternatives) await put(`${JSON.stringify(value)}\n`)
  }
  await write(chunk)
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
        const expansion = await engine.templates.expansion(await readSpec(context, spec), options)
        return writeExpansion(context, expansion, json)
      }
      const preview = await engine.templates.preview(file!, Infinity, options)
      return json ? writeLine(context, preview) : writeTable(context, pipelinesTable(preview.pipelines))
    })
}
