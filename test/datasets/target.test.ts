import { describe, expect, it } from 'vitest'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const read = datasetReader(temporaryFolder())
const table = (labels: readonly string[]) =>
  `id,850,852,kind\n${labels.map((label, i) => `s${i},${i},${i + 1},${label}`).join('\n')}\n`
const kinds = { y: 'kind' } as const

describe('a target of words', () => {
  it('is classes by code point, and the record counts them', async () => {
    const { dataset, record } = await read(table(['oat', 'Rye', 'oat', 'barley']), kinds)
    expect(dataset.classes).toEqual(['Rye', 'barley', 'oat'])
    expect(Array.from(dataset.y)).toEqual([2, 0, 2, 1])
    expect(record).toMatchObject({
      task_type: 'multiclass_classification',
      task_type_reason: 'its values are words, such as oat',
      class_counts: { Rye: 1, barley: 1, oat: 2 },
      y_stats: {},
    })
  })

  it('is two classes where there are two', async () => {
    const { dataset } = await read(table(['yes', 'no', 'no', 'yes']), kinds)
    expect(dataset.task_type).toBe('binary_classification')
  })

  it('is refused where all are one, a word for missing stands among them, or a cell is empty', async () => {
    expect(await errorOf(read(table(['a', 'a']), kinds))).toMatchObject({
      code: 'OneClassTarget',
      place: { field: 'kind' },
    })
    const given = { ...kinds, task_type: 'multiclass_classification' } as const
    expect(await errorOf(read(table(['a', 'NA', 'b']), given))).toMatchObject({
      code: 'MissingTarget',
      place: { line: 3 },
    })
    expect(await errorOf(read(table(['a', '', 'b']), given))).toMatchObject({ code: 'EmptyLabel', place: { line: 3 } })
  })
})

describe('a target of numbers', () => {
  it('is classes by value where it is said, and 1.0 is 1', async () => {
    const { dataset } = await read(table(['10', '9', '9.0', '10.0']), { ...kinds, task_type: 'binary_classification' })
    expect(dataset.classes).toEqual(['9', '10'])
    expect(Array.from(dataset.y)).toEqual([1, 0, 0, 1])
  })

  it('cannot be two classes where there are three', async () => {
    const work = read(table(['1', '2', '3']), { ...kinds, task_type: 'binary_classification' })
    expect(await errorOf(work)).toMatchObject({ code: 'TaskMismatch', message: expect.stringContaining('3 classes') })
  })
})

describe('several targets', () => {
  const both = 'id,850,852,fat,protein,kind\na,1,2,3.5,4.5,x\nb,2,3,4.5,5.5,y\n'

  it('become as many datasets that know of each other, and none is a spectrum of another', async () => {
    const { dataset, record } = await read(both, { y: ['fat', 'protein'] })
    expect(dataset.name).toBe('table_fat')
    expect(dataset.X.columns).toBe(2)
    expect(dataset.joint).toMatchObject({ targets: ['fat', 'protein'], Y: { rows: 2, columns: 2 } })
    expect(Array.from(dataset.joint!.Y.values)).toEqual([3.5, 4.5, 4.5, 5.5])
    expect(record.joint).toEqual({ targets: ['fat', 'protein'], name: null })
    expect(Object.keys(dataset.metadata)).toEqual(['kind', 'id'])
  })

  it('are each by itself where one of them holds classes', async () => {
    const { dataset } = await read(both, { y: ['fat', 'kind'], name: 'meat' })
    expect(dataset.name).toBe('meat_fat')
    expect(dataset.joint).toBeNull()
  })
})
