import type {
  ExpansionNode,
  LibraryScope,
  LibraryTemplateRecord,
  LibraryText,
  LibraryVersion,
  SavedTemplate,
  TemplateCheck,
  TemplateDiff,
  TemplatePreview,
  TemplateRecord,
  TemplateSource,
  TemplateText,
} from '../records/index.ts'
import type { PreviewOptions } from './preview-template.ts'
import type { AnyTemplate } from './template-text.ts'

export interface SaveOptions {
  /** Default: the template's own name, made fit for a folder, or its models. @throws WrongLibraryName */
  readonly name?: string
  readonly tags?: readonly string[]
  /** Default: the workspace. */
  readonly scope?: LibraryScope
}

export interface LibraryFilter {
  readonly scope?: LibraryScope
  readonly tag?: string
}

/** A version, and what it changed in the one before it. */
export interface VersionHistory extends LibraryVersion {
  readonly changes: readonly string[]
}

export interface ExpandOptions {
  /** More are an error with the count. Default: 10,000. */
  readonly max_pipelines?: number
}

export interface LazyExpansion {
  readonly count: number
  readonly alternatives: Iterable<{ readonly value: unknown; readonly choices: readonly unknown[] }>
}

/** Templates: those of runs, and those of the libraries of the workspace and of the user. */
export interface TemplateEngine {
  /** Those of the runs in this workspace, newest first. */
  list(): Promise<readonly TemplateRecord[]>
  get(id: string): Promise<TemplateRecord>
  /** Count an expansion, build its first `limit` pipelines, and tell what it would cost. */
  preview(source: TemplateSource, limit?: number, options?: PreviewOptions): Promise<TemplatePreview>
  /** Expand any JSON value, operators unchecked: the generator language by itself. @throws TooManyPipelines */
  expand(
    value: unknown,
    options?: ExpandOptions,
  ): Promise<{ count: number; expanded: readonly unknown[]; choices: readonly unknown[] }>

  /** The same without building it: iterable again and again, one alternative at a time. @throws TooManyPipelines */
  expansion(value: unknown, options?: ExpandOptions): Promise<LazyExpansion>

  /** Steps with their generators, each with how many values it stands for; nothing is built. */
  outline(source: TemplateSource): Promise<readonly ExpansionNode[]>

  /** Of the workspace, then of the user, by name. */
  library(filter?: LibraryFilter): Promise<readonly LibraryTemplateRecord[]>
  /** The text of `library:NAME`, `NAME` or `NAME@VERSION`. @throws UnknownLibraryTemplate */
  version(reference: string): Promise<LibraryText>
  /** Newest first. @throws UnknownLibraryTemplate */
  versions(reference: string): Promise<readonly VersionHistory[]>
  /** Checked, and kept byte for byte as a new version; the newest again is no new version. */
  save(source: AnyTemplate, options?: SaveOptions): Promise<SavedTemplate>
  tag(
    reference: string,
    change: { add?: readonly string[]; remove?: readonly string[] },
  ): Promise<LibraryTemplateRecord>
  /** `NAME@VERSION`, or `NAME` with all its versions. What runs stored stays. */
  remove(reference: string): Promise<void>

  /** Everything that is wrong, with lines. `part`: it need not end with a model. */
  validate(
    source: AnyTemplate,
    options?: { readonly part?: boolean; readonly max_pipelines?: number },
  ): Promise<TemplateCheck>
  /** Files, library versions, templates of runs, or objects. */
  diff(before: AnyTemplate, after: AnyTemplate): Promise<TemplateDiff>
  /** The steps of a preprocessing template and of a model's, as one template in YAML. */
  compose(preprocessing: AnyTemplate, model: AnyTemplate): Promise<TemplateText>
  /** As YAML or JSON. `onto`: a YAML text of an earlier state, whose comments stay where the value allows it. */
  convert(source: AnyTemplate, format: 'yaml' | 'json', options?: { readonly onto?: string }): Promise<TemplateText>
}
