import { printable, type WorkspaceProgress } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'

/** A line on standard error for each thing done, where that is a terminal. */
export function careProgress({ terminal, note }: CommandContext): (progress: WorkspaceProgress) => void {
  return ({ done, total, path }) => {
    if (terminal.errors) note(`${done}/${total} ${printable(path)}`)
  }
}
