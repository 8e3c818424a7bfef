import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetReader, errorOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const read = datasetReader(folder)
const table = `set,fat,850\n${['C', 'T', 'M', 'C', '1'].map((set, i) => `${set},${i}.5,${i}`).join('\n')}\n`

describe('a partition by column', () => {
  it('takes the rows whose printed text is listed', async () => {
    const { dataset, record } = await read(table, { partition: { column: 'set', train: ['C', 'M'], test: ['T', '1'] } })
    expect(Array.from(dataset.train)).toEqual([0, 2, 3])
    expect(Array.from(dataset.test)).toEqual([1, 4])
    expect(record).toMatchObject({ n_train: 3, n_test: 2 })
  })

  it('says how many samples are in neither part', async () => {
    const { dataset, notes } = await read(table, { partition: { column: 'set', train: ['C'], test: ['T'] } })
    expect(dataset.X.rows).toBe(5)
    expect(notes).toContain('2 of 5 samples are in neither partition and are not used.')
  })

  it('is refused when a value matches nothing, naming the values there are', async () => {
    const error = await errorOf(read(table, { partition: { column: 'set', train: ['C'], test: ['X'] } }))
    expect(error).toMatchObject({ code: 'EmptyPartition', place: { file: join(folder, 'table.csv'), field: 'set' } })
    expect(error.hint).toContain('"C", "T", "M", "1"')
  })

  it('is refused when a value is in both parts', async () => {
    const error = await errorOf(read(table, { partition: { column: 'set', train: ['C', 'M'], test: ['M'] } }))
    expect(error).toMatchObject({ code: 'OverlappingPartition', place: { field: 'set' } })
  })

  it('is refused when the column is not there', async () => {
    const error = await errorOf(read(table, { partition: { column: 'sets', train: ['C'], test: ['T'] } }))
    expect(error).toMatchObject({ code: 'UnknownColumn', place: { field: 'sets' } })
  })
})

it('Without a partition every sample trains', async () => {
  const { dataset } = await read(table)
  expect(Array.from(dataset.train)).toEqual([0, 1, 2, 3, 4])
  expect(dataset.test.length).toBe(0)
})

describe('a partition by a rows file', () => {
  const readRows = (content: string) => {
    writeFileSync(join(folder, 'rows.json'), content)
    return read(table, { partition: { rows: 'rows.json' } })
  }

  it('takes the positions in their order', async () => {
    const { dataset, notes } = await readRows('{"train": [4, 0, 2], "test": [1]}')
    expect(Array.from(dataset.train)).toEqual([4, 0, 2])
    expect(Array.from(dataset.test)).toEqual([1])
    expect(notes.join(' ')).toContain('1 of 5 samples')
  })

  const wrong = [
    ['that is not JSON', '{train: [0]}', 'WrongRowsFile'],
    ['that is a list', '[0, 1]', 'WrongRowsFile'],
    ['with an unknown field', '{"train": [0], "test": [1], "val": [2]}', 'WrongRowsFile'],
    ['without test', '{"train": [0]}', 'WrongRowsFile'],
    ['with an empty train', '{"train": [], "test": [1]}', 'WrongRowsFile'],
    ['with a position beyond the table', '{"train": [0, 5], "test": [1]}', 'WrongRowsFile'],
    ['with a negative position', '{"train": [-1], "test": [1]}', 'WrongRowsFile'],
    ['with text for a position', '{"train": ["0"], "test": [1]}', 'WrongRowsFile'],
    ['with a position twice', '{"train": [0, 0], "test": [1]}', 'WrongRowsFile'],
    ['with a position in both parts', '{"train": [0, 1], "test": [1]}', 'OverlappingPartition'],
  ] as const
  for (const [title, content, code] of wrong) {
    it(`${title} is refused as ${code}`, async () => {
      const error = await errorOf(readRows(content))
      expect(error).toMatchObject({ code, place: { file: join(folder, 'rows.json') } })
    })
  }

  it('that is not there is refused as MissingFile', async () => {
    const error = await errorOf(read(table, { partition: { rows: 'absent.json' } }))
    expect(error).toMatchObject({ code: 'MissingFile', place: { file: join(folder, 'absent.json') } })
  })
})
