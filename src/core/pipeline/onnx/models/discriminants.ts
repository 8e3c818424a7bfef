import { row, transposed } from '../../../math/matrix.ts'
import { gaussianNaiveBayes } from '../../../operators/classifiers/gaussian-naive-bayes.ts'
import { linearDiscriminantAnalysis } from '../../../operators/classifiers/linear-discriminant-analysis.ts'
import { logisticRegression } from '../../../operators/classifiers/logistic-regression.ts'
import { quadraticDiscriminantAnalysis } from '../../../operators/classifiers/quadratic-discriminant-analysis.ts'
import { arithmetic, rowOf, timesMatrix } from '../arithmetic.ts'
import { convertModel } from '../conversion.ts'
import { addDecisions } from './linear.ts'
import { addLogistic, addProbabilities } from './probabilities.ts'

export const onnxLinearDiscriminantAnalysis = convertModel(linearDiscriminantAnalysis, {
  how: 'its linear functions, and their softmax',
  convert: (graph, X, model) => addProbabilities(graph, addDecisions(graph, X, model), model.intercepts.length),
})

export const onnxLogisticRegression = convertModel(logisticRegression, {
  how: 'its linear functions, and their softmax or logistic function',
  convert: (graph, X, model) => {
    const sums = addDecisions(graph, X, model)
    if (!model.one_against_rest) return addProbabilities(graph, sums, model.n_classes)
    const { choose, divide, isAbove, sum } = arithmetic(graph)
    const each = addLogistic(graph, sums)
    const total = sum(each.tensor)
    const known = isAbove(total, 0)
    const shares = divide(each.tensor, choose(known, total, 1))
    return { ...each, tensor: choose(known, shares, 1 / each.columns) }
  },
})

export const onnxGaussianNaiveBayes = convertModel(gaussianNaiveBayes, {
  how: 'the squared distance to each class, feature by feature, and the softmax',
  convert: (graph, X, { means, variances, log_priors }) => {
    const { add, beside, divide, multiply, square, subtract, sum } = arithmetic(graph)
    const sums = Array.from(log_priors, (log_prior, k) => {
      const spread = row(variances, k)
      const logarithms = spread.reduce((total, variance) => total + Math.log(2 * Math.PI * variance), 0)
      const squares = square(subtract(X.tensor, rowOf(graph, row(means, k))))
      return add(multiply(sum(divide(squares, rowOf(graph, spread))), -0.5), log_prior - logarithms / 2)
    })
    return addProbabilities(graph, { tensor: beside(sums), columns: sums.length }, sums.length)
  },
})

export const onnxQuadraticDiscriminantAnalysis = convertModel(quadraticDiscriminantAnalysis, {
  how: 'the squared distance to each class along its directions, and the softmax',
  convert: (graph, X, { means, log_priors, classes }) => {
    const { add, atLeast, beside, divide, multiply, square, subtract, sum } = arithmetic(graph)
    const sums = classes.map(({ directions, variances, variance_elsewhere, log_determinant }, k) => {
      const offset = { ...X, tensor: subtract(X.tensor, rowOf(graph, row(means, k))) }
      const squares = square(timesMatrix(graph, offset, transposed(directions)).tensor)
      const along = sum(divide(squares, rowOf(graph, variances)))
      const rest = () => atLeast(0, subtract(sum(square(offset.tensor)), sum(squares)))
      const distance = variance_elsewhere > 0 ? add(along, divide(rest(), variance_elsewhere)) : along
      return add(multiply(distance, -0.5), log_priors[k]! - log_determinant / 2)
    })
    return addProbabilities(graph, { tensor: beside(sums), columns: sums.length }, sums.length)
  },
})
