import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandTemplate } from '../../src/core/pipeline/index.ts'

const values = (node: unknown, seed: number | null = null) =>
  Array.from(expandTemplate(node, seed), alternative => alternative.value)

const names = fc.constantFrom('A', 'B', 'C', 'D')
const leaf = fc.oneof(fc.integer({ min: 0, max: 9 }), names, fc.constant(null))
const size = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 })),
)
const groups = fc.array(fc.array(names, { maxLength: 3 }), { maxLength: 2 })
const optional = { requiredKeys: ['_or_'] as ['_or_'] }

/** Keys that choose lists, drop some of them, choose lists of lists, and keep a few. */
const selection = {
  pick: size,
  arrange: size,
  _mutex_: groups,
  _requires_: groups,
  _depends_on_: groups,
  _exclude_: groups,
}
const limit = { count: fc.integer({ min: -1, max: 4 }), _seed_: fc.integer({ min: 0, max: 99 }) }

const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ _or_: fc.array(tie('tree'), { maxLength: 3 }), ...limit }, optional),
    fc.record({ _or_: fc.array(tie('tree'), { maxLength: 4 }), ...selection, ...limit }, optional),
    fc.record({ _or_: fc.array(names, { maxLength: 4 }), pick: size, then_pick: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ _range_: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 5 })) }),
    fc.record({ _chain_: fc.array(tie('tree'), { maxLength: 3 }), count: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ _grid_: fc.record({ x: fc.array(tie('tree'), { maxLength: 2 }), y: tie('tree') }) }),
    fc.record({ _zip_: fc.record({ x: fc.array(leaf, { maxLength: 3 }), y: fc.array(leaf, { maxLength: 3 }) }) }),
    fc.record({ _cartesian_: fc.array(tie('tree'), { maxLength: 3 }), _mutex_: groups, _depends_on_: groups }),
    fc.record({
      _cartesian_: fc.array(fc.record({ _or_: fc.array(names, { maxLength: 2 }) }), { maxLength: 2 }),
      pick: size,
    }),
    fc.record({
      _sample_: fc.record({ from: fc.constant(0), to: fc.constant(1), num: fc.integer({ min: 0, max: 3 }) }),
    }),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.record({ x: tie('tree'), y: tie('tree') }),
    fc.record({ branch: fc.array(fc.array(tie('tree'), { maxLength: 2 }), { maxLength: 2 }) }),
  ),
}))

/** Trees whose expansion a test can afford to build. */
const affordable = tree.filter(node => expandTemplate(node).count <= 5000)

/** Bytes that are in use once what is not has been collected. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

const runs = { numRuns: 1000 }

describe('expanding any template', () => {
  it('counts without building what it then builds', () => {
    fc.assert(
      fc.property(affordable, node => {
        const expansion = expandTemplate(node)
        expect([...expansion]).toHaveLength(expansion.count)
      }),
      runs,
    )
  })

  it('is the same each time it is walked through', () => {
    fc.assert(
      fc.property(affordable, node => {
        const expansion = expandTemplate(node)
        expect([...expansion]).toEqual([...expansion])
      }),
      runs,
    )
  })

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(affordable, fc.nat(), (node, seed) => {
        expect(values(node, seed)).toEqual(values(node, seed))
      }),
      runs,
    )
  })

  it('multiplies the parts of a list, the last varying fastest', () => {
    const few = tree.filter(node => expandTemplate(node).count <= 40)
    fc.assert(
      fc.property(few, few, (one, two) => {
        const rows = values(one).flatMap(first => values(two).map(second => [first, second]))
        expect(values([one, two])).toEqual(rows)
      }),
      runs,
    )
  })

  it('leaves no generator in what it makes, and records a choice for each that was outermost', () => {
    fc.assert(
      fc.property(affordable, node => {
        for (const { value, choices } of expandTemplate(node)) {
          expect(JSON.stringify(value) ?? '').not.toMatch(/"_(or|range|grid|zip|chain|cartesian|sample)_"/)
          for (const choice of choices) expect(Object.keys(choice)).toHaveLength(1)
        }
      }),
      runs,
    )
  })
})

describe('counting', () => {
  const million = Array.from({ length: 6 }, () => ({ _range_: [0, 9] }))

  it('never builds: more pipelines than could ever be built are counted', () => {
    const alternatives = Array.from({ length: 60 }, (_, i) => `A${i}`)
    expect(expandTemplate(Array.from({ length: 15 }, () => ({ _range_: [1, 10] }))).count).toBe(1e15)
    expect(expandTemplate({ _or_: alternatives, pick: 10 }).count).toBe(75_394_027_566)
    const together = { _or_: alternatives, pick: 10, _mutex_: [['A1', 'A2']] }
    // Less those with both: the other 8 of 58.
    expect(expandTemplate(together).count).toBe(75_394_027_566 - 1_916_797_311)
    const inOrder = { _or_: alternatives, arrange: 4, _depends_on_: [['A1', 'A2']] }
    // Without A1: 59·58·57·56. With both: the 2 others in any place, and A2 before A1 in half of all orders.
    expect(expandTemplate(inOrder).count).toBe(59 * 58 * 57 * 56 + ((58 * 57) / 2) * 12)
  })

  it('is none where a part stands for nothing, however many the others are', () => {
    expect(expandTemplate([{ _range_: [0, 1e308, 1e-5] }, { _or_: [] }]).count).toBe(0)
    expect(expandTemplate([{ _range_: [0, 1e308, 1e-5] }, { _or_: [1] }]).count).toBe(Infinity)
  })

  it('refuses constraints that nobody would wait for', () => {
    const alternatives = Array.from({ length: 40 }, (_, i) => `A${i}`)
    const groups = alternatives.map((name, i) => [name, alternatives[(i + 1) % 40]])
    for (const node of [
      { _or_: alternatives, pick: [0, 40], _mutex_: groups },
      { _or_: alternatives, arrange: 12, _depends_on_: [alternatives.slice(0, 12)] },
    ]) {
      expect(() => expandTemplate(node)).toThrowError(expect.objectContaining({ code: 'WrongGenerator' }))
    }
  })

  it('walks through a million pipelines in constant memory', () => {
    const expansion = expandTemplate(million)
    expect(expansion.count).toBe(1_000_000)
    const before = bytesInUse()
    let [built, most] = [0, 0]
    for (const { value } of expansion) {
      if (!Array.isArray(value)) throw new Error('no list')
      if (++built % 100_000 === 0) most = Math.max(most, bytesInUse() - before)
    }
    expect(built).toBe(1_000_000)
    // A million lists of six with their choices would take several hundred MB.
    expect(most).toBeLessThan(20e6)
  })

  it('draws a few of a million and keeps only them', () => {
    const drawn = values({ _cartesian_: million, count: 3, _seed_: 1 })
    expect(drawn).toHaveLength(3)
    expect(new Set(drawn.map(value => JSON.stringify(value))).size).toBe(3)
  })
})
