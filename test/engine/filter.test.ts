import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../src/core/engine/index.ts'

const record = {
  id: 'r1',
  dataset: 'tecator_fat',
  best_model: 'PLSRegression',
  status: 'completed',
  error: null,
  best_score: 2.5,
  pipeline_config: 'SNV > PLS(n_components=10)',
  params: { n_components: 10, preprocessing: 'SNV' },
  scores: { val: { rmse: 2.5, r2: 0.96, rpd: 5 } },
  created_at: '2026-11-23T10:00:00.000Z',
}

describe('the filter language', () => {
  it.each([
    ['', true],
    ['fat', true],
    ['protein', false],
    ['model:pls', true],
    ['model=PLSRegression', true],
    ['model=PLS', false],
    ['model!=Ridge', true],
    ['dataset=tecator_fat|tecator_protein', true],
    ['dataset=fat|protein', false],
    ['best_score<3', true],
    ['best_score<=2.5', true],
    ['best_score>2.5', false],
    ['nc:5..15', true],
    ['nc:11..', false],
    ['n_components=10', true],
    ['scores.val.r2>0.95', true],
    ['rmsecv<2.6', true],
    ['config~"^SNV.*=10"', true],
    ['-status:failed', true],
    ['-model:pls', false],
    ['has:scores', true],
    ['has:error', false],
    ['model:ridge | best_score<3', true],
    ['(model:ridge | model:pls) best_score>3', false],
    ['-(model:ridge | model:svr)', true],
    ['config:"SNV > PLS"', true],
    ['created_at>2026-11-01', true],
    ['created_at<2026-11-01', false],
    ['unknown_field:x', false],
    ['r2 > 0.95', true],
    ['rmse >= 2.6', false],
    ['R2>0.95', true],
    ['rpd > 3', true],
    ['model: pls best_score < 3', true],
    ['model != Ridge', true],
    ['root_mean_squared_error<2.6', true],
    ['pls fat', true],
  ])('decides %s as %s', (filter, expected) => {
    expect(parseFilter(filter)(record)).toBe(expected)
  })

  it.each([
    ['model:', 6],
    [':pls', 0],
    ['(model:pls', 0],
    ['model:pls)', 9],
    ['config:"open', 7],
    ['| x', 0],
    ['score<low', 0],
    ['config~[', 0],
    ['model:pls |', 11],
    ['model: ', 6],
    ['model: | pls', 6],
    ['model > > 3', 7],
  ])('says where %s is wrong', (filter, position) => {
    expect(() => parseFilter(filter)).toThrowError(
      expect.objectContaining({ code: 'WrongFilter', message: expect.stringContaining(`position ${position + 1}:`) }),
    )
  })

  it('reads or refuses any text, and never breaks otherwise', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        try {
          expect(typeof parseFilter(text)(record)).toBe('boolean')
        } catch (error) {
          expect(error).toMatchObject({ code: 'WrongFilter' })
        }
      }),
      { numRuns: 2000 },
    )
  })
})
