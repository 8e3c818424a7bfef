import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { mcNemarTest } from '../../src/core/math/mcnemar-test.ts'
import { rootPath } from '../support/shared.ts'

it("McNemar's exact test is scipy's binomial test of the samples only one has right, whichever comes first", () => {
  const path = rootPath('test', 'metrics', 'reference', 'mcnemar.json')
  const { tests } = JSON.parse(readFileSync(path, 'utf8')) as {
    tests: readonly { only_a: number; only_b: number; p: number }[]
  }
  expect(tests.length).toBeGreaterThan(5)
  for (const { only_a, only_b, p } of tests) {
    expect(Math.abs(mcNemarTest(only_a, only_b) - p), `${only_a}, ${only_b}`).toBeLessThanOrEqual(1e-9 * p)
    expect(mcNemarTest(only_b, only_a)).toBe(mcNemarTest(only_a, only_b))
  }
})
