import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { OutputNotWritable } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'

interface OutputFlags {
  readonly output?: string
  readonly force?: boolean
}

/** Where the lines go, and how to end it. Refuses to write over a file unless told to. */
export async function openOutput({ write }: CommandContext, { output, force }: OutputFlags) {
  if (output === undefined || output === '-') return { write, close: async () => undefined }
  return openFile(output, force)
}

/** A file to write text or bytes to. Refuses to write over one unless told to. */
export async function openFile(output: string, force = false) {
  if (!force && existsSync(output)) {
    throw OutputNotWritable({
      path: output,
      reason: 'it exists already',
      instead: 'Choose another name, or add --force.',
    })
  }
  try {
    const file = await open(output, 'w')
    return { write: async (data: string | Uint8Array) => void (await file.appendFile(data)), close: () => file.close() }
  } catch (error) {
    const instead = 'Choose a folder that exists and that you may write to.'
    throw OutputNotWritable({ path: output, reason: (error as Error).message, instead }, { cause: error })
  }
}
