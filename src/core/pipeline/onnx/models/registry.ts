import { extraTreesClassification } from '../../../operators/classifiers/extra-trees-classification.ts'
import { plsDiscriminantAnalysis } from '../../../operators/classifiers/pls-discriminant-analysis.ts'
import { randomForestClassification } from '../../../operators/classifiers/random-forest-classification.ts'
import { ridgeClassification } from '../../../operators/classifiers/ridge-classification.ts'
import { elasticNet, lasso } from '../../../operators/models/elastic-net.ts'
import { extraTreesRegression } from '../../../operators/models/extra-trees-regression.ts'
import { linearRegression } from '../../../operators/models/linear-regression.ts'
import { partialLeastSquaresRegression } from '../../../operators/models/partial-least-squares-regression.ts'
import { improvedKernelPls, simpls } from '../../../operators/models/pls-by-other-algorithms.ts'
import { principalComponentRegression } from '../../../operators/models/principal-component-regression.ts'
import { randomForestRegression } from '../../../operators/models/random-forest-regression.ts'
import { ridgeRegression } from '../../../operators/models/ridge-regression.ts'
import { robustPls } from '../../../operators/models/robust-pls.ts'
import { sparsePls } from '../../../operators/models/sparse-pls.ts'
import type { ModelConversion } from '../conversion.ts'
import {
  onnxGaussianNaiveBayes,
  onnxLinearDiscriminantAnalysis,
  onnxLogisticRegression,
  onnxQuadraticDiscriminantAnalysis,
} from './discriminants.ts'
import { onnxIntervalPls } from './interval-pls.ts'
import {
  onnxGaussianProcessRegression,
  onnxKernelPls,
  onnxKernelRidgeRegression,
  onnxSupportVectorRegression,
} from './kernel-models.ts'
import { linearClassifier, linearModel } from './linear.ts'
import { onnxKNearestNeighborsClassification, onnxKNearestNeighborsRegression } from './nearest-neighbors.ts'
import { onnxOrthogonalPls, onnxOrthogonalPlsDiscriminantAnalysis } from './orthogonal-pls.ts'
import { onnxMultilayerPerceptronClassification, onnxMultilayerPerceptronRegression } from './perceptrons.ts'
import { onnxSupportVectorClassification } from './support-vector-classification.ts'
import {
  forestModel,
  onnxDecisionTreeClassification,
  onnxDecisionTreeRegression,
  onnxGradientBoostingClassification,
  onnxGradientBoostingRegression,
} from './tree-models.ts'

/** Models that can be said in a graph. A new one is a file and a line here; the others stand in `refusals.ts`. */
export const modelConversions: readonly ModelConversion[] = [
  linearModel(partialLeastSquaresRegression),
  linearModel(improvedKernelPls),
  linearModel(simpls),
  onnxOrthogonalPls,
  linearModel(sparsePls),
  linearModel(robustPls),
  onnxIntervalPls,
  onnxKernelPls,
  linearModel(principalComponentRegression),
  linearModel(linearRegression),
  linearModel(ridgeRegression),
  onnxKernelRidgeRegression,
  linearModel(elasticNet),
  linearModel(lasso),
  onnxKNearestNeighborsRegression,
  onnxSupportVectorRegression,
  onnxGaussianProcessRegression,
  onnxDecisionTreeRegression,
  forestModel(randomForestRegression),
  forestModel(extraTreesRegression),
  onnxGradientBoostingRegression,
  onnxMultilayerPerceptronRegression,
  linearClassifier(plsDiscriminantAnalysis),
  onnxOrthogonalPlsDiscriminantAnalysis,
  onnxLinearDiscriminantAnalysis,
  onnxQuadraticDiscriminantAnalysis,
  onnxGaussianNaiveBayes,
  onnxLogisticRegression,
  linearClassifier(ridgeClassification),
  onnxSupportVectorClassification,
  onnxKNearestNeighborsClassification,
  onnxDecisionTreeClassification,
  forestModel(randomForestClassification),
  forestModel(extraTreesClassification),
  onnxGradientBoostingClassification,
  onnxMultilayerPerceptronClassification,
]
