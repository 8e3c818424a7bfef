import { DamagedFile } from '../../errors/index.ts'
import { readText } from '../files/regular-file.ts'
import { parseQuickYaml } from './quick-yaml.ts'

/** @throws DamagedFile with the line, when `text` is not YAML */
export async function parseYaml(text: string, path: string): Promise<unknown> {
  try {
    const quick = parseQuickYaml(text)
    const value = quick === undefined ? await parseFully(text) : quick
    // An anchor may hold itself, and lists may stand in each other beyond the stack: nothing could be done with either.
    JSON.stringify(value)
    return value
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const line = 'linePos' in error && Array.isArray(error.linePos) ? Number(error.linePos[0]?.line) : undefined
    const reason = error.message.split('\n')[0]!.replace(/:$/, '')
    throw DamagedFile({ path, reason: `it is not YAML (${reason})` }, { cause: error }).at({
      file: path,
      ...(line ? { line } : {}),
    })
  }
}

async function parseFully(text: string): Promise<unknown> {
  const { parseFullYaml } = await import('./full-yaml.ts')
  return parseFullYaml(text, { schema: 'core', prettyErrors: true })
}

/** @throws DamagedFile; the system's ENOENT where there is no file */
export async function readYaml(path: string): Promise<unknown> {
  return parseYaml(await readText(path), path)
}
