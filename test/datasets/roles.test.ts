import { describe, expect, it } from 'vitest'
import { datasetReader, temporaryFolder } from './support.ts'

const read = datasetReader(temporaryFolder())

describe('spectral columns', () => {
  it('are those whose header is a number, in the order of the file', async () => {
    const { dataset, notes } = await read('sample,850,note,852,fat,854\na,1,x,2,9.5,3\nb,4,y,5,8,6\n')
    expect(Array.from(dataset.X.values)).toEqual([1, 2, 3, 4, 5, 6])
    expect(Array.from(dataset.axis!.values)).toEqual([850, 852, 854])
    expect(dataset.target).toBe('fat')
    expect(Array.from(dataset.y)).toEqual([9.5, 8])
    expect(notes).toContain('Not used: "note".')
  })

  it('are the numeric columns without a role where no header is a number', async () => {
    const table = 'id,batch,x1,protein,x2\n1,A,0.1,12.5,0.2\n2,B,0.3,11.5,0.4\n'
    const { dataset } = await read(table, { y: 'protein', group: 'batch' })
    expect(Array.from(dataset.X.values)).toEqual([0.1, 0.2, 0.3, 0.4])
    expect(dataset.axis).toBeNull()
    expect(dataset.sample_ids).toEqual(['1', '2'])
    expect(dataset.groups).toEqual(['A', 'B'])
  })

  it('do not hold the index column that table tools write', async () => {
    const { dataset } = await read(',x1,x2,fat\n0,0.1,0.2,1.5\n1,0.3,0.4,2.5\n', { y: 'fat' })
    expect(dataset.X.columns).toBe(2)
    expect(dataset.sample_ids).toEqual(['0', '1'])
  })

  it('do not hold an id that repeats', async () => {
    const { dataset, notes } = await read('sample_id,x1,x2,fat\n7,0.1,0.2,1.5\n7,0.3,0.4,2.5\n', { y: 'fat' })
    expect(dataset.X.columns).toBe(2)
    expect(dataset.sample_ids).toEqual(['line_2', 'line_3'])
    expect(notes).toContain('Not used: "sample_id".')
  })

  it('keep an id that repeats when the spec names it, and say so', async () => {
    const { dataset, notes } = await read('lot,fat,850,852\nA,1,2,3\nA,4,5,6\n', { id: 'lot' })
    expect(dataset.sample_ids).toEqual(['A', 'A'])
    expect(notes).toContain('1 sample id repeats an earlier one.')
  })

  it('do not hold a y whose name is a number', async () => {
    const { dataset } = await read('850,852,7\n1,2,3.5\n4,5,6.5\n', { y: '7' })
    expect(dataset.X.columns).toBe(2)
    expect(Array.from(dataset.y)).toEqual([3.5, 6.5])
  })
})

describe('the axis', () => {
  const cases = [
    { header: '850,1050', unit: 'nm', range: [850, 1050] },
    { header: '9090.9,4761.9', unit: 'cm-1', range: [4761.9, 9090.9] },
    { header: '4000cm-1,10000 cm-1', unit: 'cm-1', range: [4000, 10000] },
    { header: '1100 nm,2500 nm', unit: 'nm', range: [1100, 2500] },
    { header: '4000 (nm),5000 (nm)', unit: 'nm', range: [4000, 5000] },
    { header: '0,1', unit: null, range: [0, 1] },
  ]
  for (const { header, unit, range } of cases) {
    it(`of "${header}" is in ${unit ?? 'no known unit'}`, async () => {
      const { dataset, record } = await read(`fat,${header}\n1.5,2,3\n2.5,4,5\n`)
      expect(dataset.axis!.unit).toBe(unit)
      expect(record.wavelength_unit).toBe(unit)
      expect(record.wavelength_range).toEqual(range)
      expect(Array.from(dataset.axis!.values)).toEqual(header.split(',').map(Number.parseFloat))
    })
  }
})

it('may give one column two roles: ids of replicates are their group', async () => {
  const { dataset } = await read('sample,fat,850,852\na,1,2,3\na,2,4,5\nb,6,4,5\n', { id: 'sample', group: 'sample' })
  expect(dataset.groups).toEqual(['a', 'a', 'b'])
  expect(dataset.metadata.sample).toEqual(['a', 'a', 'b'])
})

describe('the record', () => {
  it('is named after the file and the y that was chosen', async () => {
    const table = 'fat,850,852\n1.5,2,3\n2.5,4,5\n'
    const names = [
      await read(table),
      await read(table, { y: 'fat' }),
      await read(table, { y: 'fat' }, 'meat-fat.csv'),
      await read(table, { y: 'fat' }, 'fat.CSV'),
      await read(table, { y: 'fat', name: 'Meat' }),
    ].map(({ record }) => record.name)
    expect(names).toEqual(['table', 'table_fat', 'meat-fat', 'fat', 'Meat'])
  })

  it('states y over all samples with n − 1 in the standard deviation', async () => {
    const { record } = await read('fat,850,852\n1,2,3\n2,4,5\n6,4,5\n')
    expect(record.y_stats).toEqual({ fat: { min: 1, q1: 1.5, median: 2, q3: 4, max: 6, mean: 3, std: Math.sqrt(7) } })
    expect(record).toMatchObject({ n_samples: 3, n_features: 2, n_train: 3, n_test: 0, y_columns: ['fat'] })
  })
})
