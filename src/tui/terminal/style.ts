/*
 * How characters look, as a terminal is told: the numbers of "select graphic rendition". @see ECMA-48, 8.3.117
 */

/** Numbers that make characters look so from a plain beginning, in one order: `1;7;36`. Empty: plain. */
export type Style = string

/** What takes attributes away, and which. */
const ends: Readonly<Record<number, readonly number[]>> = {
  22: [1, 2],
  23: [3],
  24: [4],
  25: [5],
  27: [7],
  28: [8],
  29: [9],
}

/** A pen whose look changes with each sequence. */
export function pen() {
  const attributes = new Set<number>()
  let foreground = ''
  let background = ''

  const reset = () => {
    attributes.clear()
    foreground = ''
    background = ''
  }

  /** A colour of the palette (`5;n`) or of its own (`2;r;g;b`); how many numbers it takes. */
  const extended = (numbers: readonly number[], at: number): number => (numbers[at + 1] === 5 ? 3 : 5)

  return {
    /** `parameters`: what stands between `CSI` and `m`. */
    apply(parameters: string): void {
      const numbers = parameters.split(/[;:]/).map(Number)
      for (let i = 0; i < numbers.length; i++) {
        const number = numbers[i]!
        if (number === 0) reset()
        else if (number === 38 || number === 48) {
          const length = extended(numbers, i)
          const colour = numbers.slice(i, i + length).join(';')
          if (number === 38) foreground = colour
          else background = colour
          i += length - 1
        } else if (number === 39) foreground = ''
        else if (number === 49) background = ''
        else if ((number >= 30 && number <= 37) || (number >= 90 && number <= 97)) foreground = String(number)
        else if ((number >= 40 && number <= 47) || (number >= 100 && number <= 107)) background = String(number)
        else if (ends[number]) for (const attribute of ends[number]) attributes.delete(attribute)
        else if (number < 10) attributes.add(number)
      }
    },
    style(): Style {
      if (attributes.size === 0 && background === '') return foreground
      const parts = [...attributes].sort((a, b) => a - b).map(String)
      return [...parts, foreground, background].filter(part => part !== '').join(';')
    },
  }
}

/** The shortest sequence from one look to another. */
export function transition(from: Style, to: Style): string {
  if (from === to) return ''
  if (to === '') return '\u001b[m'
  if (from === '') return `\u001b[${to}m`
  const { attributes: before, colours: had } = partsOf(from)
  const { attributes: after, colours } = partsOf(to)
  const takesAway = before.some(part => !after.includes(part)) || had.length > colours.length
  if (takesAway) return `\u001b[0;${to}m`
  const added = [...after.filter(part => !before.includes(part)), ...colours.filter(colour => !had.includes(colour))]
  // A colour that is not named again stays; one of the foreground takes the place of another.
  const kept = had.filter(colour => !colours.includes(colour))
  const replaced = kept.every(colour => colours.some(other => isBackground(other) === isBackground(colour)))
  return replaced && added.length > 0 ? `\u001b[${added.join(';')}m` : `\u001b[0;${to}m`
}

function partsOf(style: Style): { attributes: readonly string[]; colours: readonly string[] } {
  const attributes: string[] = []
  const colours: string[] = []
  const numbers = style.split(';')
  for (let i = 0; i < numbers.length; i++) {
    const number = Number(numbers[i])
    if (number < 10) attributes.push(numbers[i]!)
    else if (number === 38 || number === 48) {
      const length = numbers[i + 1] === '5' ? 3 : 5
      colours.push(numbers.slice(i, i + length).join(';'))
      i += length - 1
    } else colours.push(numbers[i]!)
  }
  return { attributes, colours }
}

function isBackground(colour: string): boolean {
  const number = Number(colour.split(';', 1)[0])
  return number === 48 || (number >= 40 && number <= 47) || number >= 100
}
