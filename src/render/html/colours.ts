const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))

/** `share` of the first colour, the rest of the second: `#rrggbb`, as a page mixes them. */
export function mixed(colour: string, ground: string, share: number): string {
  const [over, under] = [channels(colour), channels(ground)]
  const mixedChannels = over.map((value, i) => Math.round(value * share + under[i]! * (1 - share)))
  return `#${mixedChannels.map(value => value.toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance, 0 … 1. @see WCAG 2.1, relative luminance */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map(value => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** Contrast ratio of two colours, 1 … 21. @see WCAG 2.1, contrast ratio */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}
