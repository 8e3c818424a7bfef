/** What a reader should know of one fit. */
export interface FitNote {
  /** A sentence, or its beginning where there is a figure. */
  readonly text: string
  /** What differs from fold to fold: `14 of 137 training samples`. */
  readonly figure: string | null
}

export const plainNote = (text: string): FitNote => ({ text, figure: null })

/** The notes of several fits: each text once, with what it says of each fold. */
export function combinedNotes(fits: readonly { readonly where: string; readonly notes: readonly FitNote[] }[]) {
  const byText = new Map<string, Map<string | null, string[]>>()
  for (const { where, notes } of fits) {
    for (const { text, figure } of notes) {
      const figures = byText.get(text) ?? new Map<string | null, string[]>()
      byText.set(text, figures)
      figures.set(figure, [...(figures.get(figure) ?? []), where])
    }
  }
  return [...byText].map(([text, figures]) => {
    const said = [...figures].map(
      ([figure, where]) => `${figure === null ? '' : `${figure} `}(fold ${where.join(', ')})`,
    )
    const separator = figures.has(null) ? ' ' : ': '
    return `${text.replace(/\.$/, '')}${separator}${said.join(', ')}.`
  })
}
