import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { availableParallelism, release } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { formatCount, N4aError } from '../core/index.ts'
import type { CommandContext } from './context.ts'
import { packageVersion } from './package-root.ts'

export interface Finding {
  readonly what: string
  readonly state: 'good' | 'poor' | 'bad'
  readonly found: string
  readonly advice?: string
}

/** What package.json states; below it the commands work, but the dashboard's library is not made for it. */
const nodeFloor = [22, 13] as const

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > nodeFloor[0] || (major === nodeFloor[0] && minor >= nodeFloor[1])
  const found = `${process.versions.node} (${process.platform} ${release()}, ${availableParallelism()} cores)`
  if (enough) return { what: 'node', state: 'good', found }
  const advice = `n4a is made for Node ${nodeFloor.join('.')} and later; the dashboard is slower and untested here.`
  return { what: 'node', state: 'poor', found, advice }
}

/** By doing it: permissions say little on network disks. */
function workspace(path: string): Finding {
  const folder = resolve(path)
  let existing = folder
  while (!existsSync(existing)) existing = dirname(existing)
  const found = existing === folder ? folder : `${folder} (made by the first run)`
  try {
    if (!statSync(existing).isDirectory()) throw new Error(`${existing} is not a folder`)
    accessSync(existing, constants.W_OK)
    rmdirSync(mkdtempSync(join(existing, '.n4a-doctor-')))
    return { what: 'workspace', state: 'good', found }
  } catch (error) {
    const advice = `It cannot be written (${(error as Error).message}). Choose another with --workspace or N4A_WORKSPACE.`
    return { what: 'workspace', state: 'bad', found, advice }
  }
}

function terminal({ terminal: { input, output, columns }, env }: CommandContext): Finding {
  const kind = env.TERM ?? 'TERM is not set'
  if (!input || !output) {
    return { what: 'terminal', state: 'poor', found: 'none here', advice: 'The dashboard (n4a tui) needs one.' }
  }
  const found = `${kind}, ${columns ?? '?'} columns`
  if (kind === 'dumb' || (columns ?? 80) < 60) {
    return { what: 'terminal', state: 'poor', found, advice: 'The dashboard needs 60 columns and cursor movement.' }
  }
  return { what: 'terminal', state: 'good', found }
}

/** Charts use block and braille characters. */
function characters({ env }: CommandContext): Finding {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (/utf-?8/i.test(locale)) return { what: 'characters', state: 'good', found: locale }
  const advice = 'Charts use UTF-8 characters. Try: export LC_ALL=C.UTF-8'
  return { what: 'characters', state: 'poor', found: locale || 'no locale is set', advice }
}

/** Whether what the workspace holds can be read; footers and manifests only, so that a large one does not take long. */
async function storedFiles(context: CommandContext): Promise<readonly Finding[]> {
  if (!existsSync(context.workspace())) return []
  const info = await (await context.engine()).care.info().catch(error => {
    if (error instanceof N4aError) return null
    throw error
  })
  if (info === null) return []
  const damaged = info.unreadable_files
  if (damaged.length === 0) return [{ what: 'files', state: 'good', found: 'manifests and tables can be read' }]
  const found = `${formatCount(damaged.length, 'damaged file')}: ${damaged.slice(0, 3).join(', ')}${damaged.length > 3 ? ', …' : ''}`
  return [{ what: 'files', state: 'bad', found, advice: '`n4a workspace verify` says what is wrong with each.' }]
}

export async function examine(context: CommandContext): Promise<readonly Finding[]> {
  return [
    { what: 'n4a', state: 'good', found: packageVersion() },
    node(),
    workspace(context.workspace()),
    ...(await storedFiles(context)),
    terminal(context),
    characters(context),
  ]
}
