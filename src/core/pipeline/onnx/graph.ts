import type { Attribute, OnnxGraph, OnnxNode, OnnxPort, TensorConstant } from './format/model.ts'

/** The name of a value in a graph. */
export type Tensor = string

/** Rows of numbers: (N, columns), 64-bit floats. */
export interface Table {
  readonly tensor: Tensor
  readonly columns: number
}

type Attributes = Readonly<Record<string, Attribute>>

/** A graph that grows by a node at a time. */
export interface Graph {
  /** A node with one output. */
  readonly node: (op: string, inputs: readonly Tensor[], attributes?: Attributes, domain?: string) => Tensor
  /** A node with so many outputs. */
  readonly nodes: (op: string, inputs: readonly Tensor[], outputs: number, attributes?: Attributes) => readonly Tensor[]
  /** 64-bit floats. */
  readonly numbers: (values: ArrayLike<number>, dims: readonly number[]) => Tensor
  /** One 64-bit float, without dimensions. */
  readonly number: (value: number) => Tensor
  readonly integers: (values: ArrayLike<number>, dims: readonly number[]) => Tensor
  readonly texts: (values: readonly string[]) => Tensor
  /** What `work` adds bears this name before its own, for whoever looks at the file. */
  readonly within: <T>(label: string, work: () => T) => T
  /** A graph inside of this one, which may use its values. */
  readonly inner: (work: (inner: Graph) => Omit<OnnxGraph, 'nodes' | 'constants'>) => OnnxGraph
  /** A value gets the name of an output. */
  readonly renamed: (value: Tensor, name: string) => void
  readonly finished: (name: string, inputs: readonly OnnxPort[], outputs: readonly OnnxPort[]) => OnnxGraph
  /** Whether an operator of that domain was used. */
  readonly uses: (domain: string) => boolean
}

export function newGraph(names: () => string = counter()): Graph {
  const nodes: OnnxNode[] = []
  const constants: TensorConstant[] = []
  const shared = new Map<string, Tensor>()
  const scopes: string[] = []
  const nameOf = (kind: string) => [...scopes, `${kind}_${names()}`].join('/')
  const constant = (data: TensorConstant['data'], dims: readonly number[]) => {
    const name = nameOf('constant')
    constants.push({ name, dims, data })
    return name
  }
  /** Scalars and shapes recur; they stand there once. */
  const once = (key: string, make: () => Tensor): Tensor => {
    const name = shared.get(key) ?? make()
    shared.set(key, name)
    return name
  }
  const add = (op: string, inputs: readonly Tensor[], outputs: number, attributes: Attributes, domain: string) => {
    const name = nameOf(op)
    const named = outputs === 1 ? [name] : Array.from({ length: outputs }, (_, i) => `${name}:${i}`)
    nodes.push({ name, op, domain, inputs, outputs: named, attributes })
    return named
  }
  return {
    node: (op, inputs, attributes = {}, domain = '') => add(op, inputs, 1, attributes, domain)[0]!,
    nodes: (op, inputs, outputs, attributes = {}) => add(op, inputs, outputs, attributes, ''),
    numbers: (values, dims) => constant({ numbers: values }, dims),
    number: value => once(`number ${Object.is(value, -0) ? '-0' : value}`, () => constant({ numbers: [value] }, [])),
    integers: (values, dims) => {
      const make = () => constant({ integers: values }, dims)
      return values.length > 8 ? make() : once(`integers ${Array.from(values)} of ${dims}`, make)
    },
    texts: values => constant({ texts: values }, [values.length]),
    within: (label, work) => {
      scopes.push(label.replaceAll(/[^A-Za-z0-9._-]+/g, '_'))
      try {
        return work()
      } finally {
        scopes.pop()
      }
    },
    inner: work => {
      const inner = newGraph(names)
      const { name, inputs, outputs } = work(inner)
      return inner.finished(name, inputs, outputs)
    },
    renamed: (value, name) => {
      nodes.push({
        name: `output/${name}`,
        op: 'Identity',
        domain: '',
        inputs: [value],
        outputs: [name],
        attributes: {},
      })
    },
    finished: (name, inputs, outputs) => ({ name, nodes, constants, inputs, outputs }),
    uses: domain => nodes.some(node => node.domain === domain),
  }
}

function counter(): () => string {
  let last = 0
  return () => String(++last)
}
