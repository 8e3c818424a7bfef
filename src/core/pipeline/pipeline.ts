import type { AnyAugmenter, AnyFilter, AnyModel, AnySplitter, AnyTransform, Operator } from '../operators/index.ts'
import type { GeneratorChoice } from '../records/index.ts'
import type { Separation } from './chain/separation.ts'
import type { Chart } from './steps/charts.ts'

/** An operator with its parameters: as given, and resolved. */
export interface Step<Kind extends Operator = Operator> {
  readonly operator: Kind
  readonly given: Readonly<Record<string, unknown>>
  readonly params: Readonly<Record<string, unknown>>
  /** A name of the user's own. */
  readonly name: string | null
}

/** `{exclude: …}` takes rows out of the training set, `{tag: …}` only says which it would take. */
export interface FilterStep {
  readonly action: 'exclude' | 'tag'
  readonly filters: readonly Step<AnyFilter>[]
  /** Whether a row goes when any filter says so, or only when all do. */
  readonly mode: 'any' | 'all'
  readonly name: string | null
}

/** How many samples `sample_augmentation` adds: the same number for each, or as many as rare values need. */
export type AugmentedCount =
  | { readonly count: number }
  | {
      /** `y`, or a column of the table. */
      readonly balance: string
      readonly target_size: number | null
      readonly max_factor: number | null
      readonly ref_percentage: number
      readonly bins: number
      readonly binning_strategy: 'equal_width' | 'quantile'
    }

/** `{sample_augmentation: …}`: new training samples made from those there are. */
export interface AugmentationStep {
  readonly augmenters: readonly Step<AnyAugmenter | AnyTransform>[]
  readonly selection: 'random' | 'all'
  readonly amount: AugmentedCount
  readonly random_state: number
}

/** One step on the way to a model. */
export type ChainStep = Step<AnyTransform> | FilterStep | AugmentationStep

/** Which branch of its pipeline a model stands in. */
export interface Branch {
  readonly id: number
  readonly name: string
}

/** One model, with all that leads to it. */
export interface Chain {
  readonly steps: readonly ChainStep[]
  /** Applied to y before the model is fitted, and undone on its predictions before they are scored. */
  readonly targetTransforms: readonly Step<AnyTransform>[]
  readonly model: Step<AnyModel>
  /** null where the pipeline does not branch. */
  readonly branch: Branch | null
  /** The rows it is for, where a branch separates samples. */
  readonly separation: Separation | null
}

/** One concrete recipe: no generators, every parameter checked. */
export interface Pipeline {
  /** One for each model of each branch, in the order of the template. At least one. */
  readonly chains: readonly Chain[]
  /** Overrides the run's folds. */
  readonly splitter: Step<AnySplitter> | null
  readonly charts: readonly Chart[]
  readonly choices: readonly GeneratorChoice[]
  /** The steps as a template would write them, by permanent names: parsed again, they are the same pipeline. */
  readonly written: readonly unknown[]
}

export const isFilterStep = (step: ChainStep): step is FilterStep => 'filters' in step
export const isAugmentationStep = (step: ChainStep): step is AugmentationStep => 'augmenters' in step
export const isTransformStep = (step: ChainStep): step is Step<AnyTransform> => 'operator' in step

/** A recipe that may hold generators; what a run saves before it expands. */
export interface PipelineTemplate {
  readonly name: string | null
  readonly description: string | null
  readonly steps: readonly unknown[]
}
