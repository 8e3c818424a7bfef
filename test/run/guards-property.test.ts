import { expect, it } from 'vitest'
import type { Dataset } from '../../src/core/datasets/index.ts'
import { N4aError } from '../../src/core/errors/index.ts'
import { mersenneTwister, nextInteger } from '../../src/core/math/random/mersenne-twister.ts'
import { nextUniform } from '../../src/core/math/random/uniform.ts'
import type { GuardFinding } from '../../src/core/records/index.ts'
import type { Design } from '../../src/core/run/guards/guard.ts'
import { guardCards } from '../../src/core/run/guards/look.ts'
import { designGuards, resultGuards, runGuards } from '../../src/core/run/guards/registry.ts'
import { designOf, madeUpDataset, withClasses } from './made-up-data.ts'

const twister = mersenneTwister(7)
/** From `low` to `high`, both included. */
const between = (low: number, high: number) => low + nextInteger(twister, high - low)
const sometimes = (share: number) => nextUniform(twister) < share

/** Few rows and columns, often equal, sometimes constant, with groups, ids and columns that repeat. */
function awkward(): Dataset {
  const n = between(4, 24)
  const columns = between(1, 90)
  const plain = madeUpDataset({ n, columns, n_test: sometimes(0.5) ? between(0, n - 4) : 0, seed: between(1, 1e6) })
  const digits = between(0, 3)
  const coarse = (value: number) => Math.round(value * digits) / Math.max(1, digits)
  const few = () => plain.sample_ids.map(() => `v${between(0, 3)}`)
  const dataset: Dataset = {
    ...plain,
    X: { ...plain.X, values: sometimes(0.5) ? plain.X.values.map(coarse) : plain.X.values },
    y: sometimes(0.5) ? plain.y.map(coarse) : plain.y,
    metadata: { plot: few(), 'sample id': few(), other: few() },
    groups: sometimes(0.3) ? few() : null,
    sample_ids: sometimes(0.3) ? few() : plain.sample_ids,
  }
  return sometimes(0.4) ? withClasses(dataset, () => between(0, 2)) : dataset
}

/** A division, unless the splitter refuses the dataset. */
function divided(dataset: Dataset): Design | null {
  try {
    const folds = {
      n_splits: between(2, dataset.train.length),
      ...(sometimes(0.3) && { shuffle: false, random_state: null }),
    }
    return designOf(dataset, { folds, metric: dataset.classes ? 'accuracy' : 'rmse' })
  } catch (error) {
    if (error instanceof N4aError) return null
    throw error
  }
}

const isSentence = (text: string) => /^\S.*[.]$/.test(text) && !/NaN|undefined|Infinity|\[object/.test(text)

it('never throws on small and awkward datasets, and speaks in sentences', () => {
  let looked = 0
  const spoke = new Set<string>()
  for (let round = 0; round < 400; round++) {
    const design = divided(awkward())
    if (design === null) continue
    looked++
    for (const guard of designGuards) {
      const findings: readonly GuardFinding[] = guard.find(design)
      if (findings.length > 0) spoke.add(guard.id)
      for (const { reason, fix } of findings) {
        expect(reason).toSatisfy(isSentence)
        if (fix !== null) expect(fix).toSatisfy(isSentence)
      }
    }
  }
  expect(looked).toBeGreaterThan(200)
  // The datasets are awkward enough for most guards to have something to say.
  expect(spoke.size).toBeGreaterThan(6)
})

it('has one name for each guard, and says why and what to do in sentences', () => {
  const ids = [...designGuards, ...resultGuards, ...runGuards].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { matters, remedy } of guardCards()) {
    expect(matters).toSatisfy(isSentence)
    expect(remedy).toSatisfy(isSentence)
  }
})
