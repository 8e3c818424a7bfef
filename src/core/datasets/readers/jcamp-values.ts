import { DamagedTable, type N4aError } from '../../errors/index.ts'

export const jcampFormat = 'JCAMP-DX file'

export const jcampDamaged = (reason: string, line: number): N4aError =>
  DamagedTable({ format: jcampFormat, reason }).at({ line })

/** A number as printed, or a letter that stands for sign and first digit, with the digits behind it. */
const token = /([+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]\d+)?)|([@A-Ia-i%J-Rj-rS-Zs])(\d*\.?\d*)|(\?)|([\s,;]+)/y

/** `@ABCDEFGHI` are 0 to 9, `abcdefghi` −1 to −9; so are `%JKLMNOPQR` and `jklmnopqr` for differences. */
function leadingDigit(letter: string, zero: string, positive: string, negative: string): number | undefined {
  if (letter === zero) return 0
  const above = positive.indexOf(letter)
  if (above >= 0) return above + 1
  const below = negative.indexOf(letter)
  return below >= 0 ? -(below + 1) : undefined
}

const duplicates = 'STUVWXYZs'

const withDigits = (digit: number, digits: string) => Number(`${Object.is(digit, -0) ? 0 : digit}${digits}`)

/**
 * The ordinates of `(X++(Y..Y))`, without factor: free numbers (AFFN), packed (PAC), squeezed (SQZ), differences (DIF) and repeated
 * (DUP) ones in any mixture. `?` is NaN. After a line of differences the next begins with the last value again, as a check.
 *
 * @throws DamagedTable with the line, when a check fails, there are more than `points`, or a character means nothing
 * @see McDonald & Wilks (1988), Applied Spectroscopy 42(1), 151–162
 */
export function decodeOrdinates(lines: readonly string[], firstLine: number, points: number): Float64Array {
  const values = new Float64Array(points)
  let length = 0
  let difference: number | null = null
  const push = (value: number, line: number) => {
    if (length >= points) throw jcampDamaged(`it has more than the ${points} points announced`, line)
    values[length++] = value
  }
  lines.forEach((text, i) => {
    const line = firstLine + i
    const check = difference !== null
    let position = 0
    for (const { number, letter, digits, unknown } of tokens(text, line)) {
      const place = position++
      // The first number of a line is its abscissa, which the header gives more exactly.
      if (place === 0) continue
      const absolute = unknown ? Number.NaN : (number ?? absoluteOf(letter, digits))
      if (absolute !== undefined) {
        if (place === 1 && check) checkValue(values[length - 1]!, absolute, line)
        else push(absolute, line)
        difference = null
        continue
      }
      const step = leadingDigit(letter, '%', 'JKLMNOPQR', 'jklmnopqr')
      if (step !== undefined) {
        if (length === 0) throw jcampDamaged('a difference has no value before it', line)
        difference = withDigits(step, digits)
        push(values[length - 1]! + difference, line)
        continue
      }
      const times = Number(`${duplicates.indexOf(letter) + 1}${digits}`)
      if (length === 0 || !Number.isInteger(times)) throw jcampDamaged('a repetition has no value before it', line)
      for (let k = 1; k < times; k++) push(values[length - 1]! + (difference ?? 0), line)
    }
  })
  if (length === points) return values
  throw jcampDamaged(`it has ${length} points where ${points} are announced`, firstLine)
}

const absoluteOf = (letter: string, digits: string): number | undefined => {
  const digit = leadingDigit(letter, '@', 'ABCDEFGHI', 'abcdefghi')
  return digit === undefined ? undefined : withDigits(digit, digits)
}

function checkValue(before: number, repeated: number, line: number): void {
  // Differences of decimal fractions add up to a little beside the check.
  if (Math.abs(before - repeated) <= 1e-6 * Math.max(1, Math.abs(before))) return
  throw jcampDamaged(`the line starts with ${repeated} where the one before ends with ${before}`, line)
}

interface Token {
  readonly number: number | undefined
  readonly letter: string
  readonly digits: string
  readonly unknown: boolean
}

function* tokens(text: string, line: number): Generator<Token> {
  token.lastIndex = 0
  let at = 0
  while (at < text.length) {
    token.lastIndex = at
    const match = token.exec(text)
    if (!match) throw jcampDamaged(`${JSON.stringify(text[at])} stands among the numbers`, line)
    at += match[0].length
    const [, number, letter = '', digits = '', unknown, space] = match
    if (space !== undefined) continue
    yield { number: number === undefined ? undefined : Number(number), letter, digits, unknown: unknown !== undefined }
  }
}
