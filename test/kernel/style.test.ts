import { describe, expect, it } from 'vitest'
import { contrast } from '../../src/render/html/colours.ts'
import { dark, light, styleSheet } from '../../src/render/html/palette.ts'

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('the %s colours', (_, { paper, ink, faint, best, series, scale }) => {
  it('are read on their paper: words at 4.5, lines and dots at 3', () => {
    for (const ground of [paper, best]) expect(contrast(ink, ground)).toBeGreaterThan(7)
    expect(contrast(faint, paper)).toBeGreaterThan(4.5)
    for (const colour of series) expect(contrast(colour, paper)).toBeGreaterThan(3)
    for (const colour of scale) expect(contrast(colour, paper)).toBeGreaterThan(2)
  })

  it('run from dark to bright along the scale, so that its order is seen without hues', () => {
    const fromBlack = scale.map(colour => contrast(colour, '#000000'))
    expect(fromBlack).toEqual(fromBlack.toSorted((a, b) => a - b))
  })
})

it('has both themes the same variables, and lets a page that says what it is go before the system', () => {
  const names = (text: string) => [...text.matchAll(/--n4a-(\w+):/g)].map(([, name]) => name)
  const rules = [...styleSheet.matchAll(/\{([^{}]*--n4a-[^{}]*)\}/g)].map(([, rule]) => new Set(names(rule!)))
  expect(rules.length).toBe(5)
  for (const rule of rules) expect([...rule].sort()).toEqual([...rules[0]!].sort())
  const inkOf = (selector: string) => styleSheet.split(`${selector}{`)[1]!.match(/--n4a-ink:(#\w+)/)![1]
  expect(inkOf('.quarto-light .n4a')).toBe(light.ink)
  expect(inkOf('.quarto-dark .n4a')).toBe(dark.ink)
  expect(inkOf('prefers-color-scheme:dark){.n4a')).toBe(dark.ink)
  expect(styleSheet.indexOf('prefers-color-scheme')).toBeLessThan(styleSheet.indexOf('[data-jp-theme-light=true] .n4a'))
  expect(styleSheet).toContain('.vscode-dark .n4a')
})
