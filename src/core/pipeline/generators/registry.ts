import { cartesian } from './cartesian.ts'
import { chain } from './chain.ts'
import type { Generator } from './generator.ts'
import { grid } from './grid.ts'
import { logRange } from './log-range.ts'
import { or } from './or.ts'
import { range } from './range.ts'
import { sample } from './sample.ts'
import { zip } from './zip.ts'

/** Every generator keyword n4a expands. */
export const generators: readonly Generator[] = [cartesian, chain, grid, logRange, or, range, sample, zip]

/** Keywords of the Python library that a template may hold and n4a refuses by name. */
export const refusedKeywords: readonly string[] = ['_preset_', '_depends_on_']

const byKeyword = new Map(generators.map(generator => [generator.keyword, generator]))

export function findGenerator(keyword: string): Generator | undefined {
  return byKeyword.get(keyword)
}
