const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])

/** Whether cells of a number format show a date or a time: only there `y`, `m`, `d`, `h` and `s` stand unquoted. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.has(id) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '')
  return /[ymdhs]/i.test(bare.replace(/general|standard|e[+-]/gi, ''))
}

const day = 86_400_000
/** Serial 60 is 29 February 1900, which never was: days are counted from 30 December 1899 from March 1900 on. */
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)

/** `2024-05-17`, or `2024-05-17T13:30:00` where the cell has a time; null for what is no date. */
export function dateText(serial: number, from1904: boolean): string | null {
  if (!(serial >= 0 && serial < 2_958_466)) return null
  const shift = !from1904 && serial < 60 ? 1 : 0
  // Seconds: a time of day is a fraction that binary numbers only come near to.
  const moment = new Date(Math.round(((from1904 ? epoch1904 : epoch1900) + (serial + shift) * day) / 1000) * 1000)
  const text = moment.toISOString()
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 19)
}
