import type { BinaryTrees } from '../../../operators/models/binary-trees.ts'
import { widthOf } from '../../../operators/models/tree-predictions.ts'
import { arithmetic } from '../arithmetic.ts'
import type { Graph, Table } from '../graph.ts'

/** The nodes of an ensemble, tree by tree, as the attributes of `TreeEnsembleRegressor` want them. */
interface EnsembleNodes {
  readonly trees: number[]
  readonly ids: number[]
  readonly features: number[]
  readonly modes: string[]
  readonly thresholds: number[]
  readonly trueIds: number[]
  readonly falseIds: number[]
  readonly leafTrees: number[]
  readonly leafIds: number[]
  /** Number of the leaf within its tree. */
  readonly leafNumbers: number[]
}

/**
 * start + factor · Σ values of the leaves, tree by tree: (N, width). ONNX's ensembles give 32-bit sums; so here they say only
 * which leaf of each tree a spectrum falls into, a small whole number, and the values are looked up as they are. Thresholds are
 * 64-bit floats (ai.onnx.ml 3), so that a spectrum never takes another way than in n4a.
 */
export function addTreeSums(
  graph: Graph,
  X: Table,
  trees: BinaryTrees,
  { start, factor }: { readonly start: number; readonly factor: number },
): Table {
  const { add, multiply, reshape, sum } = arithmetic(graph)
  const width = widthOf(trees)
  const nodes = emptyNodes()
  const values: number[] = []
  const offsets = Array.from(trees.roots, (root, tree) => {
    const offset = values.length / width
    addTree(nodes, trees, tree, root, leaf => values.push(...trees.value.subarray(leaf * width, (leaf + 1) * width)))
    return offset
  })
  const leaves = leafNumbers(graph, X, nodes, offsets.length)
  const places = graph.node('Cast', [leaves], { to: { integer: 7 } })
  const rows = graph.node('Add', [places, graph.integers(offsets, [1, offsets.length])])
  const table = graph.numbers(values, [values.length / width, width])
  // (N, n_trees, width)
  const found = graph.node('Gather', [table, rows], { axis: { integer: 0 } })
  const total = reshape(sum(found), [-1, width])
  const scaled = factor === 1 ? total : multiply(total, factor)
  return { tensor: start === 0 ? scaled : add(scaled, start), columns: width }
}

const emptyNodes = (): EnsembleNodes => ({
  trees: [],
  ids: [],
  features: [],
  modes: [],
  thresholds: [],
  trueIds: [],
  falseIds: [],
  leafTrees: [],
  leafIds: [],
  leafNumbers: [],
})

/** Nodes are numbered anew within their tree, the root first. */
function addTree(
  to: EnsembleNodes,
  of: BinaryTrees,
  tree: number,
  root: number,
  addLeaf: (node: number) => void,
): void {
  const numbers = new Map<number, number>([[root, 0]])
  const numberOf = (node: number) => {
    const number = numbers.get(node) ?? numbers.size
    numbers.set(node, number)
    return number
  }
  let leaves = 0
  const open = [root]
  // The list grows while it is gone through.
  for (const node of open) {
    const isLeaf = of.feature[node]! < 0
    to.trees.push(tree)
    to.ids.push(numberOf(node))
    to.features.push(isLeaf ? 0 : of.feature[node]!)
    to.modes.push(isLeaf ? 'LEAF' : 'BRANCH_LEQ')
    to.thresholds.push(isLeaf ? 0 : of.threshold[node]!)
    to.trueIds.push(isLeaf ? 0 : numberOf(of.left[node]!))
    to.falseIds.push(isLeaf ? 0 : numberOf(of.right[node]!))
    if (!isLeaf) {
      open.push(of.left[node]!, of.right[node]!)
      continue
    }
    to.leafTrees.push(tree)
    to.leafIds.push(numberOf(node))
    to.leafNumbers.push(leaves++)
    addLeaf(node)
  }
}

/** The leaf that each spectrum falls into: (N, n_trees), whole numbers as 32-bit floats, which keep them up to 2²⁴. */
function leafNumbers(graph: Graph, X: Table, nodes: EnsembleNodes, n_trees: number) {
  const tensor = (name: string, numbers: readonly number[]) => ({
    tensor: { name, dims: [numbers.length], data: { numbers } },
  })
  return graph.node(
    'TreeEnsembleRegressor',
    [X.tensor],
    {
      nodes_treeids: { integers: nodes.trees },
      nodes_nodeids: { integers: nodes.ids },
      nodes_featureids: { integers: nodes.features },
      nodes_modes: { texts: nodes.modes },
      nodes_values_as_tensor: tensor('thresholds', nodes.thresholds),
      nodes_truenodeids: { integers: nodes.trueIds },
      nodes_falsenodeids: { integers: nodes.falseIds },
      target_treeids: { integers: nodes.leafTrees },
      target_nodeids: { integers: nodes.leafIds },
      target_ids: { integers: nodes.leafTrees },
      target_weights_as_tensor: tensor('leaves', nodes.leafNumbers),
      n_targets: { integer: n_trees },
    },
    'ai.onnx.ml',
  )
}
