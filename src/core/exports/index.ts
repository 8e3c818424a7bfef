export { csvLine, csvOf } from './csv.ts'
export type { Exported, ExportFormat } from './export-format.ts'
export { type Cell, type Columns, columnsOf, flatRow, type Row } from './flat-table.ts'
export { exportFormats, findExportFormat } from './registry.ts'
