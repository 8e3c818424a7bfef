import type { TreeDisplay, TreeNode } from '../../core/index.ts'
import { escapeHtml } from './escape-html.ts'
import { boldTitle, box, noteLine } from './html-box.ts'
import { faintInk, rule } from './palette.ts'

/** Lists in lists, which screen readers announce as such; a line leads from each to what is below it. */
export function htmlTree({ title, nodes, notes, whenEmpty }: TreeDisplay): string {
  const head = boldTitle(escapeHtml(title))
  if (nodes.length === 0) return box(`${head}<div>${escapeHtml(whenEmpty)}</div>`)
  return box([head, list(nodes, true), ...(notes.length > 0 ? [noteLine(notes.join(' · '))] : [])].join('\n'))
}

const list = (nodes: readonly TreeNode[], first: boolean): string =>
  `<ul style="list-style:none;margin:0;padding:0 0 0 ${first ? 2 : 14}px;${first ? '' : `border-left:1px solid ${rule};`}">${nodes.map(item).join('')}</ul>`

const item = ({ label, fact, children }: TreeNode): string =>
  `<li style="margin:2px 0;white-space:nowrap">${escapeHtml(label)}${fact ? ` <span style="color:${faintInk}">${escapeHtml(fact)}</span>` : ''}${children.length > 0 ? list(children, false) : ''}</li>`
