/** One thing in a template that has to be mended. */
export interface TemplateProblem {
  readonly code: string
  readonly message: string
  readonly hint: string | null
  /** 1-based, where the template is text. */
  readonly line: number | null
  readonly column: number | null
  /** `pipeline[2].params.n_components` */
  readonly field: string | null
}

export interface TemplateCheck {
  readonly name: string | null
  readonly file: string | null
  /** Null where it cannot be counted. */
  readonly count: number | null
  readonly problems: readonly TemplateProblem[]
}

/** What is different between two templates. */
export interface TemplateDiff {
  readonly before: string
  readonly after: string
  /** In words, by the meaning of the steps; empty where both mean the same. */
  readonly changes: readonly string[]
  /** By line, with `-`, `+` and a space before each; empty where the texts are the same. */
  readonly text: string
}

/** A template as text, in one of its two formats. */
export interface TemplateText {
  readonly name: string
  readonly format: 'yaml' | 'json'
  readonly text: string
}
