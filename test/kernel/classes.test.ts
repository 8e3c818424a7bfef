import { describe, expect, it } from 'vitest'
import { confusionMatrix, wrongSamplesTable } from '../../src/core/index.ts'
import { kernelOf } from '../../src/kernel/kernel-of.ts'
import { contrast, mixed } from '../../src/render/html/colours.ts'
import { htmlOf } from '../../src/render/html/html.ts'
import { strongest } from '../../src/render/html/html-matrix.ts'
import { dark, light, paper } from '../../src/render/html/palette.ts'
import { textOf } from '../../src/render/html/text.ts'
import { fakeEngine } from '../cli/support/fake-engine.ts'
import { allCards, classArrays, classFamily, classPrediction, classResult } from '../displays/class-records.ts'
import { resultRecord } from '../displays/records.ts'
import { count, elementsOf } from './markup.ts'

const hostile = `<script>alert("1")</script> & 'quotes'`
const matrix = confusionMatrix(classPrediction(), classArrays(), { metrics: allCards })

describe('a matrix in HTML', () => {
  it('is a table that a screen reader can read: names as headers, the facts in its label', () => {
    const html = htmlOf(matrix)
    // Names over the columns and what they are, two summaries; three rows; sums below.
    expect(count(html, 'tr')).toBe(2 + 3 + 2)
    expect(html.match(/<th scope="row"/g)).toHaveLength(3 + 2)
    expect(html).toContain('<th scope="colgroup" colspan="3"')
    expect(html).toMatch(/aria-label="Confusion matrix: PLSDA on corn[^"]*n 6[^"]*Balanced accuracy 0\.500/)
    expect(html).toContain('Predicted')
    expect(html).toContain('Framed: both agree.')
  })

  it('tells what agrees by a frame as well as by colour', () => {
    const framed = htmlOf(matrix).match(/<td style="[^"]*border:2px solid[^>]*>(\d+)</g) ?? []
    expect(framed.map(cell => /(\d+)<$/.exec(cell)?.[1])).toEqual(['3', '1', '0'])
    expect(htmlOf({ ...matrix, agreement: false })).not.toContain('2px solid')
  })

  it('brings its own paper and ink, with contrast enough in every shade', () => {
    for (const { ink, paper, series } of [light, dark]) {
      for (const colour of series.slice(0, 2)) {
        for (const share of [0, 0.25, 0.5, 0.75, 1]) {
          expect(contrast(ink, mixed(colour, paper, share * strongest))).toBeGreaterThan(4.5)
        }
      }
    }
    const full = htmlOf({ ...matrix, shades: matrix.shades.map(row => row.map(() => 1)) })
    const shares = [...full.matchAll(/background:rgb\([^)]*\)\/([\d.]+)\)/g)].map(([, share]) => Number(share))
    expect(shares).toHaveLength(9)
    expect(Math.max(...shares)).toBe(strongest)
    expect(htmlOf(matrix)).toContain(`background:${paper}`)
  })

  it('shows hostile labels as text', () => {
    const arrays = classArrays({ classes: [hostile, 'b', 'c'], sample_ids: [hostile, 'b', 'c', hostile, 'e', 'f'] })
    const prediction = classPrediction({ dataset: hostile, model_name: hostile, branch_name: hostile })
    for (const html of [htmlOf(confusionMatrix(prediction, arrays)), htmlOf(wrongSamplesTable([arrays]))]) {
      expect(html).not.toContain('<script')
      expect(elementsOf(html)).not.toContain('script')
      expect(elementsOf(html)).toContain('table')
    }
  })

  it('says why there is nothing to draw', () => {
    const none = htmlOf({ ...matrix, texts: [], shades: [] })
    expect(none).toContain('no cross-validation')
    expect(count(none, 'table')).toBe(0)
  })

  it('is a table of text where there are no pictures', () => {
    const text = textOf(matrix, 100)
    expect(text).toMatch(/^b +1 +1 +0 +2 +0\.50$/m)
    expect(text).toContain('  Balanced accuracy 0.500')
  })
})

it('mixes colours as a page lays one over the other', () => {
  expect(mixed('#ff0000', '#ffffff', 0)).toBe('#ffffff')
  expect(mixed('#ff0000', '#ffffff', 1)).toBe('#ff0000')
  expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080')
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6)
})

describe('predictions of classes in a notebook', () => {
  const of = (fold_id: string, partition: 'val' | 'test', changes = {}) =>
    classPrediction({ id: `k1-${fold_id}-${partition}-${JSON.stringify(changes)}`, fold_id, partition, ...changes })
  const kernel = (predictions: ReturnType<typeof of>[], best_member = 0) =>
    kernelOf(() =>
      fakeEngine({
        results: [classResult({ best_member }), resultRecord()],
        predictions,
        arrays: () => classArrays(),
      }),
    )

  it('are drawn as a confusion matrix with its classes and wrong samples, never as a scatter', async () => {
    const drawing = await kernel([of('final', 'test')]).scatter('k1')
    expect(drawing.kind).toBe('matrix')
    const html = drawing.bundle()['text/html']!
    expect(count(html, 'table')).toBe(3)
    expect(count(html, 'svg')).toBe(0)
    expect(html).toContain('a probability of 0.75 on average')
    expect(html).toContain('Wrong samples: 2 of 6 samples')
  })

  it('are added up over the folds of a cross-validation', async () => {
    const drawing = await kernel([of('0', 'val'), of('1', 'val')]).scatter('k1')
    expect(drawing).toMatchObject({ kind: 'matrix', title: 'Confusion matrix: PLSDA on corn, 2 folds pooled' })
    expect(String(drawing)).toContain('Wrong samples: 4 of 12 samples')
  })

  it('say where there are none', async () => {
    expect(String(await kernel([]).scatter('k1'))).toContain('no cross-validation')
  })

  it('are of the model that ranks the result where the result has several', async () => {
    const several = (['snv', 'raw'] as const).flatMap((branch_name, branch_id) => {
      const branch = { branch_name, branch_id, member: branch_id }
      return [of('0', 'val', branch), of('1', 'val', branch), of('final', 'test', branch)]
    })
    expect((await kernel(several, 1).scatter('k1')).title).toContain('branch raw')
    expect((await kernel(several, 0).scatter('k1')).title).toContain('branch snv')
    const folds = String(await kernel(several).folds('k1'))
    expect(folds).toContain('Branches and models')
    expect(folds).toContain('Folds of #1 PLSDA, branch snv')
  })
})

it('draws the ranking score of classes against the number of components', async () => {
  const results = classFamily({ 1: 0.4, 2: 0.9, 3: 0.8 }, 0.1)
  const curve = await kernelOf(() => fakeEngine({ results })).curve(results[0]!)
  expect(curve.title).toContain('Balanced accuracy against number of components')
  expect(String(curve)).toContain('maximum: 2')
  // A curve that rises leaves the lower right free for its names; the axis is below them.
  const html = curve.bundle()['text/html']!
  const place = (word: string) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${word}<`).exec(html)![1])
  expect(place('train')).toBeGreaterThan(place('maximum \\(2\\)'))
  expect(place('train')).toBeLessThan(place('Number of components'))
})
