import { readFile } from 'node:fs/promises'
import { DamagedFile } from '../../errors/index.ts'
import { parseQuickYaml } from './quick-yaml.ts'

/** @throws DamagedFile with the line, when `text` is not YAML */
export async function parseYaml(text: string, path: string): Promise<unknown> {
  const quick = parseQuickYaml(text)
  if (quick !== undefined) return quick
  // Bundled, the module is CommonJS, of which a dynamic import has only the default for sure.
  const yaml = await import('yaml')
  const { parse } = 'parse' in yaml ? yaml : (yaml as unknown as { default: typeof yaml }).default
  try {
    return parse(text, { schema: 'core', prettyErrors: true })
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

/** @throws DamagedFile; the system's ENOENT where there is no file */
export async function readYaml(path: string): Promise<unknown> {
  return parseYaml(await readFile(path, 'utf8'), path)
}
