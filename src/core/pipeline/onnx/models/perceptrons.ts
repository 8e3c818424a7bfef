import { multilayerPerceptronClassification } from '../../../operators/classifiers/multilayer-perceptron-classification.ts'
import { multilayerPerceptronRegression } from '../../../operators/models/multilayer-perceptron-regression.ts'
import { type Activation, layersOf } from '../../../operators/models/network.ts'
import { arithmetic, rowOf, timesMatrix } from '../arithmetic.ts'
import { convertModel } from '../conversion.ts'
import type { Graph, Table } from '../graph.ts'
import { addLogistic, addProbabilities } from './probabilities.ts'

const how = 'its layers, one after the other'

export const onnxMultilayerPerceptronRegression = convertModel(multilayerPerceptronRegression, {
  how,
  convert: (graph, X, { units, parameters }, { activation }) => addLayers(graph, X, units, parameters, activation),
})

export const onnxMultilayerPerceptronClassification = convertModel(multilayerPerceptronClassification, {
  how,
  convert: (graph, X, { units, parameters, n_classes }, { activation }) =>
    addProbabilities(graph, addLayers(graph, X, units, parameters, activation), n_classes),
})

function addLayers(
  graph: Graph,
  X: Table,
  units: readonly number[],
  parameters: Float64Array,
  activation: Activation,
): Table {
  const layers = layersOf(units, parameters)
  return layers.reduce((values, { weights, intercepts }, k) => {
    const product = timesMatrix(graph, values, weights)
    const sums = { ...product, tensor: arithmetic(graph).add(product.tensor, rowOf(graph, intercepts)) }
    return k < layers.length - 1 ? activated(graph, sums, activation) : sums
  }, X)
}

function activated(graph: Graph, sums: Table, activation: Activation): Table {
  switch (activation) {
    case 'identity':
      return sums
    case 'relu':
      return { ...sums, tensor: arithmetic(graph).atLeast(0, sums.tensor) }
    case 'tanh':
      return { ...sums, tensor: graph.node('Tanh', [sums.tensor]) }
    case 'logistic':
      return addLogistic(graph, sums)
  }
}
