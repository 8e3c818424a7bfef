/** What a view lists. */
export const viewSubjects = ['results', 'predictions'] as const
export type ViewSubject = (typeof viewSubjects)[number]

/** What is asked of a listing, under a name: kept in the workspace, for whoever opens it. */
export interface SavedView {
  readonly schema_version: string
  readonly name: string
  readonly of: ViewSubject
  /** Filter language. */
  readonly where?: string
  /** Fields, parted by commas. */
  readonly sort?: string
  readonly run?: string
  readonly dataset?: string
  readonly limit?: number
  readonly saved_by: string
  readonly saved_at: string
}
