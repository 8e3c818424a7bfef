import { expect, it } from 'vitest'
import { bestOfEachDataset } from '../../src/core/engine/query/best-first.ts'
import type { ResultRecord } from '../../src/core/records/index.ts'
import { runWarnings } from '../../src/core/run/guards/look.ts'
import { resultRecord } from '../displays/records.ts'

const sweep = (scores: readonly number[], name = 'n_components') =>
  scores.map((best_score, i) => ({
    ...resultRecord(),
    id: `r${i}`,
    pipeline_config_id: `000${i}`,
    best_score,
    params: { preprocessing: 'SNV', [name]: i + 1 },
  }))

const warned = (results: readonly ResultRecord[]) => runWarnings(bestOfEachDataset(results), results)

it('warns where the best value is the largest that was tried', () => {
  expect(warned(sweep([5, 4, 3, 2]))).toEqual([expect.stringMatching(/largest n_components that was tried \(4\)/)])
})

it('keeps quiet where the best value lies inside, or the simplest model is the best', () => {
  expect(warned(sweep([5, 2, 3, 4]))).toEqual([])
  expect(warned(sweep([2, 3, 4, 5]))).toEqual([])
})

it('warns of the smallest penalty, but not of a parameter that was hardly varied', () => {
  expect(warned(sweep([2, 3, 4, 5], 'alpha'))).toEqual([expect.stringContaining('smallest alpha')])
  expect(warned(sweep([2, 3], 'alpha'))).toEqual([])
})
