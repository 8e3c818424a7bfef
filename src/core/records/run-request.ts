import type { DatasetSpec } from './dataset-record.ts'
import type { DesignWarning } from './guard-warning.ts'
import type { RunCost } from './run-cost.ts'
import type { FitScope, FoldsConfig, RefitChoice } from './run-record.ts'

/** A template given in place: steps with or without a name around them. */
export interface InlineTemplate {
  readonly name?: string
  readonly description?: string
  readonly pipeline?: readonly unknown[]
  readonly steps?: readonly unknown[]
  /** Parts by name, for `{_preset_: name}`. */
  readonly presets?: Readonly<Record<string, unknown>>
}

/** A template in a file, with what the file itself need not tell. */
export interface TemplateFile {
  readonly file: string
  /** Where the template has no name of its own. Default: the file's. */
  readonly name?: string
  /** What to call the place it came from. Default: the path. */
  readonly source?: string
  /** Behind the presets of the template itself. */
  readonly presets?: Readonly<Record<string, unknown>>
}

/** A path to a YAML or JSON file, `library:NAME` or `library:NAME@VERSION`, an object, or the bare steps. */
export type TemplateSource = string | InlineTemplate | TemplateFile | readonly unknown[]

/** What was asked: a run file, `run({...})` in code, the dashboard's form. Every part is optional but the first two. */
export interface RunRequest {
  readonly name?: string
  readonly description?: string
  readonly templates: readonly TemplateSource[]
  readonly datasets: readonly (string | DatasetSpec)[]
  readonly config?: {
    readonly folds?: FoldsConfig
    readonly metric?: string
    readonly refit?: RefitChoice
    readonly fit_scope?: FitScope
    readonly random_state?: number | null
    /** A template that expands to more is an error with the count. Default: 10,000. */
    readonly max_pipelines?: number
  }
  /** Relative paths start here; the folder of the run file. Default: the current folder. */
  readonly base_directory?: string
  /** The file it was read from, for error messages. */
  readonly file?: string
}

/** What a run would do. */
export interface RunPreview {
  readonly name: string
  readonly templates: readonly { readonly id: string; readonly name: string; readonly expansion_count: number }[]
  readonly datasets: readonly string[]
  readonly total_pipeline_configs: number
  readonly total_results: number
  readonly fits: number
  /** Families, memory and, where a probe was asked for, time. */
  readonly cost: RunCost
  /** Sentences: of the guards, and what was detected rather than told. */
  readonly warnings: readonly string[]
  /** What the guards found in the design, with what would mend it. */
  readonly design: readonly DesignWarning[]
}

/** One pipeline of an expansion. */
export interface ExpandedPipeline {
  readonly pipeline_config: string
  readonly pipeline_config_id: string
  readonly steps: readonly unknown[]
  readonly generator_choices: readonly Readonly<Record<string, unknown>>[]
}

/** What a template stands for, and what running it would cost. */
export interface TemplatePreview {
  readonly name: string
  readonly file: string | null
  readonly count: number
  /** The first of them. */
  readonly pipelines: readonly ExpandedPipeline[]
  /** Models fitted on each dataset: each pipeline on each fold, and the refits. */
  readonly fits: number
  /** Of them those that are computed, for pipelines of a family share one; null where there are too many to look at. */
  readonly shared_fits: number | null
  /** Where a pipeline does not bring its own splitter. */
  readonly folds: number
  readonly refits: number
  /** Pipelines that mean the same as an earlier one; null where there are too many to look at. */
  readonly duplicates: readonly { readonly pipeline_config_id: string; readonly same_as: string }[] | null
  readonly max_pipelines: number
}
