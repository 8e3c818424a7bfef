import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countBetween, histogramEdges } from '../../src/core/displays/histogram.ts'
import { factorBoxes, factorMatrices, type ResultRecord, scoreHistograms } from '../../src/core/index.ts'
import { allCards } from './class-records.ts'
import { resultRecord } from './records.ts'

const metrics = allCards
let id = 0
const scored = (best_score: number | null, params: object, changes: Partial<ResultRecord> = {}) =>
  resultRecord({
    id: `r${id++}`,
    best_score,
    preprocessings: String((params as { preprocessing?: string }).preprocessing ?? 'raw'),
    params: { ...params },
    ...changes,
  })

const grid = [
  scored(3, { preprocessing: 'SNV', nc: 2 }),
  scored(2, { preprocessing: 'SNV', nc: 10 }),
  scored(5, { preprocessing: 'raw', nc: 2 }),
  scored(4, { preprocessing: 'raw', nc: 10 }),
  scored(0.6, { preprocessing: 'SNV', nc: 2 }, { dataset: 'protein' }),
  scored(0.5, { preprocessing: 'raw', nc: 2 }, { dataset: 'protein' }),
]

describe('the matrix of two factors', () => {
  it('holds the best score of each pair, and frames the best of each dataset', () => {
    const [matrix, ...others] = factorMatrices(grid, { metrics })
    expect(others).toEqual([])
    expect(matrix!.columns.names).toEqual(['fat', 'protein'])
    const row = (name: string) => matrix!.texts[matrix!.rows.names.indexOf(name)]
    expect(row('SNV')).toEqual(['2.00', '0.600'])
    expect(row('raw')).toEqual(['4.00', '0.500'])
    const framed = matrix!.best!.map(([i, j]) => [matrix!.rows.names[i], matrix!.columns.names[j]])
    expect(framed).toEqual([
      ['SNV', 'fat'],
      ['raw', 'protein'],
    ])
  })

  it('keeps predictions of an external set apart from out-of-fold scores of the same dataset', () => {
    const external = scored(1, { preprocessing: 'SNV', nc: 2 }, { score_partition: 'test' })
    const matrices = factorMatrices([...grid, external], { metrics })
    expect(matrices.map(({ title }) => title.split(' by ')[0])).toEqual(['RMSECV', 'RMSEP'])
    expect(matrices[0]!.texts).toEqual(factorMatrices(grid, { metrics })[0]!.texts)
    expect(matrices[1]!.texts).toEqual([['1.00']])
  })

  it('is one for each dataset where the dataset is no factor, with numbers in their order', () => {
    const matrices = factorMatrices(grid, { rows: 'nc', columns: 'preprocessings', metrics })
    expect(matrices.map(({ title }) => title)).toEqual([
      'RMSECV by nc × preprocessing on fat',
      'RMSECV by nc × preprocessing on protein',
    ])
    expect(matrices[0]!.rows.names).toEqual(['2', '10'])
    expect(matrices[0]!.shades.flat().every(shade => shade >= 0 && shade <= 1)).toBe(true)
  })

  it('shades what is better the stronger, whichever end that is', () => {
    const ofScore = (metric: string) =>
      factorMatrices(
        [1, 2, 3, 4].map((score, i) => scored(score, { nc: i }, { metric })),
        { rows: 'nc', metrics },
      )[0]!.shades.map(([shade]) => shade!)
    expect(ofScore('rmse')[0]).toBe(1)
    expect(ofScore('rmse')[3]).toBe(0)
    expect(ofScore('r2')[0]).toBe(0)
    expect(ofScore('r2')[3]).toBe(1)
  })

  it('names the factors there are where one is unknown', () => {
    expect(() => factorMatrices(grid, { rows: 'n_component' })).toThrow(/n_component/)
    expect(() => factorBoxes(grid, 'n_component')).toThrow(/n_component/)
  })

  it('leaves out failed results, and says where there is nothing', () => {
    const failed = [scored(null, { nc: 1 }, { status: 'failed' })]
    expect(factorMatrices(failed, { metrics })[0]!.texts).toEqual([])
    expect(factorBoxes(failed, 'nc', { metrics })[0]!.boxes).toEqual([])
    expect(scoreHistograms([], { metrics })[0]!.whenEmpty).toContain('No completed results')
  })
})

describe('boxes', () => {
  it('are the quartiles of each level with the best median first, and what lies beyond the whiskers is named', () => {
    const results = [1, 2, 3, 4, 5, 100]
      .map(score => scored(score, { preprocessing: 'SNV' }))
      .concat([9, 9, 9].map(score => scored(score, { preprocessing: 'raw' })))
    const [display] = factorBoxes(results.reverse(), 'preprocessings', { metrics })
    const [snv, raw] = display!.boxes
    expect(snv).toMatchObject({ name: 'SNV', n: 6, low: 1, q1: 2.25, median: 3.5, q3: 4.75, high: 5 })
    expect(snv!.outliers.map(({ y }) => y)).toEqual([100])
    expect(raw).toMatchObject({ name: 'raw', median: 9, outliers: [] })
    expect(display!.better).toBe('low')
  })
})

describe('histograms', () => {
  it('count every finite value once, between edges that ascend', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 200 }), values => {
        const edges = histogramEdges(values)
        const counts = countBetween(values, edges)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length)
        for (let i = 1; i < edges.length; i++) expect(edges[i]!).toBeGreaterThan(edges[i - 1]!)
        expect(counts.length).toBeLessThan(120)
      }),
    )
  })

  it('mark the best by its metric and say how many far ones are not drawn', () => {
    const results = [...Array.from({ length: 20 }, (_, i) => 2 + i / 10), 500].map(score => scored(score, {}))
    const [display] = scoreHistograms(results, { metrics })
    expect(display!.marks).toEqual([{ x: 2, label: 'best 2.00' }])
    expect(display!.notes.join()).toContain('1 result beyond five interquartile ranges not drawn')
    const [higher] = scoreHistograms(
      results.slice(0, 20).map(result => ({ ...result, metric: 'r2' })),
      { metrics },
    )
    expect(higher!.marks[0]!.x).toBe(3.9)
  })
})
