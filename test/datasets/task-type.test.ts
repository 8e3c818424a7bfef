import { describe, expect, it } from 'vitest'
import { detectTask } from '../../src/core/datasets/index.ts'
import { datasetReader, temporaryFolder } from './support.ts'

const repeat = (values: readonly number[], times: number) =>
  Float64Array.from({ length: values.length * times }, (_, i) => values[i % values.length]!)

describe('a target', () => {
  const cases = [
    ['with fractions', repeat([0.5, 1, 2], 10), 'regression'],
    ['of fractions between 0 and 1 that repeat', repeat([0.25, 0.5], 50), 'regression'],
    ['of one value', repeat([3], 10), 'regression'],
    ['of two whole numbers', repeat([3, 7], 10), 'binary_classification'],
    ['of codes from 0', repeat([0, 1, 2], 10), 'multiclass_classification'],
    ['of codes from 1', repeat([1, 2, 3, 4], 5), 'multiclass_classification'],
    ['of codes with too few samples each', repeat([1, 2, 3, 4], 4), 'regression'],
    ['of whole numbers that do not start as codes do', repeat([10, 11, 12, 13], 10), 'regression'],
    ['of whole numbers with a gap', repeat([0, 1, 3], 10), 'regression'],
    ['of more codes than classes have', Float64Array.from({ length: 210 }, (_, i) => i % 21), 'regression'],
  ] as const
  for (const [title, y, task_type] of cases) {
    it(`${title} is ${task_type}, with a reason`, () => {
      const detected = detectTask(y)
      expect(detected.task_type).toBe(task_type)
      expect(detected.reason).not.toBe('')
    })
  }
})

it('A given task type stands, and the record still says what was detected', async () => {
  const read = datasetReader(temporaryFolder())
  const rows = Array.from({ length: 20 }, (_, i) => `${i % 2},${i},${i + 1}`).join('\n')
  const { record, dataset } = await read(`fat,850,852\n${rows}\n`, { task_type: 'regression' })
  expect(dataset.task_type).toBe('regression')
  expect(record.task_type).toBe('regression')
  expect(record.task_type_reason).toMatch(/given.*binary_classification/)
})
