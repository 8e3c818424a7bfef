import type { Expansion } from './expansion.ts'

export type TemplateNode = Readonly<Record<string, unknown>>

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
  readonly expand: (node: TemplateNode, expandNode: (node: unknown) => Expansion) => Expansion
}
