import { NotExpressible } from '../../errors/index.ts'
import type { Classifier, Regressor, Transform } from '../../operators/index.ts'
import type { ParameterSet, ValuesOf } from '../../params/index.ts'
import type { Graph, Table } from './graph.ts'

/** What every conversion tells about itself: `docs/onnx.md` is made from it. */
interface ConversionFacts {
  readonly id: string
  /** How it stands in the graph, in a few words. */
  readonly how: string
  /** Parameters or spectra for which it is refused, or what differs there; absent where there is nothing to say. */
  readonly limits?: string
}

/** A fitted step as nodes: spectra before it → spectra after it. */
export interface TransformConversion extends ConversionFacts {
  readonly kind: 'transform'
  // biome-ignore lint/suspicious/noExplicitAny: a registry holds conversions of operators of different states
  readonly convert: (graph: Graph, X: Table, state: any, params: any) => Table
  /** Undoes it, for a target: (N, 1) → (N, 1). Absent where the operator has no inverse. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly inverse?: (graph: Graph, y: Table, state: any, params: any) => Table
}

/** A fitted model as nodes: spectra → quantities (N, 1), or a score for each class (N, n_classes). */
export interface ModelConversion extends ConversionFacts {
  readonly kind: 'model'
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly convert: (graph: Graph, X: Table, state: any, params: any) => Table
}

type Convert<P extends ParameterSet, State> = (graph: Graph, X: Table, state: State, params: ValuesOf<P>) => Table

/** The types of state and parameters are those of the operator, so a change there is seen here. */
export function convertTransform<P extends ParameterSet, State>(
  operator: Transform<P, State>,
  conversion: Omit<ConversionFacts, 'id'> & {
    readonly convert: Convert<P, State>
    readonly inverse?: Convert<P, State>
  },
): TransformConversion {
  return { kind: 'transform', id: operator.id, ...conversion }
}

export function convertModel<P extends ParameterSet, State>(
  operator: Regressor<P, State> | Classifier<P, State>,
  conversion: Omit<ConversionFacts, 'id'> & { readonly convert: Convert<P, State> },
): ModelConversion {
  return { kind: 'model', id: operator.id, ...conversion }
}

/** @throws NotExpressible always: what cannot be said in a graph is refused, with the reason */
export function refuse(reason: string): never {
  throw NotExpressible({ reason })
}
