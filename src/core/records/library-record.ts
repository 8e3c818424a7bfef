/** Where a library stands: in the workspace, for whoever works there, or in the user's own configuration. */
export type LibraryScope = 'workspace' | 'user'

/** One state of a template; never changed after it was saved. */
export interface LibraryVersion {
  readonly version: number
  /** The version it came after; null for the first, or where that one has been deleted. */
  readonly parent: number | null
  readonly created_at: string
  readonly author: string
  /** Of its text, byte for byte. */
  readonly sha256: string
  readonly format: 'yaml' | 'json'
  /** Relative to the template's folder. */
  readonly file: string
}

/** A template of a library with its versions, oldest first. */
export interface LibraryTemplateRecord {
  readonly schema_version: string
  /** What may stand wherever a template is asked for: `library:pls`. */
  readonly id: string
  readonly name: string
  readonly scope: LibraryScope
  readonly tags: readonly string[]
  /** The newest. */
  readonly version: number
  readonly created_at: string
  readonly author: string
  readonly versions: readonly LibraryVersion[]
}

/** One version with its text. */
export interface LibraryText {
  readonly record: LibraryTemplateRecord
  readonly version: LibraryVersion
  /** `library:pls@2` */
  readonly id: string
  /** Absolute. */
  readonly path: string
  readonly text: string
}

/** What a save did: `saved` is false where the newest version has this very text already. */
export interface SavedTemplate {
  readonly record: LibraryTemplateRecord
  readonly version: LibraryVersion
  readonly saved: boolean
}
