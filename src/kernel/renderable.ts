import type { Display } from '../core/index.ts'
import { findHost } from './host.ts'
import { type MimeBundle, mimeBundle, plainText } from './mime-bundle.ts'

/** Draws itself: as HTML and SVG in a notebook, as text elsewhere. */
export interface Renderable {
  /** Draw now. In tslab a last expression alone shows as text; this shows it as HTML. */
  show(): Promise<void>
  /** What `show` draws, for other uses. */
  bundle(): MimeBundle
  toString(): string
}

/** A record, or a list of them, that draws itself as well. */
export type Shown<Value> = Value & Renderable

/**
 * A copy of `value` with the ways to draw it. They are not enumerable, so JSON, spread and `Object.keys` see the record
 * alone.
 */
export function shown<Value extends object>(value: Value, displays: Displays): Shown<Value> {
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Value
  return withMethods(copy, drawingMethods(displays)) as Shown<Value>
}

/** What draws an object; made only when it is drawn. */
export type Displays = readonly Display[] | (() => readonly Display[])

export function drawingMethods(displays: Displays) {
  const made = () => (typeof displays === 'function' ? displays() : displays)
  const bundle = () => mimeBundle(made())
  const text = () => plainText(made())
  return {
    show: () => findHost().show(bundle()),
    bundle,
    toString: text,
    // Deno's kernel calls the first for a last expression, Node and tslab the second.
    [Symbol.for('Jupyter.display')]: bundle,
    [Symbol.for('nodejs.util.inspect.custom')]: text,
  }
}

/** Methods that JSON, spread and `Object.keys` do not see. A field of the record stays what it is. */
export function withMethods<Value extends object, Methods extends object>(
  value: Value,
  methods: Methods,
): Value & Methods {
  for (const key of Reflect.ownKeys(methods)) {
    if (Object.prototype.propertyIsEnumerable.call(value, key)) continue
    Object.defineProperty(value, key, { value: Reflect.get(methods, key), enumerable: false, configurable: true })
  }
  return value as Value & Methods
}

/** Draw one thing after the other; promises of them are awaited: `await show(leaderboard(run))`. */
export async function show(...drawings: readonly (Renderable | PromiseLike<Renderable>)[]): Promise<void> {
  for (const drawing of drawings) await (await drawing).show()
}
