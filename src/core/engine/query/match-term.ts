import type { N4aError } from '../../errors/index.ts'
import { runStatuses } from '../../records/index.ts'
import { fieldReader, fieldValue } from './field-value.ts'
import type { Token } from './filter-tokens.ts'
import { endlessReason } from './regular-expression.ts'

type Term = Extract<Token, { kind: 'term' }>
type Test = (value: unknown) => boolean

/** How a term decides on a record. `fail` makes the error for a value that cannot be meant. */
export function termMatcher(term: Term, fail: (reason: string) => N4aError): (record: object) => boolean {
  if (term.field === 'has') {
    const read = fieldReader(term.value)
    return record => isPresent(read(record))
  }
  if (term.field === 'is') return isMatcher(term, fail)
  const test = termTest(term, fail)
  const read = fieldReader(term.field)
  return record => test(read(record))
}

/** `is:starred`, `is:rejected`, or a status. */
function isMatcher({ value }: Term, fail: (reason: string) => N4aError): (record: object) => boolean {
  const words = value.toLowerCase().split('|')
  const unknown = words.find(word => !marked.includes(word) && !statuses.includes(word))
  if (unknown !== undefined) throw fail(`is: knows ${[...marked, ...statuses].join(', ')}, not ${unknown}`)
  return record =>
    words.some(word =>
      marked.includes(word) ? fieldValue(record, word) === true : fieldValue(record, 'status') === word,
    )
}

const marked: readonly string[] = ['starred', 'rejected']
const statuses: readonly string[] = runStatuses

function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

function termTest({ operator, value }: Term, fail: (reason: string) => N4aError): Test {
  switch (operator) {
    case '~': {
      const pattern = asPattern(value, fail)
      return found => pattern.test(asText(found))
    }
    case '!=': {
      const equal = value.split('|').map(equals)
      return found => !equal.some(test => test(found))
    }
    case '=':
      return anyOf(value.split('|').map(equals))
    case ':':
      return anyOf(value.split('|').map(part => range(part) ?? contains(part)))
    default:
      return comparison(operator, value, fail)
  }
}

const anyOf =
  (tests: readonly Test[]): Test =>
  found =>
    tests.some(test => test(found))

function asPattern(source: string, fail: (reason: string) => N4aError): RegExp {
  const endless = endlessReason(source)
  if (endless !== null) throw fail(`in the regular expression ${endless}`)
  try {
    return new RegExp(source, 'i')
  } catch (error) {
    throw fail(`the regular expression is wrong (${(error as Error).message})`)
  }
}

const asText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const equals = (wanted: string): Test => {
  const number = Number(wanted)
  const word = wanted.toLowerCase()
  return found =>
    found === wanted || asText(found).toLowerCase() === word || (typeof found === 'number' && found === number)
}

const contains = (wanted: string): Test => {
  const word = wanted.toLowerCase()
  return found => found === wanted || asText(found).toLowerCase().includes(word)
}

/** `5..15`, `..15`, `5..`: both ends included. */
function range(text: string): Test | undefined {
  const [, low, high] = /^(-?[\d.]*\d)?\.\.(-?[\d.]*\d)?$/.exec(text) ?? []
  if (low === undefined && high === undefined) return undefined
  const [from, to] = [low === undefined ? -Infinity : Number(low), high === undefined ? Infinity : Number(high)]
  return found => typeof found === 'number' && found >= from && found <= to
}

function comparison(operator: '<' | '<=' | '>' | '>=', wanted: string, fail: (reason: string) => N4aError): Test {
  const number = Number(wanted)
  const textual = Number.isNaN(number)
  if (textual && !/^\d{4}-\d\d/.test(wanted))
    throw fail(`${operator} compares with a number or a date, not with ${wanted}`)
  const holds = (order: number): boolean => {
    if (operator === '<') return order < 0
    if (operator === '<=') return order <= 0
    return operator === '>' ? order > 0 : order >= 0
  }
  return found => {
    if (textual) return typeof found === 'string' && holds(found < wanted ? -1 : found.startsWith(wanted) ? 0 : 1)
    return typeof found === 'number' && holds(found - number)
  }
}

/** A bare word is in some text of the record. */
export function matchWord(record: object, word: string): boolean {
  const wanted = word.toLowerCase()
  return Object.values(record).some(value => {
    if (typeof value === 'string' || typeof value === 'number') return String(value).toLowerCase().includes(wanted)
    return Array.isArray(value) || isPlain(value) ? asText(value).toLowerCase().includes(wanted) : false
  })
}

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null
