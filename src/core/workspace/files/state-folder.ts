import { homedir } from 'node:os'
import { join } from 'node:path'
import { shortHash } from './safe-name.ts'

/** Of this user, for what people say of a workspace that is not to be written: its marks, its views. */
export function stateFolder(kind: 'marks' | 'views', root: string): string {
  const state = process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state')
  return join(state, 'n4a', kind, shortHash(root, 16))
}
