const decimalNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

export type DecimalMark = '.' | ','

/** A decimal number as printed, to the bit what Number() makes of it; NaN for anything else and for what overflows. */
export function parseNumber(text: string, decimal: DecimalMark): number {
  const plain = decimal === '.' ? text : text.includes('.') ? '' : text.replace(',', '.')
  if (!decimalNumber.test(plain)) return Number.NaN
  const value = Number(plain)
  return Number.isFinite(value) ? value : Number.NaN
}

const missingWords = /^[+-]?(?:nan|na|n\/a|#n\/a|null|none|nil|inf|infinity|missing|-+|\.|\?)$/i

/** Whether the text is a word for a value that is not there, or not finite. */
export function isMissingWord(text: string): boolean {
  return missingWords.test(text)
}

/** Whether the text is a number with marks between its thousands: `1,234.5`, `1.234,5`, `1 234`, `1'234`. */
export function hasThousands(text: string): boolean {
  return /^[+-]?\d{1,3}(?:([,.'’\s])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.test(text)
}
