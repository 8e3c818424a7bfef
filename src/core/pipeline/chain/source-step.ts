import { UnknownSource } from '../../errors/index.ts'
import type { Matrix } from '../../math/matrix.ts'
import { type AnyTransform, defineTransform, type SourceColumns } from '../../operators/index.ts'
import type { ChainStep, Step } from '../pipeline.ts'

export interface SourceStep extends Step<AnyTransform> {
  readonly source: string
}

export const isSourceStep = (step: ChainStep): step is SourceStep => 'source' in step

/** Of the sources the one of that name, or else of that number, from 0. */
export function findSource<Source extends Pick<SourceColumns, 'name'>>(
  sources: readonly Source[],
  source: string,
): Source | undefined {
  return sources.find(({ name }) => name === source) ?? sources.find((_, i) => String(i) === source)
}

/** The columns that came from one instrument, by its name or its number. */
export function sourceStep(source: string): SourceStep {
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
      const found = findSource(sources, source)
      if (!found) throw UnknownSource({ source, changed_by: null, known: sources.map(({ name }) => name) })
      return { from: found.from, to: found.to, axis: found.axis }
    },
    transform: (X, { from, to }) => columnsOf(X, from, to),
    ownAxis: ({ axis }) => axis,
  })
  return { operator, given: { source }, params: { source }, name: null, source }
}

function columnsOf({ rows, columns, values }: Matrix, from: number, to: number): Matrix {
  const part = new Float64Array(rows * (to - from))
  for (let i = 0; i < rows; i++) part.set(values.subarray(i * columns + from, i * columns + to), i * (to - from))
  return { rows, columns: to - from, values: part }
}
