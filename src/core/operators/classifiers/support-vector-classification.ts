import { type Matrix, mapRows, row, takeElements, takeRows, zeros } from '../../math/matrix.ts'
import { dot } from '../../math/products.ts'
import { boolean, choice, type ValuesOf } from '../../params/index.ts'
import { unusedSeed } from '../accepted-parameters.ts'
import { checkSpectra } from '../checks.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { type Kernel, kernelFormulas, kernelRow } from '../models/kernel-functions.ts'
import { positive } from '../models/positive.ts'
import { gammaOf, kernelParams, solverParams, stepsOf, trainingKernels } from '../models/support-vector-parameters.ts'
import { supportOf, supportVectors } from '../models/support-vectors.ts'
import { onlyInitial } from '../models/unused-parameters.ts'
import { defineClassifier, solvedByThemselves } from '../operator.ts'
import { balancedWeights, treeClassWeight } from './balanced-weights.ts'
import { checkTrainingClasses } from './check-classes.ts'

const params = {
  C: positive({ initial: 1, abbreviation: 'C', help: 'Price of a violation of the margin by 1' }),
  ...kernelParams,
  probability: boolean({
    initial: false,
    help: 'Accepted with a warning: scores are votes; probabilities of libsvm come from random folds and may contradict them',
  }),
  tol: positive({
    initial: 1e-3,
    help: 'A hundred times the largest violation of the optimality conditions at the end',
  }),
  class_weight: treeClassWeight,
  decision_function_shape: choice({
    initial: 'ovr',
    options: ['ovr', 'ovo'],
    help: 'Accepted without effect: scores are the shares of the votes',
  }),
  break_ties: onlyInitial({ initial: false, refused: [true, null], help: 'Of equal votes, the first class counts' }),
  random_state: unusedSeed,
  ...solverParams,
}

type Params = ValuesOf<typeof params>

/**
 * Support vector classification: between each two classes, the border with the widest margin, where violations are paid for
 * by C each. Each border votes for one of its classes.
 *
 * X: (n_samples, n_features), best scaled before; y: (n_samples,) of codes → shares of the votes: (n_samples, n_classes). Keeps
 * the support vectors, and whether `max_iter` was enough (`converged`).
 * Unlike the Python library: steps go on to a hundredth of `tol`, and no probabilities are fitted.
 *
 * @throws OneClass; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Cortes & Vapnik (1995), Machine Learning 20, 273–297; Chang & Lin (2011), ACM Transactions on Intelligent Systems and
 *   Technology 2(3), 27
 */
export const supportVectorClassification = defineClassifier({
  id: 'support_vector_classification',
  label: 'SVC',
  class_path: 'sklearn.svm.SVC',
  aliases: ['sklearn.svm._classes.SVC'],
  summary: 'Borders of the widest margin between each two classes, which vote',
  formula: `votes of sign(b + Σ βᵢ k(xᵢ, x)) for each two classes, 0 ≤ βᵢ yᵢ ≤ C; ${kernelFormulas}`,
  source:
    'Cortes & Vapnik (1995), Machine Learning 20, 273–297; computed by Fan, Chen & Lin (2005), Journal of Machine Learning Research 6, 1889–1918',
  checked_against:
    'scikit-learn 1.2.1 (libsvm), decisions between two classes within 1e-4 (it keeps kernels in 32 bits); on Tecator label for label',
  differs:
    'steps go on to a hundredth of tol; scores are shares of votes, so probability is without effect, which a warning says; break_ties and class weights by name are refused',
  scores_are: 'votes',
  params,
  fit: (X, y, given) => fitEach(X, y, [given])[0]!,
  scores: (X, model, given) => scoresOf(X, model, given),
  warnings,
  family: {
    parameters: ['C'],
    at_most: solvedByThemselves,
    fitPredict: (X, y, members, targets) =>
      fitEach(X, y, members).map((model, m) => ({
        predictions: targets.map(target => scoresOf(target, model, members[m]!)),
        warnings: warnings(model, members[m]!),
      })),
  },
})

interface Votes {
  readonly gamma: number
  readonly n_classes: number
  readonly n_features: number
  readonly support_vectors: Matrix
  /** For each two classes, the first before the second. */
  readonly dual_coefficients: readonly Float64Array[]
  readonly intercepts: Float64Array
  readonly n_iter: number
  readonly converged: boolean
}

function warnings({ converged }: Votes, { probability }: Params): readonly string[] {
  return [
    ...stoppedEarly(converged, 'max_iter'),
    ...(probability ? ['probability is without effect: the scores of SVC are shares of votes'] : []),
  ]
}

/** A model for each member. The kernels between the samples of two classes are computed once for all. */
function fitEach(X: Matrix, y: Float64Array, members: readonly Params[]): Votes[] {
  const n_classes = checkTrainingClasses(X, y, 'support vector classification').length
  const { class_weight, ...given } = members[0]!
  const kernel: Kernel = { ...given, gamma: gammaOf(X, given.gamma) }
  const once = new Float64Array(X.rows).fill(1)
  const weights = class_weight === 'balanced' ? balancedWeights(y, once) : once
  const byPair = pairsOf(n_classes).map(([first, second]) => {
    const among = Array.from(y.keys()).filter(i => y[i] === first || y[i] === second)
    const sides = takeElements(y, among).map(code => (code === first ? 1 : -1))
    const kernels = trainingKernels(kernel, takeRows(X, among))
    return members.map(({ C, tol, max_iter }) => {
      const costs = takeElements(weights, among).map(weight => C * weight)
      const lower = sides.map((side, i) => (side < 0 ? -costs[i]! : 0))
      const upper = sides.map((side, i) => (side > 0 ? costs[i]! : 0))
      const found = supportVectors({ ...kernels, y: sides, lower, upper, epsilon: 0 }, tol / 100, stepsOf(max_iter))
      const coefficients = new Float64Array(X.rows)
      among.forEach((i, position) => {
        coefficients[i] = found.coefficients[position]!
      })
      return { ...found, coefficients }
    })
  })
  return members.map((_, m) => {
    const borders = byPair.map(ofPair => ofPair[m]!)
    const support = supportOf(borders.map(({ coefficients }) => coefficients))
    return {
      gamma: kernel.gamma,
      n_classes,
      n_features: X.columns,
      support_vectors: takeRows(X, support),
      dual_coefficients: borders.map(({ coefficients }) => takeElements(coefficients, support)),
      intercepts: Float64Array.from(borders, ({ intercept }) => intercept),
      n_iter: Math.max(...borders.map(({ n_iter }) => n_iter)),
      converged: borders.every(({ converged }) => converged),
    }
  })
}

function scoresOf(X: Matrix, model: Votes, params: Params): Matrix {
  const { n_classes, n_features, support_vectors, dual_coefficients, intercepts, gamma } = model
  checkSpectra(X, n_features)
  const pairs = pairsOf(n_classes)
  return mapRows(zeros(X.rows, n_classes), (_, votes, i) => {
    const likeness = kernelRow({ ...params, gamma }, row(X, i), support_vectors)
    pairs.forEach(([first, second], pair) => {
      votes[intercepts[pair]! + dot(dual_coefficients[pair]!, likeness) > 0 ? first : second]!++
    })
    for (let k = 0; k < n_classes; k++) votes[k]! /= pairs.length
  })
}

/** Each two classes once: (0, 1), (0, 2), …, (1, 2), … */
export function pairsOf(n_classes: number): readonly (readonly [number, number])[] {
  return Array.from({ length: n_classes }, (_, first) =>
    Array.from({ length: n_classes - first - 1 }, (_, after) => [first, first + after + 1] as const),
  ).flat()
}
