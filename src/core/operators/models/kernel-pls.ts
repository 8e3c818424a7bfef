import { SingularFit, TooManyComponents } from '../../errors/index.ts'
import { columnMeans, type Matrix, mapRows, row } from '../../math/matrix.ts'
import { addScaled, dot } from '../../math/products.ts'
import { mean } from '../../math/statistics.ts'
import { boolean, choice, integer, nullable, type Parameter, real, type ValuesOf } from '../../params/index.ts'
import { checkSpectra, checkTrainingData } from '../checks.ts'
import { defineRegressor, membersOf } from '../operator.ts'
import { type Kernel, kernelFormulas, kernelMatrix } from './kernel-functions.ts'
import { sampleDiagnostics, scoresOf } from './latent-diagnostics.ts'
import { plsComponents } from './pls-components.ts'
import { checkVaries } from './pls-fit.ts'
import { trainingSquares } from './training-squares.ts'
import { backend } from './unused-parameters.ts'

const gamma: Parameter<number | null> = {
  ...nullable(real({ initial: 1, min: 0, abbreviation: 'gamma', help: 'Of the kernel; null is 1 / n_features' })),
  initial: null,
}

const params = {
  n_components: integer({ initial: 10, min: 1, abbreviation: 'nc', help: 'Number of components' }),
  kernel: choice({
    initial: 'rbf',
    options: ['rbf', 'linear', 'poly', 'sigmoid'],
    abbreviation: 'kernel',
    help: 'How the likeness of two spectra is measured; all but rbf are divided to make each spectrum 1 to itself',
  }),
  gamma,
  degree: integer({ initial: 3, min: 0, help: 'Degree of the poly kernel' }),
  coef0: real({ initial: 1, help: 'Constant of the poly and sigmoid kernels' }),
  center_kernel: boolean({ initial: true, help: 'Subtract the training means of the likeness' }),
  scale_y: boolean({ initial: true, help: 'Subtract the training mean of y, so that predictions need not average 0' }),
  backend,
}

/**
 * Kernel partial least squares: PLS regression on the likeness of each spectrum to the training spectra.
 *
 * X: (n_samples, n_features), y: (n_samples,) → predictions in the unit of y. Keeps the training spectra. The first components
 * of a fit are those of any shorter fit, bit for bit.
 *
 * @throws ConstantTarget; SingularFit; TooManyComponents; TooFewSamples; WrongFeatureCount; NotFinite
 * @see Rosipal & Trejo (2001), Journal of Machine Learning Research 2, 97–123
 */
export const kernelPls = defineRegressor({
  id: 'kernel_pls',
  label: 'KernelPLS',
  class_path: 'nirs4all.operators.models.KernelPLS',
  aliases: [
    'KPLS',
    'NLPLS',
    'nirs4all.operators.models.KPLS',
    'nirs4all.operators.models.NLPLS',
    'nirs4all.operators.models.sklearn.nlpls.KernelPLS',
    'nirs4all.operators.models.sklearn.KernelPLS',
  ],
  summary: 'PLS regression on the likeness of each spectrum to the training spectra',
  formula: `PLS of y on k(xᵢ, x), centred; ${kernelFormulas}, divided by √(k(u, u) k(v, v))`,
  source: 'Rosipal & Trejo (2001), Journal of Machine Learning Research 2, 97–123',
  checked_against:
    'scikit-learn 1.2.1 (PLSRegression of its rbf_kernel) on Tecator, within 1e-9 of sd(y); nirs4all 0.11, within 1e-8',
  params,
  checkShape: ({ n_samples, n_features }, { n_components }) => checkCount(n_samples, n_features, n_components),
  fit: (X, y, given) => {
    const { coefficients, ...model } = regress(X, y, given, [given.n_components])
    return { ...model, coefficients: coefficients[0]! }
  },
  predict: (X, model, given) => predictions(X, model, given, [model.coefficients])[0]!,
  // Components combine training samples, not features: there are scores, and nothing to say of wavelengths.
  explain: (model, X, given) => {
    const scores = scoresOf(likenessToTraining(X, model, given), model.x_rotations)
    return { components: sampleDiagnostics(scores, model.y_loadings, model.training_squares) }
  },
  family: {
    parameters: ['n_components'],
    fitPredict: (X, y, members, targets) => {
      const given = members[0]!
      const { coefficients, ...model } = regress(
        X,
        y,
        given,
        members.map(({ n_components }) => n_components),
      )
      const byTarget = targets.map(target => predictions(target, model, given, coefficients))
      return membersOf(members, byTarget)
    },
  },
})

function checkCount(n_samples: number, n_features: number, n_components: number): void {
  const limit = n_samples - 1
  if (n_components > limit) throw TooManyComponents({ n_components, limit, n_train: n_samples, n_features })
}

type Given = ValuesOf<typeof params>

interface Likeness {
  readonly gamma: number
  readonly X: Matrix
  readonly y_mean: number
  /** Means of the likeness to each training spectrum, over the training spectra: (n_samples,). */
  readonly kernel_means: Float64Array
}

function regress(X: Matrix, y: Float64Array, given: Given, counts: readonly number[]) {
  checkTrainingData(X, y, 2, 'kernel PLS')
  const n_components = Math.max(...counts)
  checkCount(X.rows, X.columns, n_components)
  checkVaries(y)
  const kernel = { ...given, gamma: given.gamma ?? 1 / X.columns }
  const likeness = likenessOf(kernel, X, X)
  const kernel_means = given.center_kernel ? columnMeans(likeness) : new Float64Array(X.rows)
  const y_mean = given.scale_y ? mean(y) : 0
  const model: Likeness = { gamma: kernel.gamma, X: { ...X, values: X.values.slice() }, y_mean, kernel_means }
  const final = given.center_kernel ? centered(likeness, kernel_means) : likeness
  const target = y.map(value => value - y_mean)
  const { x_rotations, x_scores, y_loadings } = plsComponents(final, target, n_components)
  const training_squares = trainingSquares(dot(final.values, final.values), target, x_scores)
  const sum = new Float64Array(X.rows)
  const byCount: Float64Array[] = []
  for (let a = 0; a < n_components; a++) {
    addScaled(sum, y_loadings[a]!, row(x_rotations, a))
    byCount.push(sum.slice())
  }
  return {
    ...model,
    x_rotations,
    y_loadings,
    training_squares,
    coefficients: counts.map(count => byCount[count - 1]!),
  }
}

function predictions(X: Matrix, model: Likeness, given: Given, coefficients: readonly Float64Array[]): Float64Array[] {
  const final = likenessToTraining(X, model, given)
  return coefficients.map(vector => {
    return Float64Array.from({ length: X.rows }, (_, i) => model.y_mean + dot(row(final, i), vector))
  })
}

/** (n_samples, n_samples trained on), centred where asked. */
function likenessToTraining(X: Matrix, model: Likeness, given: Given): Matrix {
  checkSpectra(X, model.X.columns)
  const likeness = likenessOf({ ...given, gamma: model.gamma }, X, model.X)
  return given.center_kernel ? centered(likeness, model.kernel_means) : likeness
}

/** (n_samples of A, n_samples of B) */
function likenessOf(kernel: Kernel, A: Matrix, B: Matrix): Matrix {
  const likeness = kernelMatrix(kernel, A, B)
  if (kernel.kernel === 'rbf') return likeness
  const [ownA, ownB] = [ownLikeness(kernel, A), ownLikeness(kernel, B)]
  return mapRows(likeness, (values, target, i) => {
    for (let j = 0; j < target.length; j++) target[j] = values[j]! / (ownA[i]! * ownB[j]!)
  })
}

/** Square root of the likeness of each spectrum to itself. */
function ownLikeness(kernel: Kernel, X: Matrix): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) => {
    const one = { rows: 1, columns: X.columns, values: row(X, i) }
    const own = kernelMatrix(kernel, one, one).values[0]!
    if (!(own > 0)) throw SingularFit({ reason: `the kernel of spectrum ${i} with itself is not positive` })
    return Math.sqrt(own)
  })
}

/** Take off the means over the training spectra, of columns and of the row, and add the mean of all. */
function centered(likeness: Matrix, kernel_means: Float64Array): Matrix {
  const all = mean(kernel_means)
  return mapRows(likeness, (values, target) => {
    const own = mean(values)
    for (let j = 0; j < target.length; j++) target[j] = values[j]! - kernel_means[j]! - own + all
  })
}
