/** One thing that was understood of a file, why, and how to say otherwise. */
export interface Detection {
  /** `Delimiter`, `Encoding`, … */
  readonly subject: string
  readonly found: string
  /** A clause without a full stop; `given` where it was told. */
  readonly reason: string
  /** What to write to overrule it. */
  readonly override: string
}
