import { constants } from 'node:buffer'
import { open } from 'node:fs/promises'
import { DamagedFile } from '../../errors/index.ts'
import { schemaVersion } from '../../records/index.ts'
import { readText } from '../files/regular-file.ts'
import { parseYaml } from '../yaml/read-yaml.ts'
import { flowYaml } from '../yaml/write-yaml.ts'

/** One pipeline of an expansion as a run stores it. */
export interface StoredPipeline {
  readonly config_id: string
  readonly template_id: string
  readonly steps: readonly unknown[]
  readonly generator_choices: readonly Readonly<Record<string, unknown>>[]
}

const HEAD = `schema_version: "${schemaVersion}"\npipelines:`
const CHUNK = 1 << 20

/** One flow item a line: valid YAML, and readable without a parser for it. Durable when it resolves. */
export async function writePipelines(path: string, pipelines: Iterable<StoredPipeline>): Promise<void> {
  const file = await open(path, 'w')
  try {
    let text = HEAD
    let empty = true
    for (const pipeline of pipelines) {
      text += `\n  - ${flowYaml(pipeline)}`
      empty = false
      if (text.length < CHUNK) continue
      await file.writeFile(text)
      text = ''
    }
    await file.writeFile(`${text}${empty ? ' []' : ''}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** In the order stored. A file that somebody has edited by hand goes through the YAML parser, which takes longer. */
export async function readPipelines(path: string): Promise<readonly StoredPipeline[]> {
  const text = await readText(path, constants.MAX_STRING_LENGTH)
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (!lines.slice(0, 2).every(isHead)) return editedPipelines(await parseYaml(text, path), path)
  const pipelines = lines.slice(2).map(quickItem)
  return pipelines.every(item => item !== undefined) ? pipelines : editedPipelines(await parseYaml(text, path), path)
}

function isHead(line: string, index: number): boolean {
  return (index === 0 ? /^schema_version: "1\.\d+"$/ : /^pipelines:(?: \[\])?$/).test(line)
}

function quickItem(line: string): StoredPipeline | undefined {
  if (!line.startsWith('  - {')) return undefined
  try {
    return JSON.parse(line.slice(4)) as StoredPipeline
  } catch {
    // Not as we write it: the YAML parser decides whether it is right.
    return undefined
  }
}

function editedPipelines(value: unknown, path: string): readonly StoredPipeline[] {
  const items = Array.isArray(value) ? value : (value as { pipelines?: unknown } | null)?.pipelines
  const whole = (item: unknown): item is StoredPipeline =>
    typeof item === 'object' && item !== null && 'config_id' in item && 'steps' in item && Array.isArray(item.steps)
  if (!Array.isArray(items) || !items.every(whole))
    throw DamagedFile({ path, reason: 'it is not a list of pipelines with config_id and steps' })
  return items.map(item => ({ ...item, generator_choices: item.generator_choices ?? [] }))
}
