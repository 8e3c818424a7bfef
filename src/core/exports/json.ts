import type { ExportFormat } from './export-format.ts'

export const json: ExportFormat = {
  name: 'json',
  label: 'JSON, records as they are stored',
  extensions: ['.json'],
  text: true,
  write: async ({ records }) =>
    `[\n${records.map(record => JSON.stringify(record)).join(',\n')}${records.length > 0 ? '\n' : ''}]\n`,
}
