import { NotFinite, ParametersConflict } from '../../errors/index.ts'
import { type Matrix, mapRows, row, zeros } from '../../math/matrix.ts'
import { multiplyTransposed } from '../../math/products.ts'
import { boolean, choice, integer, type Parameter, real, type ValuesOf } from '../../params/index.ts'
import { unusedSeed } from '../accepted-parameters.ts'
import { stoppedEarly } from '../convergence-warning.ts'
import { positive } from '../models/positive.ts'
import { n_jobs, onlyInitial, verbose } from '../models/unused-parameters.ts'
import { defineClassifier, solvedByThemselves } from '../operator.ts'
import { balancedWeights, treeClassWeight } from './balanced-weights.ts'
import { checkTrainingClasses } from './check-classes.ts'
import { classProbabilities } from './class-probabilities.ts'
import { type LinearDecisions, linearDecisions } from './linear-decisions.ts'
import { type LogisticSolution, solveLogistic } from './logistic-solver.ts'
import { rotatedSpectra, type SpectraRotation } from './spectra-rotation.ts'

const penalties: Parameter<'l2' | 'none' | null> = {
  initial: 'l2',
  expected: 'l2, none or null',
  help: 'l2: on the squared length of the coefficients; none or null: no penalty; l1 and elasticnet are not there',
  accepts: value => value === 'l2' || value === 'none' || value === null,
  refused: ['l1', 'elasticnet', 2],
}

const params = {
  penalty: penalties,
  dual: boolean({ initial: false, help: 'Accepted without effect: both forms have one solution' }),
  tol: real({ initial: 1e-4, min: 0, help: 'Accepted without effect: the solution is computed to rounding' }),
  C: positive({ initial: 1, abbreviation: 'C', help: 'Weight of the samples against the penalty' }),
  fit_intercept: boolean({ initial: true, help: 'Borders need not pass through the origin' }),
  intercept_scaling: positive({
    initial: 1,
    help: 'Of solver liblinear, which penalises the intercept too: by its square over that of this number',
  }),
  class_weight: treeClassWeight,
  random_state: unusedSeed,
  solver: choice({
    initial: 'lbfgs',
    options: ['lbfgs', 'liblinear', 'newton-cg', 'newton-cholesky', 'sag', 'saga'],
    help: 'All are computed by one method; liblinear penalises the intercept, and tells each class from the rest',
  }),
  max_iter: integer({ initial: 100, min: 1, help: 'Most steps of Newton; a dozen are usual' }),
  multi_class: choice({
    initial: 'auto',
    options: ['auto', 'ovr', 'multinomial'],
    help: 'ovr: each class against the rest; multinomial: all together; auto: multinomial, or ovr with solver liblinear',
  }),
  verbose,
  warm_start: onlyInitial({ initial: false, refused: [true, null], help: 'A fit never starts from another' }),
  n_jobs,
  l1_ratio: onlyInitial({ initial: null, refused: [0.5, 'half'], help: 'Of the elasticnet penalty' }),
}

type Params = ValuesOf<typeof params>

/**
 * Logistic regression: the logarithm of the odds of classes is linear in the spectra. Coefficients are penalised, so spectra
 * are best scaled before.
 *
 * X: (n_samples, n_features), y: (n_samples,) of codes → probabilities: (n_samples, n_classes). Learns a linear function for
 * each class (one for two classes, unless `multi_class` is multinomial) and whether `max_iter` was enough (`converged`).
 * Without a penalty, classes that a plane divides have no solution; the warning says so.
 *
 * @throws OneClass; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, section 4.4
 */
export const logisticRegression = defineClassifier({
  id: 'logistic_regression',
  label: 'LogReg',
  class_path: 'sklearn.linear_model.LogisticRegression',
  aliases: ['LogisticRegression', 'sklearn.linear_model._logistic.LogisticRegression'],
  summary: 'Logarithms of the odds of classes that are linear in the spectra',
  formula: 'pₖ = exp(bₖ + xᵀwₖ) / Σ exp(bₗ + xᵀwₗ); w minimises −C Σ log p(class of xᵢ) + ½ Σ ‖wₖ‖²',
  source:
    'Cox (1958), Journal of the Royal Statistical Society B 20(2), 215–242; le Cessie & van Houwelingen (1992), Applied Statistics 41(1), 191–201, for the penalty',
  checked_against: 'scikit-learn 1.2.1, probabilities within 1e-7 (newton-cg); on Tecator label for label',
  differs:
    'every solver gives the solution itself, where lbfgs of the library stops up to 5e-4 beside its probabilities on Tecator; l1 and elasticnet are refused, and class weights by name',
  scores_are: 'probabilities',
  params,
  check: ({ multi_class, solver }) => {
    if (multi_class === 'multinomial' && solver === 'liblinear') {
      throw ParametersConflict({
        reason: 'solver liblinear tells each class from the rest, but multi_class is multinomial',
      })
    }
  },
  fit: (X, y, given) => fitEach(X, y, [given])[0]!,
  scores: logisticScores,
  warnings,
  family: {
    parameters: ['C'],
    at_most: solvedByThemselves,
    fitPredict: (X, y, members, targets) =>
      fitEach(X, y, members).map(model => ({
        predictions: targets.map(target => logisticScores(target, model)),
        warnings: warnings(model),
      })),
  },
})

function warnings({ converged }: LogisticModel): readonly string[] {
  return stoppedEarly(converged, 'max_iter')
}

interface LogisticModel extends LinearDecisions {
  readonly n_classes: number
  /** Each class was told from the rest, so that its probability is known but for a factor. */
  readonly one_against_rest: boolean
  readonly n_iter: number
  readonly converged: boolean
}

/** A model for each member, from spectra that are rotated once for all. */
function fitEach(X: Matrix, y: Float64Array, members: readonly Params[]): LogisticModel[] {
  const n_classes = checkTrainingClasses(X, y, 'logistic regression').length
  const { fit_intercept, multi_class, solver } = members[0]!
  // A penalised intercept is that at the origin, so there the spectra are not centred.
  const rotation = rotatedSpectra(X, fit_intercept && solver !== 'liblinear')
  const together = multi_class === 'multinomial' || (multi_class === 'auto' && solver !== 'liblinear')
  const one_against_rest = !together && n_classes > 2
  const problems = one_against_rest
    ? Array.from({ length: n_classes }, (_, k) => ({ codes: y.map(code => Number(code === k)), n_functions: 1 }))
    : [{ codes: y, n_functions: n_classes > 2 || multi_class === 'multinomial' ? n_classes : 1 }]
  return members.map(given => {
    const solutions = problems.map(problem => solve(rotation, problem, given))
    return {
      ...linearFunctions(rotation, solutions, fit_intercept),
      n_classes,
      one_against_rest,
      n_iter: Math.max(...solutions.map(({ n_iter }) => n_iter)),
      converged: solutions.every(({ converged }) => converged),
    }
  })
}

function solve(
  { scores, squares }: SpectraRotation,
  { codes, n_functions }: { readonly codes: Float64Array; readonly n_functions: number },
  { C, penalty, class_weight, fit_intercept, intercept_scaling, solver, max_iter }: Params,
): LogisticSolution {
  const once = new Float64Array(codes.length).fill(1)
  const weights = class_weight === 'balanced' ? balancedWeights(codes, once) : once
  const unpenalised = penalty !== 'l2'
  const problem = {
    scores,
    y: codes,
    n_classes: Math.max(2, n_functions),
    n_functions,
    weights: unpenalised ? weights : weights.map(weight => C * weight),
    penalty: unpenalised ? 0 : 1,
    intercept_penalty: fit_intercept ? (solver === 'liblinear' && !unpenalised ? intercept_scaling ** -2 : 0) : null,
  }
  return solveLogistic(problem, squares, max_iter)
}

function linearFunctions(
  { x_mean, directions }: SpectraRotation,
  solutions: readonly LogisticSolution[],
  fit_intercept: boolean,
): LinearDecisions {
  const functions = solutions.flatMap(({ parameters }) =>
    Array.from({ length: parameters.rows }, (_, f) => row(parameters, f)),
  )
  const coefficients = zeros(functions.length, x_mean.length)
  functions.forEach((own, k) => {
    row(coefficients, k).set(multiplyTransposed(directions, own.slice(0, directions.rows)))
  })
  if (!coefficients.values.every(Number.isFinite)) throw NotFinite({ what: 'The coefficients' })
  const intercepts = Float64Array.from(functions, own => (fit_intercept ? own[directions.rows]! : 0))
  return { x_mean, intercepts, coefficients }
}

function logisticScores(X: Matrix, model: LogisticModel): Matrix {
  const sums = linearDecisions(X, model)
  if (!model.one_against_rest) return classProbabilities(sums, model.n_classes)
  return mapRows(sums, (row, target) => {
    target.set(row.map(sum => 1 / (1 + Math.exp(-sum))))
    const total = target.reduce((a, b) => a + b)
    for (let k = 0; k < target.length; k++) target[k] = total > 0 ? target[k]! / total : 1 / target.length
  })
}
