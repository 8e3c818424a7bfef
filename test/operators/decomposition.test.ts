import { describe, expect, it } from 'vitest'
import { fixtureCases, hasFixtures, relativeDifference } from './fixture-cases.ts'

describe.skipIf(!hasFixtures)('decompositions of the Python library 0.11 (../shared)', () => {
  it.each(['Haar', 'Wavelet', 'WaveletDenoise'])('%s gives the same', file => {
    for (const { params, expected, run } of fixtureCases(file)) {
      const d = relativeDifference(run(), expected)
      process.stderr.write(`${file} ${JSON.stringify(params)} ${d}\n`)
      expect(d).toBeLessThan(1e-9)
    }
  })
})
