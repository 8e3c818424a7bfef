import type { Display, TreeNode } from './display.ts'

/** The numbers behind a drawing as flat rows: one a point, bar, box, cell or line of a table, named as the drawing names them. */
export function displayRows(display: Display): readonly Readonly<Record<string, string | number | boolean | null>>[] {
  switch (display.kind) {
    case 'table':
      return display.rows.map(row =>
        Object.fromEntries(display.columns.map(({ label }, j) => [label.trim() || `column ${j + 1}`, row[j] ?? null])),
      )
    case 'line':
      return display.series.flatMap(({ name, value, group, points }) =>
        points.map(({ x, y }) => ({
          series: name,
          ...(display.scale && { [display.scale.label]: value ?? null }),
          ...(display.groups && { group: display.groups[group ?? -1] ?? null }),
          x,
          y,
        })),
      )
    case 'scatter':
      return display.series.flatMap(({ name, points }) =>
        points.map(({ x, y, label }) => ({ series: name, label: label ?? null, x, y })),
      )
    case 'bars':
      return display.series.flatMap(({ name, heights }) =>
        heights.map((count, i) => ({ series: name, from: display.edges[i]!, to: display.edges[i + 1]!, count })),
      )
    case 'boxes':
      return display.boxes.map(({ outliers, ...box }) => ({ ...box, outliers: outliers.length }))
    case 'matrix':
      return display.texts.flatMap((cells, i) =>
        cells.map((text, j) => ({
          [display.rows.label]: display.rows.names[i]!,
          [display.columns.label]: display.columns.names[j]!,
          value: text,
          shade: display.shades[i]?.[j] ?? null,
        })),
      )
    case 'tree':
      return treeRows(display.nodes, 0)
    case 'graph':
      return display.layers.flatMap(({ label, nodes }, layer) => nodes.map(node => ({ layer, kind: label, ...node })))
  }
}

const treeRows = (nodes: readonly TreeNode[], depth: number): ReturnType<typeof displayRows> =>
  nodes.flatMap(({ label, fact, children }) => [{ depth, label, fact: fact ?? null }, ...treeRows(children, depth + 1)])
