import type { AnyClassifier } from '../operator.ts'
import { kNearestNeighborsClassification } from './k-nearest-neighbors-classification.ts'
import { linearDiscriminantAnalysis } from './linear-discriminant-analysis.ts'
import { logisticRegression } from './logistic-regression.ts'
import { orthogonalPlsDiscriminantAnalysis } from './orthogonal-pls-discriminant-analysis.ts'
import { plsDiscriminantAnalysis } from './pls-discriminant-analysis.ts'
import { quadraticDiscriminantAnalysis } from './quadratic-discriminant-analysis.ts'
import { ridgeClassification } from './ridge-classification.ts'
import { supportVectorClassification } from './support-vector-classification.ts'
import { treeClassifiers } from './tree-registry.ts'

/** Classifiers. A new one is a file and a line here. */
export const classifiers: readonly AnyClassifier[] = [
  plsDiscriminantAnalysis,
  orthogonalPlsDiscriminantAnalysis,
  linearDiscriminantAnalysis,
  quadraticDiscriminantAnalysis,
  logisticRegression,
  ridgeClassification,
  supportVectorClassification,
  kNearestNeighborsClassification,
  ...treeClassifiers,
]
