import type { Display } from '../core/index.ts'
import { htmlOf } from '../render/html/html.ts'
import { styled } from '../render/html/html-box.ts'
import { textOf } from '../render/html/text.ts'

/** MIME type → content. SVG travels inside `text/html`: nbconvert strips the shapes out of `image/svg+xml`. */
export type MimeBundle = Readonly<Record<string, string>>

export function mimeBundle(displays: readonly Display[]): MimeBundle {
  return {
    'text/html': styled(displays.map(display => `<div>${htmlOf(display)}</div>`).join('\n')),
    'text/plain': plainText(displays),
  }
}

export const plainText = (displays: readonly Display[]): string => displays.map(display => textOf(display)).join('\n\n')
