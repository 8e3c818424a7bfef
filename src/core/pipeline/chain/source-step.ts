import { UnknownSource } from '../../errors/index.ts'
import type { Matrix } from '../../math/matrix.ts'
import { type AnyTransform, defineTransform } from '../../operators/index.ts'
import type { Step } from '../pipeline.ts'

/** The columns that came from one instrument, by its name or its number. */
export function sourceStep(source: string): Step<AnyTransform> {
  const operator = defineTransform({
    id: 'by_source',
    label: 'Source',
    class_path: 'branch.by_source',
    aliases: [],
    summary: 'The columns of one instrument',
    formula: 'x[from … to]',
    source: 'nirs4all: branch by_source',
    params: {},
    stateless: false,
    changes_features: true,
    fit: (_X, _params, { sources = [] }) => {
      const found = sources.find(({ name }, i) => name === source || String(i) === source)
      if (!found) throw UnknownSource({ source, known: sources.map(({ name }) => name) })
      return { from: found.from, to: found.to, axis: found.axis }
    },
    transform: (X, { from, to }) => columnsOf(X, from, to),
    ownAxis: ({ axis }) => axis,
  })
  return { operator, given: { source }, params: { source }, name: null }
}

function columnsOf({ rows, columns, values }: Matrix, from: number, to: number): Matrix {
  const part = new Float64Array(rows * (to - from))
  for (let i = 0; i < rows; i++) part.set(values.subarray(i * columns + from, i * columns + to), i * (to - from))
  return { rows, columns: to - from, values: part }
}
