import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctSafeNames, safeName } from '../../src/core/workspace/index.ts'

describe('a name as a path', () => {
  it('is one plain path component, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), name => {
        const safe = safeName(name)
        expect(safe).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}$/)
      }),
      {
        numRuns: 1000,
        examples: [[''], ['.'], ['..'], ['../../etc'], ['\u0000'], ['a'.repeat(200)], ['...'], ['\ud800']],
      },
    )
  })

  it('stays as it is where it is plain already', () => {
    expect(safeName('2026-11-23_Tecator.fat_0a1b2c')).toBe('2026-11-23_Tecator.fat_0a1b2c')
  })

  it('keeps letters without their accents', () => {
    expect(safeName('Blé tendre')).toBe('Ble_tendre')
  })

  it('is the same again for a safe name, so that ids can be checked by it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), name => {
        expect(safeName(safeName(name))).toBe(safeName(name))
      }),
    )
  })

  it('tells long names apart that differ only at their end', () => {
    expect(safeName(`${'a'.repeat(100)}1`)).not.toBe(safeName(`${'a'.repeat(100)}2`))
  })
})

it('gives different names different paths, even where case does not count', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'A', ' ', '/', '.'), maxLength: 4 })), names => {
      const paths = [...distinctSafeNames(names).values()].map(path => path.toLowerCase())
      expect(new Set(paths).size).toBe(names.length)
    }),
  )
})
