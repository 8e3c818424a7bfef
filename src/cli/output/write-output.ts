import { OutputNotWritable, writeNewFile } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'

interface OutputFlags {
  readonly output?: string | undefined
  readonly force?: boolean | undefined
}

type Write = (data: string | Uint8Array) => Promise<void>

/**
 * What a command makes, into the file that `-o` names, which appears whole or not at all, or onto standard output.
 * @throws OutputNotWritable over a file that is there, unless told to; for bytes onto standard output
 */
export async function writeOutput(
  context: CommandContext,
  { output, force }: OutputFlags,
  work: (write: Write) => Promise<void>,
): Promise<void> {
  if (output !== undefined && output !== '-') return writeNewFile(output, force ?? false, work)
  await work(async data => {
    if (typeof data === 'string') return context.write(data)
    throw OutputNotWritable({
      path: 'standard output',
      reason: 'this format is no text',
      instead: 'Name a file with -o, whose folder exists and that you may write to.',
    })
  })
}
