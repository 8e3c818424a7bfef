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
export function shown<Value extends object>(value: Value, displays: readonly Display[]): Shown<Value> {
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Value
  const bundle = () => mimeBundle(displays)
  const text = () => plainText(displays)
  const methods = {
    show: () => findHost().show(bundle()),
    bundle,
    toString: text,
    // Deno's kernel calls the first for a last expression, Node and tslab the second.
    [Symbol.for('Jupyter.display')]: bundle,
    [Symbol.for('nodejs.util.inspect.custom')]: text,
  }
  for (const key of Reflect.ownKeys(methods)) {
    Object.defineProperty(copy, key, { value: Reflect.get(methods, key), enumerable: false, configurable: true })
  }
  return copy as Shown<Value>
}

/** Draw one thing after the other; promises of them are awaited: `await show(leaderboard(run))`. */
export async function show(...drawings: readonly (Renderable | Promise<Renderable>)[]): Promise<void> {
  for (const drawing of drawings) await (await drawing).show()
}
