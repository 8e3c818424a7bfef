export interface Size {
  readonly columns: number
  readonly rows: number
}

export const smallest: Size = { columns: 60, rows: 16 }

export const tooSmall = ({ columns, rows }: Size): boolean => columns < smallest.columns || rows < smallest.rows

/** How much gives way to the list or the chart: nothing, what stands above it on the page, the frame as well. */
export type Zoom = 0 | 1 | 2

/** The lines around the body: breadcrumb, tabs where they fitText, filter where there is a list, two rules, status, hints. */
export function frameOf({ columns, rows }: Size, hasList: boolean, zoom: Zoom) {
  // Status and hints stay.
  if (zoom === 2) return { tabs: false, frame: false, body: Math.max(1, rows - 2) }
  const tabs = columns >= 100
  const around = 1 + Number(tabs) + Number(hasList) + 1 + 1 + 1 + 1
  return { tabs, frame: true, body: Math.max(1, rows - around) }
}
