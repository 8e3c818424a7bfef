export interface Size {
  readonly columns: number
  readonly rows: number
}

export const smallest: Size = { columns: 60, rows: 16 }

export const tooSmall = ({ columns, rows }: Size): boolean => columns < smallest.columns || rows < smallest.rows

/** The lines around the body: breadcrumb, tabs where they fitText, filter where there is a list, two rules, status, hints. */
export function frameOf({ columns, rows }: Size, hasList: boolean) {
  const tabs = columns >= 100
  const around = 1 + Number(tabs) + Number(hasList) + 1 + 1 + 1 + 1
  return { tabs, body: Math.max(1, rows - around) }
}
