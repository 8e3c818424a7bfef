import type { AnyClassifier } from '../operator.ts'
import { decisionTreeClassification } from './decision-tree-classification.ts'
import { extraTreesClassification } from './extra-trees-classification.ts'
import { gaussianNaiveBayes } from './gaussian-naive-bayes.ts'
import { gradientBoostingClassification } from './gradient-boosting-classification.ts'
import { kNearestNeighborsClassification } from './k-nearest-neighbors-classification.ts'
import { linearDiscriminantAnalysis } from './linear-discriminant-analysis.ts'
import { logisticRegression } from './logistic-regression.ts'
import { multilayerPerceptronClassification } from './multilayer-perceptron-classification.ts'
import { orthogonalPlsDiscriminantAnalysis } from './orthogonal-pls-discriminant-analysis.ts'
import { plsDiscriminantAnalysis } from './pls-discriminant-analysis.ts'
import { quadraticDiscriminantAnalysis } from './quadratic-discriminant-analysis.ts'
import { randomForestClassification } from './random-forest-classification.ts'
import { ridgeClassification } from './ridge-classification.ts'
import { supportVectorClassification } from './support-vector-classification.ts'

/** Classifiers. A new one is a file and a line here. */
export const classifiers: readonly AnyClassifier[] = [
  plsDiscriminantAnalysis,
  orthogonalPlsDiscriminantAnalysis,
  linearDiscriminantAnalysis,
  quadraticDiscriminantAnalysis,
  gaussianNaiveBayes,
  logisticRegression,
  ridgeClassification,
  supportVectorClassification,
  kNearestNeighborsClassification,
  decisionTreeClassification,
  randomForestClassification,
  extraTreesClassification,
  gradientBoostingClassification,
  multilayerPerceptronClassification,
]
