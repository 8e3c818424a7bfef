import { figure, finding, percent, type ResultGuard } from './guard.ts'
import { errorName, errorOf, remembers } from './result-parts.ts'

/** Of the training error; in PLS with a sound number of components it is 1.1 to 1.5. */
const tolerated = 2
/** Standard deviations of the fold scores that a gap must exceed to be one. */
const beyond = 2
/** Points of balanced accuracy: errors near 0 make any ratio large. */
const points = 0.1

export const trainingGap: ResultGuard = {
  id: 'training_gap',
  summary: `a cross-validated error of more than ${tolerated} times the training error, beyond what folds scatter`,
  matters: 'The model knows its training samples by heart: it has too many components, too small a penalty, or leaks.',
  remedy: 'Use fewer components or a larger penalty, and look at steps that see y.',
  find: result => {
    const name = errorName(result)
    const { train, val, val_folds } = result.scores
    const [trained, validated] = [errorOf(name, train), errorOf(name, val)]
    if (trained === null || validated === null || remembers(result)) return []
    const sd = val_folds?.[name]?.sd ?? 0
    const gap = validated - trained
    if (gap <= (tolerated - 1) * trained || gap <= beyond * sd) return []
    if (name !== 'rmse' && gap <= points) return []
    return [
      finding(
        name === 'rmse'
          ? `RMSECV is ${figure(validated)} and RMSEC ${figure(trained)}${ratio(validated, trained)}, more than folds scatter (sd ${figure(sd)}): the model is overfitted.`
          : `Balanced accuracy is ${percent(1 - validated)} in cross-validation and ${percent(1 - trained)} in training, more than folds scatter (sd ${percent(sd)}): the model is overfitted.`,
        'Use fewer components or a larger penalty.',
      ),
    ]
  },
}

const ratio = (a: number, b: number) => (b > 0 && a / b < 1000 ? ` (ratio ${(a / b).toFixed(1)})` : '')
