import type { Expansion } from './expansion.ts'

export type TemplateNode = Readonly<Record<string, unknown>>

export interface ExpandContext {
  /** Expand a part of the node. */
  readonly expand: (node: unknown) => Expansion
  /** Of the run or template; null where none was given. A node's own `_seed_` comes first. */
  readonly seed: number | null
}

/** A template keyword such as `_or_`: it stands for several values. */
export interface Generator {
  readonly keyword: string
  /** Keys that may stand beside the keyword in a node that is nothing but a generator. */
  readonly modifiers: readonly string[]
  readonly summary: string
  /**
   * Lazily, in template order. Each alternative carries its own choice `{keyword: value}`; what was chosen inside a value is
   * seen in the value.
   * @throws WrongGenerator, RangeNeverEnds
   */
  readonly expand: (node: TemplateNode, context: ExpandContext) => Expansion
}

/** Labels of the Python library that describe a node and choose nothing. */
export const descriptions = ['_tags_', '_metadata_'] as const
