import { escapeHtml } from './escape-html.ts'
import { ink } from './palette.ts'

/** Pixels, rounded: SVG is text, and digits cost. */
export const px = (value: number): string => String(Math.round(value * 100) / 100)

export interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly size?: number
  readonly colour?: string
  readonly more?: string
}

export function svgText(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { anchor = 'start', size = 12, colour = ink, more = '' } = options
  return `<text x="${px(x)}" y="${px(y)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${more}>${escapeHtml(text)}</text>`
}

/** At most `limit` characters, with a sign of what is left out. */
export const shortened = (text: string, limit: number): string => {
  const characters = [...text]
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`
}
