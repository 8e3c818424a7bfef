import { wavelengthsOf } from '../axis.ts'
import { type DecimalMark, isMissingWord, parseNumber } from '../number.ts'
import { isIdName } from '../roles.ts'

export interface HeaderDecision {
  readonly header: boolean
  /** A clause without a full stop. */
  readonly reason: string
  /** Whether the first line could be taken for the other. */
  readonly ambiguous: boolean
}

const fewestForOrder = 3
const evenness = 0.05

/**
 * Whether the first line names the columns. Words over numbers are names. A line of numbers is a header of wavelengths
 * where its numbers rise or fall steadily and lie outside what the samples hold (or are evenly spaced), else a sample.
 */
export function decideHeader(
  first: readonly string[],
  samples: readonly (readonly string[])[],
  decimal: DecimalMark,
  missing: ReadonlySet<string> = new Set(),
): HeaderDecision {
  const numberAt = (cells: readonly string[], i: number) =>
    missing.has(cells[i] ?? '') ? Number.NaN : parseNumber(cells[i] ?? '', decimal)
  const isWord = (cells: readonly string[], i: number) => {
    const cell = cells[i] ?? ''
    return cell !== '' && !missing.has(cell) && !isMissingWord(cell) && Number.isNaN(numberAt(cells, i))
  }
  const words = first.flatMap((_, i) => (isWord(first, i) ? [i] : []))
  const places = first.flatMap((_, i) => (Number.isNaN(numberAt(first, i)) ? [] : [i]))
  const numbers = places.map(i => numberAt(first, i))
  if (numbers.length === 0) return decided(true, 'the first line holds no number')
  if (samples.length === 0) return decided(true, 'there is no other line')
  if (words.some(i => isIdName(first[i]!, i))) return decided(true, 'it names the sample ids')
  if (words.some(i => samples.every(cells => !isWord(cells, i)))) {
    return decided(true, 'the first line holds words where the samples hold numbers')
  }
  if (wavelengthsOf(words.map(i => first[i]!)).some(Boolean)) return decided(true, 'its words are wavelengths')
  const below = samples.flatMap(cells => places.map(i => numberAt(cells, i))).filter(value => !Number.isNaN(value))
  const inside = liesWithin(numbers, below)
  const ordered = isMonotone(numbers)
  if (ordered && !inside) return unsure(true, `its numbers ${ordered} steadily and lie outside those of the samples`)
  if (ordered && isEven(numbers)) return unsure(true, `its numbers ${ordered} in even steps`)
  if (!inside) return unsure(true, 'its numbers lie outside those of the samples')
  return unsure(false, 'its numbers are like those of the samples and no steady scale')
}

const decided = (header: boolean, reason: string) => ({ header, reason, ambiguous: false })
const unsure = (header: boolean, reason: string) => ({ header, reason, ambiguous: true })

function isMonotone(values: readonly number[]): 'rise' | 'fall' | null {
  if (values.length < fewestForOrder) return null
  const steps = values.slice(1).map((value, i) => value - values[i]!)
  if (steps.every(step => step > 0)) return 'rise'
  return steps.every(step => step < 0) ? 'fall' : null
}

function isEven(values: readonly number[]): boolean {
  const step = (values.at(-1)! - values[0]!) / (values.length - 1)
  return values.slice(1).every((value, i) => Math.abs(value - values[i]! - step) <= evenness * Math.abs(step))
}

/** Whether the middle number is within the samples' range, widened by its own width on both sides. */
function liesWithin(numbers: readonly number[], samples: readonly number[]): boolean {
  if (samples.length === 0) return false
  const low = samples.reduce((a, b) => Math.min(a, b))
  const high = samples.reduce((a, b) => Math.max(a, b))
  const middle = [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!
  const room = high - low
  return middle >= low - room && middle <= high + room
}
