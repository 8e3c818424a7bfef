import { randomBytes } from 'node:crypto'
import { safeName } from '../workspace/index.ts'

/** `2026-11-23_Tecator-fat_3f9a1c`: day, name, and six digits that make it unique. */
export function newRunId(name: string, now: Date): string {
  const readable =
    safeName(name)
      .slice(0, 48)
      .replace(/[._-]+$/, '') || 'run'
  return `${now.toISOString().slice(0, 10)}_${readable}_${randomBytes(3).toString('hex')}`
}
