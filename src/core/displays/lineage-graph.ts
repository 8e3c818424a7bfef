import { printable } from '../errors/index.ts'
import type { Lineage, LineageItem } from '../records/index.ts'
import type { GraphDisplay } from './display.ts'
import { formatCount } from './format.ts'

/** More in one layer are a list, which the table beside the drawing has. */
const mostNodes = 6

const plurals = {
  file: 'Files',
  dataset: 'Datasets',
  template: 'Templates',
  run: 'Runs',
  result: 'Results',
  model: 'Models',
  prediction: 'Predictions',
} as const
const singulars = {
  file: 'File',
  dataset: 'Dataset',
  template: 'Template',
  run: 'Run',
  result: 'Result',
  model: 'Model',
  prediction: 'Prediction',
} as const

/** From the files to what was made of it, a layer a kind, each made of the one before; the thing itself is marked. */
export function lineageGraph(lineage: Lineage): GraphDisplay {
  const { from, into, ...own } = lineage
  const layers: { kind: LineageItem['kind']; items: { item: LineageItem; current: boolean }[] }[] = []
  const add = (item: LineageItem, current: boolean) => {
    const last = layers.at(-1)
    // What stands by itself keeps its own layer: what it was made of and what was made of it may be of its kind.
    if (!current && last?.kind === item.kind && !last.items.some(one => one.current)) last.items.push({ item, current })
    else layers.push({ kind: item.kind, items: [{ item, current }] })
  }
  for (const item of from) add(item, false)
  add(own, true)
  for (const item of into) add(item, false)
  return {
    kind: 'graph',
    title: printable(`Lineage of ${own.kind} ${own.name}`),
    layers: layers.map(({ kind, items }) => ({
      label: items.length > 1 ? plurals[kind] : singulars[kind],
      nodes: items.slice(0, mostNodes).map(({ item, current }) => ({
        name: printable(item.name),
        fact: item.status === null ? null : printable(item.status),
        current,
      })),
      more: Math.max(0, items.length - mostNodes),
    })),
    notes: [`${formatCount(from.length, 'thing')} before it`, `${formatCount(into.length, 'thing')} made of it`],
    whenEmpty: 'Nothing is known of it.',
  }
}
