import type { AnyRegressor } from '../operator.ts'
import { decisionTreeRegression } from './decision-tree-regression.ts'
import { elasticNet, lasso } from './elastic-net.ts'
import { extraTreesRegression } from './extra-trees-regression.ts'
import { gaussianProcessRegression } from './gaussian-process-regression.ts'
import { gradientBoostingRegression } from './gradient-boosting-regression.ts'
import { intervalPls } from './interval-pls.ts'
import { kNearestNeighborsRegression } from './k-nearest-neighbors-regression.ts'
import { kernelPls } from './kernel-pls.ts'
import { kernelRidgeRegression } from './kernel-ridge-regression.ts'
import { linearRegression } from './linear-regression.ts'
import { locallyWeightedPls } from './locally-weighted-pls.ts'
import { multilayerPerceptronRegression } from './multilayer-perceptron-regression.ts'
import { orthogonalPls } from './orthogonal-pls.ts'
import { partialLeastSquaresRegression } from './partial-least-squares-regression.ts'
import { improvedKernelPls, simpls } from './pls-by-other-algorithms.ts'
import { principalComponentRegression } from './principal-component-regression.ts'
import { randomForestRegression } from './random-forest-regression.ts'
import { ridgeRegression } from './ridge-regression.ts'
import { robustPls } from './robust-pls.ts'
import { sparsePls } from './sparse-pls.ts'
import { supportVectorRegression } from './support-vector-regression.ts'

/** Models. A new one is a file and a line here. */
export const models: readonly AnyRegressor[] = [
  partialLeastSquaresRegression,
  improvedKernelPls,
  simpls,
  orthogonalPls,
  sparsePls,
  robustPls,
  intervalPls,
  kernelPls,
  locallyWeightedPls,
  principalComponentRegression,
  linearRegression,
  ridgeRegression,
  kernelRidgeRegression,
  elasticNet,
  lasso,
  kNearestNeighborsRegression,
  supportVectorRegression,
  gaussianProcessRegression,
  decisionTreeRegression,
  randomForestRegression,
  extraTreesRegression,
  gradientBoostingRegression,
  multilayerPerceptronRegression,
]
