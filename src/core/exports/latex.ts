import type { ExportFormat } from './export-format.ts'

const signs: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '²': '\\textsuperscript{2}',
  '−': '\\textminus{}',
  '–': '--',
  '×': '\\texttimes{}',
  '·': '\\textperiodcentered{}',
  '±': '\\textpm{}',
  '→': '$\\rightarrow$',
  '↓': '$\\downarrow$',
  '↑': '$\\uparrow$',
  '…': '\\dots{}',
}

/** What TeX would take for a command stands as itself. */
const escaped = (text: string): string =>
  text.replace(/[\\{}$&#%_~^<>²−–×·±→↓↑…]/g, sign => signs[sign] ?? `\\${sign}`).replace(/\r?\n/g, ' ')

export const latex: ExportFormat = {
  name: 'latex',
  label: 'LaTeX table (packages booktabs and textcomp), as `list` shows it',
  extensions: ['.tex'],
  text: true,
  async write({ table }) {
    const { columns, rows, title, whenEmpty } = table()
    if (rows.length === 0) return `% ${whenEmpty.replace(/\r?\n/g, ' ')}\n`
    const line = (cells: readonly string[]) => `    ${cells.join(' & ')} \\\\\n`
    return [
      '\\begin{table}\n  \\centering\n',
      `  \\caption{${escaped(title)}}\n`,
      `  \\begin{tabular}{${columns.map(({ align }) => (align === 'right' ? 'r' : 'l')).join('')}}\n    \\toprule\n`,
      line(columns.map(({ label }) => escaped(label))),
      '    \\midrule\n',
      ...rows.map((row, i) =>
        line(row.map((cell, j) => (columns[j]!.best?.includes(i) ? `\\textbf{${escaped(cell)}}` : escaped(cell)))),
      ),
      '    \\bottomrule\n  \\end{tabular}\n\\end{table}\n',
    ].join('')
  },
}
