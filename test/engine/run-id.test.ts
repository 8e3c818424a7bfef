import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newRunId } from '../../src/core/engine/run-id.ts'

const now = new Date('2026-01-08T10:00:00Z')

it('names a run by its day, its name and six digits', () => {
  expect(newRunId('Tecator fat', now)).toMatch(/^2026-01-08_Tecator_fat_[0-9a-f]{6}$/)
  expect(newRunId('PLS on fat (80 × 1)', now)).toMatch(/^2026-01-08_PLS_on_fat_80_1_[0-9a-f]{6}$/)
})

it('makes a folder name of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), name => {
      expect(newRunId(name, now)).toMatch(/^2026-01-08_[A-Za-z0-9._-]{1,48}_[0-9a-f]{6}$/)
    }),
  )
})
