import type { Matrix } from '../../math/matrix.ts'
import type { ValuesOf } from '../../params/index.ts'
import { checkTrainingData } from '../checks.ts'
import { type Forest, forestMeans, forestParams, growForest } from '../models/forest.ts'
import { classShares, negativeEntropy, sumOfSquares } from '../models/several-targets.ts'
import { classCriterion, maxFeatures } from '../models/tree-parameters.ts'
import { widthOf } from '../models/tree-predictions.ts'
import { type ClassifierFamily, membersOf } from '../operator.ts'
import { balancedWeights, forestClassWeight } from './balanced-weights.ts'
import { classIndicators } from './class-indicators.ts'

export const classForestParams = (bootstrap: boolean) => ({
  ...forestParams(bootstrap),
  criterion: classCriterion,
  max_features: maxFeatures('sqrt'),
  class_weight: forestClassWeight,
})

type Params = ReturnType<typeof classForestParams>

/** @throws TooFewSamples, WrongFeatureCount, NotFinite */
export function fitClassForest(
  X: Matrix,
  y: Float64Array,
  { criterion, class_weight, ...params }: ValuesOf<Params>,
  splitter: 'best' | 'random',
): Forest {
  checkTrainingData(X, y, 1, 'a forest')
  const purity = criterion === 'gini' ? sumOfSquares : negativeEntropy
  const balanced = balancedWeights(y, new Float64Array(X.rows).fill(1))
  return growForest(X, classShares(classIndicators(y), purity), params, splitter, times => {
    if (class_weight === null) return times
    const weights = class_weight === 'balanced' ? balanced : balancedWeights(y, times)
    return times.map((count, i) => count * weights[i]!)
  })
}

/** Mean shares of classes over the first trees, for each of `counts`: (n_samples, n_classes) each. */
export function classForestScores(forest: Forest, X: Matrix, counts: readonly number[]): Matrix[] {
  const columns = widthOf(forest.trees)
  return forestMeans(forest, X, counts).map(values => ({ rows: X.rows, columns, values }))
}

/** One forest serves every smaller one. */
export const classForestFamily = (splitter: 'best' | 'random'): ClassifierFamily<Params> => ({
  parameters: ['n_estimators'],
  fitPredict: (X, y, members, targets) => {
    const counts = members.map(({ n_estimators }) => n_estimators)
    const forest = fitClassForest(X, y, { ...members[0]!, n_estimators: Math.max(...counts) }, splitter)
    const byTarget = targets.map(target => classForestScores(forest, target, counts))
    return membersOf(members, byTarget)
  },
})
