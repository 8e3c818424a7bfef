import { defineError } from './n4a-error.ts'

export const Unforeseen = defineError<{ reason: string }>('Unforeseen', {
  kind: 'bug',
  message: ({ reason }) => `n4a failed in a way nobody foresaw: ${reason}.`,
  hint: 'Please report it with the command, the files and the output of N4A_DEBUG=1.',
})
