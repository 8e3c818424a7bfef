/**
 * Who has to act: `input` and `data`, the user (nothing was started); `numerical`, nobody at once (the result is recorded
 * as failed and the run goes on); `storage`, whoever keeps the workspace; `bug`, us.
 */
export type ErrorKind = 'input' | 'data' | 'numerical' | 'storage' | 'bug'

/** Where the thing to mend stands. Outer callers add what they know; what is already known stays. */
export interface ErrorPlace {
  readonly file?: string
  /** 1-based. */
  readonly line?: number
  /** 1-based. */
  readonly column?: number
  /** A path such as `templates[0].pipeline[2].params.n_components`, or a column of a table. */
  readonly field?: string
  /** Text that stands at the place, by which its line is found where the field alone is too coarse. */
  readonly text?: string
  readonly dataset?: string
  readonly pipeline?: string
  readonly step?: string
}

/** Any failure n4a can foresee. `code` is permanent: users search for it and scripts test it. */
export class N4aError extends Error {
  readonly code: string
  readonly kind: ErrorKind
  readonly hint: string | undefined
  readonly place: ErrorPlace

  constructor(
    facts: { code: string; kind: ErrorKind; message: string; hint?: string | undefined; place?: ErrorPlace },
    options?: ErrorOptions,
  ) {
    super(facts.message, options)
    this.name = facts.code
    this.code = facts.code
    this.kind = facts.kind
    this.hint = facts.hint
    this.place = facts.place ?? {}
  }

  /** The same error with `place` filled in where it said nothing yet. */
  at(place: ErrorPlace): N4aError {
    const { code, kind, message, hint } = this
    return new N4aError(
      { code, kind, message, hint, place: { ...place, ...this.place } },
      { cause: this.cause ?? this },
    )
  }

  /** The same error with its field seen from outside: `params.alpha` within `pipeline[2]` is `pipeline[2].params.alpha`. */
  within(prefix: string): N4aError {
    const { code, kind, message, hint } = this
    const inner = this.place.field ?? ''
    const joint = prefix === '' || inner === '' || inner.startsWith('[') ? '' : '.'
    const place = { ...this.place, field: `${prefix}${joint}${inner}` }
    return new N4aError({ code, kind, message, hint, place }, { cause: this.cause ?? this })
  }
}

interface ErrorDefinition<Facts> {
  readonly kind: ErrorKind
  /** What happened and why, in full sentences, without "Error:". */
  readonly message: (facts: Facts) => string
  /** What to do next. */
  readonly hint?: string | ((facts: Facts) => string | undefined)
}

export interface ErrorEntry {
  readonly code: string
  readonly kind: ErrorKind
}

/** A catalogue entry: called with facts it makes the error, so that a throw site holds no prose. */
export type ErrorConstructorOf<Facts> = ErrorEntry & ((facts: Facts, options?: ErrorOptions) => N4aError)

export function defineError<Facts>(code: string, definition: ErrorDefinition<Facts>): ErrorConstructorOf<Facts> {
  const { kind, message, hint } = definition
  const make = (facts: Facts, options?: ErrorOptions) =>
    new N4aError(
      { code, kind, message: message(facts), hint: typeof hint === 'function' ? hint(facts) : hint },
      options,
    )
  return Object.assign(make, { code, kind })
}

/** Run `work`; the field of an N4aError that leaves it is seen from outside. */
export function withinField<T>(prefix: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof N4aError ? error.within(prefix) : error
  }
}

/** Run `work`; an N4aError that leaves it learns `place`. */
export function located<T>(place: ErrorPlace, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof N4aError ? error.at(place) : error
  }
}
