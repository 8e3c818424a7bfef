import { fonts, ink, paper } from './palette.ts'

/** Paper under what is drawn, as wide as that is, scrolling where the page is narrower. */
export const box = (content: string): string =>
  `<div style="display:inline-block;max-width:100%;overflow-x:auto;font:13px ${fonts};color:${ink};background:${paper};padding:8px 12px;box-sizing:border-box">${content}</div>`

export const boldTitle = (escapedTitle: string): string =>
  `<div style="font-weight:600;margin:0 0 4px;white-space:normal">${escapedTitle}</div>`
