import { N4aError } from '../core/index.ts'

/** What scripts may rely on. */
export const exitCodes = { done: 0, failed: 1, wrongInput: 2, workspaceUnusable: 3, interrupted: 130 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** For `n4a --help` and the README. */
export const exitCodeMeanings: readonly (readonly [ExitCode, string])[] = [
  [exitCodes.done, 'done'],
  [exitCodes.failed, 'some results failed, a run was cancelled, or a dataset is not where or what it was'],
  [exitCodes.wrongInput, 'the input is wrong; nothing was started'],
  [
    exitCodes.workspaceUnusable,
    'the workspace cannot be used (locked, damaged, read-only), or a listing leaves damaged files out',
  ],
  [exitCodes.interrupted, 'interrupted; `n4a runs resume` continues'],
]

export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof N4aError)) return exitCodes.failed
  switch (error.kind) {
    case 'input':
    case 'data':
      return exitCodes.wrongInput
    case 'storage':
      return exitCodes.workspaceUnusable
    case 'numerical':
    case 'bug':
      return exitCodes.failed
  }
}
