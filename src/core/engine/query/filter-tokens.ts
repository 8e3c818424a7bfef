import { WrongFilter } from '../../errors/index.ts'

export type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '~'

export type Token =
  | { readonly kind: 'open' | 'close' | 'or' | 'not'; readonly at: number }
  | { readonly kind: 'word'; readonly at: number; readonly text: string }
  | {
      readonly kind: 'term'
      readonly at: number
      readonly field: string
      readonly operator: Operator
      readonly value: string
    }

const signs: Readonly<Record<string, 'open' | 'close' | 'or'>> = { '(': 'open', ')': 'close', '|': 'or' }
const operators: readonly Operator[] = ['!=', '<=', '>=', ':', '=', '<', '>', '~']

/**
 * `model:PLS -status:failed (rpd > 2 | has:error)` → tokens. Quotes keep spaces and signs; `-` before a term or a parenthesis
 * means not; spaces may stand around an operator.
 * @throws WrongFilter with the position
 */
export function filterTokens(filter: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  const fail = (position: number, reason: string) => WrongFilter({ filter, position, reason })

  /** Text up to a space or a sign, where quotes are not closed by either. */
  const readText = (stopAtOperator: boolean): string => {
    let text = ''
    while (at < filter.length && !/\s/.test(filter[at]!)) {
      const character = filter[at]!
      if (character === '"') {
        const end = filter.indexOf('"', at + 1)
        if (end < 0) throw fail(at, 'this quote is never closed')
        text += filter.slice(at + 1, end)
        at = end + 1
        continue
      }
      if (character in signs && (stopAtOperator || character === ')')) break
      if (stopAtOperator && operatorAt(filter, at)) break
      text += character
      at++
    }
    return text
  }

  while (at < filter.length) {
    const start = at
    const character = filter[at]!
    if (/\s/.test(character)) {
      at++
      continue
    }
    const sign = signs[character]
    if (sign || (character === '-' && !/[\s\d.]|^$/.test(filter[at + 1] ?? ''))) {
      tokens.push({ kind: sign ?? 'not', at })
      at++
      continue
    }
    const text = readText(true)
    const after = skipSpaces(filter, at)
    const operator = operatorAt(filter, after)
    if (!operator) {
      tokens.push({ kind: 'word', at: start, text })
      continue
    }
    if (text === '') throw fail(at, `a field must stand before ${operator}`)
    at = after + operator.length
    const begins = skipSpaces(filter, at)
    const signed = begins > at && (filter[begins] === '|' || operatorAt(filter, begins) !== undefined)
    if (begins < filter.length && !signed) at = begins
    const value = readText(false)
    if (value === '') throw fail(at, `a value must stand after ${text}${operator}`)
    tokens.push({ kind: 'term', at: start, field: text, operator, value })
  }
  return tokens
}

function skipSpaces(filter: string, from: number): number {
  let at = from
  while (at < filter.length && /\s/.test(filter[at]!)) at++
  return at
}

function operatorAt(filter: string, at: number): Operator | undefined {
  return operators.find(operator => filter.startsWith(operator, at))
}
