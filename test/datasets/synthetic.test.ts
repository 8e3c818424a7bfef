import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { synthesize, syntheticParameters } from '../../src/core/datasets/index.ts'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const quiet = { noise: 0, scatter: 0, baseline: 0, shift: 0 }
const small = { samples: 20, from: 1100, to: 1300, step: 10 }
type Row = readonly (string | number)[]
const rowsOf = (parameters: Parameters<typeof synthesize>[0]): Row[] => [...synthesize(parameters).rows()]
const spectraOf = (rows: readonly Row[]) => rows.map(row => row.slice(-21) as number[])
const textOf = (parameters: Parameters<typeof synthesize>[0]) => rowsOf(parameters).join('\n')

describe('made-up spectra', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(textOf({ ...small, seed: 7 })).toBe(textOf({ ...small, seed: 7 }))
    expect(textOf({ ...small, seed: 7 })).not.toBe(textOf({ ...small, seed: 8 }))
    // Written down, so that a change of the generator cannot pass unseen.
    expect(createHash('sha256').update(textOf(small)).digest('hex').slice(0, 12)).toBe('048af7cac941')
  })

  it('add up by Beer and Lambert where nothing disturbs them', () => {
    const rows = rowsOf({ ...small, ...quiet, components: 1 })
    const [first, ...others] = spectraOf(rows)
    const share = rows.map(row => row[1] as number)
    others.forEach((spectrum, i) => {
      spectrum.forEach((value, j) => {
        expect(value).toBeCloseTo((first![j]! * share[i + 1]!) / share[0]!, 4)
      })
    })
  })

  it('have noise of the standard deviation asked for', () => {
    const [plain, noisy] = [0, 0.01].map(noise => spectraOf(rowsOf({ ...small, ...quiet, noise, samples: 500 })).flat())
    const errors = noisy!.map((value, i) => value - plain![i]!)
    const sd = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)
    expect(sd).toBeGreaterThan(0.0097)
    expect(sd).toBeLessThan(0.0103)
  })

  it.each(['scatter', 'baseline'] as const)('are disturbed by %s', name => {
    expect(textOf({ ...small, ...quiet, [name]: 0.1 })).not.toBe(textOf({ ...small, ...quiet }))
  })

  it('differ by the shift of the instrument of their group only', () => {
    const parameters = { ...small, ...quiet, groups: 2 }
    const [plain, shifted] = [0, 5].map(shift => rowsOf({ ...parameters, shift }))
    expect(shifted!.map(row => row.slice(0, 5))).toEqual(plain!.map(row => row.slice(0, 5)))
    expect(spectraOf(shifted!)).not.toEqual(spectraOf(plain!))
  })

  it('have columns for replicates, groups and classes where there are such', () => {
    const { columns, n_rows, rows } = synthesize({ ...small, replicates: 3, groups: 4, classes: 2, components: 2 })
    const beside = ['sample_id', 'sample', 'replicate', 'group', 'class', 'component_1', 'component_2']
    expect(columns.slice(0, 8)).toEqual([...beside, '1100'])
    const made = [...rows()]
    expect(made.length).toBe(n_rows)
    expect(made.every(row => row.length === columns.length)).toBe(true)
    expect(made.slice(0, 3).map(row => row[0])).toEqual(['S01_1', 'S01_2', 'S01_3'])
    expect(made[0]!.slice(3, 7)).toEqual(made[1]!.slice(3, 7))
    expect(spectraOf(made)[0]).not.toEqual(spectraOf(made)[1])
    expect(new Set(made.map(row => row[3])).size).toBe(4)
    expect(new Set(made.map(row => row[4])).size).toBe(2)
  })

  it('are read back as the dataset they are', async () => {
    const read = datasetReader(temporaryFolder())
    const { columns, rows } = synthesize({ ...small, groups: 2, replicates: 2 })
    const text = [columns, ...rows()].join('\n')
    const { dataset } = await read(text, { y: 'component_1', group: 'sample' })
    expect([dataset.X.rows, dataset.X.columns]).toEqual([40, 21])
    expect(dataset.axis?.unit).toBe('nm')
  })

  it('come one at a time: the first of 100,000 needs none of the others', () => {
    const { n_rows, rows } = synthesize({ samples: 100_000, replicates: 100 })
    expect(n_rows).toBe(10_000_000)
    expect(rows().next().value).toHaveLength(3 + 3 + 700)
  })

  it.each([
    { from: 1300, to: 1100 },
    { from: 200, to: 25_000, step: 0.01 },
  ])('are refused on wavelengths %o', async range => {
    expect(await errorOf((async () => synthesize(range))())).toMatchObject({ code: 'UnusableWavelengths' })
  })

  for (const [name, { refused }] of Object.entries(syntheticParameters)) {
    it(`refuse what ${name} refuses`, async () => {
      for (const value of refused) {
        const error = await errorOf((async () => synthesize({ [name]: value } as never))())
        expect(error).toMatchObject({ code: 'ParameterOutOfRange', place: { field: `params.${name}` } })
      }
    })
  }
})
