/** How a run refers to a template. */
export interface TemplateReference {
  readonly id: string
  readonly name: string
  /** As given, byte for byte, relative to the run's folder. */
  readonly file: string
  readonly expansion_count: number
}

/** A template as a run saved it before expansion, in normal form (`templates/<id>.json`). */
export interface TemplateRecord extends TemplateReference {
  readonly schema_version: string
  readonly template_id: string
  readonly run_id: string
  readonly description?: string
  readonly created_at: string
  /** Where it was read from, if from a file. */
  readonly source?: string
  /** Unexpanded: generators stand as they were written. */
  readonly steps: readonly unknown[]
}
