import type { AnyClassifier } from '../operator.ts'
import { decisionTreeClassification } from './decision-tree-classification.ts'
import { extraTreesClassification } from './extra-trees-classification.ts'
import { gradientBoostingClassification } from './gradient-boosting-classification.ts'
import { multilayerPerceptronClassification } from './multilayer-perceptron-classification.ts'
import { randomForestClassification } from './random-forest-classification.ts'

/** Classifiers that are trees or networks. A new one is a file and a line here. */
export const treeClassifiers: readonly AnyClassifier[] = [
  decisionTreeClassification,
  randomForestClassification,
  extraTreesClassification,
  gradientBoostingClassification,
  multilayerPerceptronClassification,
]
