import { homedir } from 'node:os'
import { join } from 'node:path'
import { shortHash } from './safe-name.ts'

/**
 * Of this user and one workspace: marks and views where that is not to be written, and what the dashboard remembers
 * (`desk`).
 */
export function stateFolder(kind: 'marks' | 'views' | 'desk', root: string): string {
  const state = process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state')
  return join(state, 'n4a', kind, shortHash(root, 16))
}
