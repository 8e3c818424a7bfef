import type { AnyModel, AnySplitter, AnyTransform } from '../../operators/index.ts'
import type { AugmentationStep, FilterStep, Step } from '../pipeline.ts'
import type { ChartKind } from './charts.ts'

/** A model whose features are the predictions of models before it. */
export interface MetaModel {
  readonly model: Step<AnyModel>
  /** Names of models, or all before it. */
  readonly source_models: 'all' | readonly string[]
  readonly passthrough: boolean
  readonly cv: number
  readonly name: string | null
}

/** How `{branch: …}` divides: the same samples go through each branch, or each goes through its own. */
export type Division =
  | { readonly by: 'copies' }
  | { readonly by: 'source' }
  | { readonly by: 'metadata'; readonly column: string }

export interface BranchNode {
  readonly type: 'branch'
  readonly division: Division
  /** `value` of a separating branch; null where the steps are for each value. */
  readonly branches: readonly {
    readonly name: string
    readonly value: string | null
    readonly nodes: readonly Node[]
  }[]
  readonly written: unknown
}

/** How `{merge: …}` joins the branches before it. */
export interface MergeNode {
  readonly type: 'merge'
  readonly join: 'features' | 'predictions' | 'all' | 'concat'
  readonly include_original: boolean
  readonly written: unknown
}

/** A parsed step. `written` is how a template would write it, by permanent names; `place` is its field in the steps. */
export type Node = ParsedStep & { readonly place?: string }

type ParsedStep =
  | { readonly type: 'transform'; readonly step: Step<AnyTransform>; readonly written: unknown }
  | { readonly type: 'rows'; readonly step: FilterStep | AugmentationStep; readonly written: unknown }
  | { readonly type: 'target'; readonly step: Step<AnyTransform>; readonly written: unknown }
  | { readonly type: 'splitter'; readonly step: Step<AnySplitter>; readonly written: unknown }
  | { readonly type: 'model'; readonly step: Step<AnyModel>; readonly written: unknown }
  | { readonly type: 'meta'; readonly meta: MetaModel; readonly written: unknown }
  | BranchNode
  | MergeNode
  | { readonly type: 'chart'; readonly kind: ChartKind; readonly written: unknown }
