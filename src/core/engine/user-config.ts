import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { configFolder } from './library.ts'

/** What a user has set for all workspaces: `config.yaml` in the folder of their configurations (`N4A_CONFIG`). */
export interface UserConfig {
  readonly file: string
  /** As it stands there; empty where there is no file or it cannot be read. */
  readonly values: Readonly<Record<string, unknown>>
  /** Why it cannot be read. */
  readonly problem: string | null
}

/** Never throws: a comfort that is written wrongly keeps nobody from their records. */
export async function readUserConfig(env?: Readonly<Record<string, string | undefined>>): Promise<UserConfig> {
  const file = join(configFolder(env), 'config.yaml')
  const without = (problem: string | null): UserConfig => ({ file, values: {}, problem })
  if (!existsSync(file)) return without(null)
  try {
    const values: unknown = parse(await readFile(file, 'utf8')) ?? {}
    if (typeof values !== 'object' || values === null || Array.isArray(values))
      return without('it is no list of names and values')
    return { file, values: values as Readonly<Record<string, unknown>>, problem: null }
  } catch (error) {
    return without(error instanceof Error ? error.message.split('\n')[0]! : String(error))
  }
}
