import { count, finding, type ResultGuard, some, verb } from './guard.ts'
import { pooledPart } from './result-parts.ts'

export const classesNeverPredicted: ResultGuard = {
  id: 'classes_never_predicted',
  summary: 'a class that the validation rows have and the model never predicts',
  matters: 'The model does not know the class, and accuracy may hide it.',
  remedy:
    'Balance the training samples (sample_augmentation with `balance: y`), add samples of the class, or merge it.',
  find: result => {
    const { classes } = result.evaluation.dataset
    const pooled = pooledPart(result)
    if (classes === null || pooled === null) return []
    const predicted = new Set(pooled.predicted.values)
    const truth = new Set(pooled.rows.y_true)
    const never = classes.filter((_, code) => truth.has(code) && !predicted.has(code))
    if (never.length === 0) return []
    return [
      finding(
        `${count(never.length, 'class')} of ${classes.length} (${some(never)}) never ${verb(never.length, 'comes', 'come')} out in cross-validation: the model does not know ${verb(never.length, 'it', 'them')}.`,
        'Balance the training samples, or rank by balanced accuracy.',
      ),
    ]
  },
}
