import { decisionTreeClassification } from '../../../operators/classifiers/decision-tree-classification.ts'
import { gradientBoostingClassification } from '../../../operators/classifiers/gradient-boosting-classification.ts'
import type { Classifier, Regressor } from '../../../operators/index.ts'
import { decisionTreeRegression } from '../../../operators/models/decision-tree-regression.ts'
import type { Forest } from '../../../operators/models/forest.ts'
import { gradientBoostingRegression } from '../../../operators/models/gradient-boosting-regression.ts'
import type { ParameterSet } from '../../../params/index.ts'
import { arithmetic } from '../arithmetic.ts'
import { convertModel, type ModelConversion } from '../conversion.ts'
import { addProbabilities } from './probabilities.ts'
import { addTreeSums } from './trees.ts'

const how = 'the leaf of each tree by `TreeEnsembleRegressor`, and the values of the leaves from a table'
const limits = 'needs ai.onnx.ml 3 (ONNX 1.10), whose thresholds are 64-bit floats'

export const onnxDecisionTreeRegression = convertModel(decisionTreeRegression, {
  how,
  limits,
  convert: (graph, X, { trees }) => addTreeSums(graph, X, trees, { start: 0, factor: 1 }),
})

export const onnxDecisionTreeClassification = convertModel(decisionTreeClassification, {
  how,
  limits,
  convert: (graph, X, { trees }) => addTreeSums(graph, X, trees, { start: 0, factor: 1 }),
})

/** The mean of all trees, of quantities or of shares of classes. */
export const forestModel = <P extends ParameterSet>(
  operator: Regressor<P, Forest> | Classifier<P, Forest>,
): ModelConversion =>
  convertModel(operator, {
    how,
    limits,
    convert: (graph, X, { trees }) => {
      const sums = addTreeSums(graph, X, trees, { start: 0, factor: 1 })
      return { ...sums, tensor: arithmetic(graph).divide(sums.tensor, trees.roots.length) }
    },
  })

export const onnxGradientBoostingRegression = convertModel(gradientBoostingRegression, {
  how,
  limits,
  convert: (graph, X, { trees, y_mean, learning_rate }) =>
    addTreeSums(graph, X, trees, { start: y_mean, factor: learning_rate }),
})

export const onnxGradientBoostingClassification = convertModel(gradientBoostingClassification, {
  how,
  limits,
  convert: (graph, X, { n_classes, start, learning_rate, trees }) => {
    const columns = start.length
    const sums = Array.from(start, (from, k) => {
      const own = { ...trees, roots: trees.roots.filter((_, tree) => tree % columns === k) }
      return addTreeSums(graph, X, own, { start: from, factor: learning_rate }).tensor
    })
    return addProbabilities(graph, { tensor: arithmetic(graph).beside(sums), columns }, n_classes)
  },
})
