import { escapeHtml } from './escape-html.ts'
import { faintInk, fonts, ink, paper, styleSheet } from './palette.ts'

/** Paper under what is drawn, as wide as that is, scrolling where the page is narrower. */
export const box = (content: string): string =>
  `<div style="display:inline-block;vertical-align:top;max-width:100%;overflow-x:auto;font:13px ${fonts};color:${ink};background:${paper};padding:8px 12px;box-sizing:border-box">${content}</div>`

export const boldTitle = (escapedTitle: string): string =>
  `<div style="font-weight:600;margin:0 0 4px;white-space:normal">${escapedTitle}</div>`

export const noteLine = (text: string): string =>
  `<div style="margin:6px 0 0;color:${faintInk};white-space:normal">${escapeHtml(text)}</div>`

/** With the colours of light and dark pages. */
export const styled = (content: string): string => `${styleSheet}<div class="n4a">${content}</div>`
