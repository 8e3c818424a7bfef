export { type ReportOptions, runReport } from './run-report.ts'
