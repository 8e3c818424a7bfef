import { figure, finding, percent, type ResultGuard } from './guard.ts'
import { errorName, errorOf } from './result-parts.ts'

/** Standard deviations of the fold scores. */
const beyond = 2
/** Of the validation error. */
const tolerated = 0.2

export const testGap: ResultGuard = {
  id: 'test_gap',
  summary: `a test error more than ${percent(tolerated)} above the cross-validated one, beyond what folds scatter`,
  matters:
    'Cross-validation was too hopeful: repeats across folds, a choice tuned to it, or test samples of another kind.',
  remedy: 'Look at groups and repeats, at the number of pipelines the best was chosen from, and at the test partition.',
  find: result => {
    const name = errorName(result)
    const { val, val_folds, test } = result.scores
    const [validated, tested] = [errorOf(name, val), errorOf(name, test)]
    const sd = val_folds?.[name]?.sd ?? null
    if (validated === null || tested === null || sd === null) return []
    const gap = tested - validated
    if (gap <= beyond * sd || gap <= tolerated * validated) return []
    return [
      finding(
        name === 'rmse'
          ? `RMSEP is ${figure(tested)} and RMSECV ${figure(validated)}, ${figure(gap / sd)} standard deviations of the folds apart: cross-validation was too hopeful.`
          : `Balanced accuracy is ${percent(1 - tested)} on the test samples and ${percent(1 - validated)} in cross-validation, ${figure(gap / sd)} standard deviations of the folds apart: cross-validation was too hopeful.`,
        'Look for repeats across folds, and for what is different about the test samples.',
      ),
    ]
  },
}
