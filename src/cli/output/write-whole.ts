import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { OutputNotWritable } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'

interface OutputFlags {
  readonly output?: string
  readonly force?: boolean
}

/**
 * Write a whole file, or nothing: it appears under its name when it is complete. Refuses to write over one unless told to, and
 * bytes onto a screen.
 */
export async function writeWhole(
  context: CommandContext,
  data: string | Uint8Array,
  { output, force }: OutputFlags,
): Promise<void> {
  const instead = 'Name a file with -o, whose folder exists and that you may write to.'
  if (output === undefined || output === '-') {
    if (typeof data === 'string') return context.write(data)
    throw OutputNotWritable({ path: 'standard output', reason: 'this format is no text', instead })
  }
  if (!force && existsSync(output)) {
    throw OutputNotWritable({
      path: output,
      reason: 'it exists already',
      instead: 'Choose another name, or add --force.',
    })
  }
  const temporary = join(dirname(output), `.${basename(output)}.${process.pid}.tmp`)
  try {
    await writeFile(temporary, data)
    await rename(temporary, output)
  } catch (error) {
    await rm(temporary, { force: true })
    throw OutputNotWritable({ path: output, reason: (error as Error).message, instead }, { cause: error })
  }
}
