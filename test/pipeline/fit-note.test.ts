import { expect, it } from 'vitest'
import { combinedNotes, plainNote } from '../../src/core/pipeline/index.ts'

it('says each thing once, with the folds it holds for and what differs between them', () => {
  const stopped = plainNote('PLS: The solver stopped: raise max_iter.')
  const excludes = (figure: string) => ({ text: 'YOutlier excludes', figure })
  const notes = combinedNotes([
    { where: '0', notes: [stopped, excludes('3 of 10')] },
    { where: '1', notes: [excludes('3 of 10')] },
    { where: 'final', notes: [stopped, excludes('4 of 12')] },
  ])
  expect(notes).toEqual([
    'PLS: The solver stopped: raise max_iter (fold 0, final).',
    'YOutlier excludes: 3 of 10 (fold 0, 1), 4 of 12 (fold final).',
  ])
  expect(combinedNotes([])).toEqual([])
})
