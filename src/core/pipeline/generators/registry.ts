import type { Generator } from './generator.ts'
import { grid } from './grid.ts'
import { logRange } from './log-range.ts'
import { or } from './or.ts'
import { range } from './range.ts'

/** Every generator keyword n4a expands. */
export const generators: readonly Generator[] = [grid, logRange, or, range]

/** Keywords of the Python library that a template may hold and n4a refuses by name. */
export const refusedKeywords: readonly string[] = [
  '_zip_',
  '_chain_',
  '_sample_',
  '_cartesian_',
  '_preset_',
  '_mutex_',
  '_requires_',
  '_exclude_',
  '_depends_on_',
  '_weights_',
  '_seed_',
]

const byKeyword = new Map(generators.map(generator => [generator.keyword, generator]))

export function findGenerator(keyword: string): Generator | undefined {
  return byKeyword.get(keyword)
}
