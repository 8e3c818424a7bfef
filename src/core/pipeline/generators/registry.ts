import { UnknownGenerator, UnsupportedGenerator } from '../../errors/index.ts'
import { cartesian } from './cartesian.ts'
import { chain } from './chain.ts'
import { descriptions, type Generator, type TemplateNode } from './generator.ts'
import { grid } from './grid.ts'
import { logRange } from './log-range.ts'
import { or } from './or.ts'
import { range } from './range.ts'
import { sample } from './sample.ts'
import { zip } from './zip.ts'

/** Every generator keyword n4a expands. */
export const generators: readonly Generator[] = [cartesian, chain, grid, logRange, or, range, sample, zip]

const byKeyword = new Map(generators.map(generator => [generator.keyword, generator]))

export function findGenerator(keyword: string): Generator | undefined {
  return byKeyword.get(keyword)
}

const inWords = /^_[a-z]\w*_$/

/** Keys that may stand in a template and begin and end with an underscore. */
const known = new Set([
  ...byKeyword.keys(),
  ...generators.flatMap(({ modifiers }) => modifiers),
  ...descriptions,
  '_preset_',
])

/** @throws UnknownGenerator for a key written like a keyword; UnsupportedGenerator for a preset that nothing resolved */
export function refuseUnknownKeywords(node: TemplateNode): void {
  for (const key of Object.keys(node)) {
    if (!inWords.test(key)) continue
    if (key === '_preset_') {
      throw UnsupportedGenerator({ keyword: key, reason: 'no presets are known here' }).at({ field: key })
    }
    if (!known.has(key)) {
      const keywords = [...known].filter(name => inWords.test(name))
      throw UnknownGenerator({ name: key, known: keywords }).at({ field: key, text: key })
    }
  }
}
