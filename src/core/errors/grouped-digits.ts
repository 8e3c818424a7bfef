/** `1,234,567`: a whole number for people. Intl does the same, but loading it costs as much as a small run computes. */
export function groupedDigits(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
