import { printable } from '../../core/index.ts'
import type { CommandContext } from '../context.ts'
import type { Finding } from '../examination.ts'

const marks = { good: '✓', poor: '!', bad: '✗' } as const

/** A line for each, with what to do below it. */
export async function writeFindings({ write }: CommandContext, findings: readonly Finding[]): Promise<void> {
  for (const { what, state, found, advice } of findings) {
    await write(`${marks[state]} ${what.padEnd(10)} ${printable(found)}\n`)
    if (advice) await write(`  ${''.padEnd(10)} ${printable(advice)}\n`)
  }
}
