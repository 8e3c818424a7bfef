import { existsSync } from 'node:fs'
import {
  type DatasetDescription,
  type DatasetSpec,
  type DescribedDataset,
  type Detection,
  formatBytes,
  formatScore,
  formatTime,
  printable,
  type RegisteredDataset,
  type TableDisplay,
  targetFacts,
  wavelengthText,
} from '../../core/index.ts'
import type { AddCommand } from '../context.ts'
import { addDatasetOptions, datasetFields, firstDatasetFlag, flagFor, namingFlags } from '../dataset-options.ts'
import { jsonOption } from '../options.ts'
import { type Detail, textDetails } from '../output/text-details.ts'
import { textSpectra } from '../output/text-spectra.ts'
import { textTable } from '../output/text-table.ts'
import { writeRecord } from '../output/write.ts'

const content = (dataset: DescribedDataset | RegisteredDataset): readonly Detail[] => [
  ['Dataset', dataset.name],
  ['Samples', `${dataset.n_samples} (${dataset.n_train} train, ${dataset.n_test} test)`],
  ['Channels', dataset.n_features],
  ['Wavelengths', wavelengthText(dataset)],
  ...(dataset.instruments ?? []).map(
    ({ name, n_features, ...axis }) =>
      ['Instrument', `${name}, ${n_features} channels, ${wavelengthText(axis) ?? 'no wavelengths'}`] as const,
  ),
  ...targetFacts(dataset).map(
    ([column, facts]) => ['Target', facts === null ? column : `${column}, ${facts}`] as const,
  ),
  ['Task', `${dataset.task_type.replaceAll('_', ' ')} (${dataset.task_type_reason})`],
  ['File size', formatBytes(dataset.file_size)],
  ['Hash', dataset.hash],
]

const mostIds = 8

function repeatedDetails({
  same_spectrum: same,
  repeated_ids,
  groups,
}: DatasetDescription['repeated']): readonly Detail[] {
  const shown = `${same.slice(0, mostIds).join(', ')}${same.length > mostIds ? ', …' : ''}`
  return [
    ['Same spectra', same.length > 0 ? `${same.length} like an earlier one: ${shown}` : null],
    ['Repeated ids', repeated_ids > 0 ? repeated_ids : null],
    ['Replicates', groups && `${groups.count} groups, the largest of ${groups.largest} samples`],
  ]
}

/** The flag with an example, where there is one. */
function overruling({ override, field, example }: Detection): string {
  const flag = field === undefined ? null : flagFor(field)
  if (flag === null) return override
  if (example === 'true' || example === 'false') return example === 'true' ? flag : flag.replace('--', '--no-')
  return [flag, example].filter(Boolean).join(' ')
}

function understoodTable(detections: DatasetDescription['detections']): TableDisplay {
  const columns = ['Understood', 'As', 'Because', 'Overrule with'].map(label => ({ label, align: 'left' as const }))
  const rows = detections.map(detection =>
    [detection.subject, detection.found, detection.reason, overruling(detection)].map(printable),
  )
  return { kind: 'table', title: 'Understood', columns, rows, whenEmpty: '' }
}

/** What a file was understood to hold, with what was detected rather than told. */
const describedDetails = ({ record, notes, preview, repeated }: DatasetDescription): readonly Detail[] => [
  ...content(record),
  ['Group', record.group],
  ['Path', record.path],
  ...(record.sources ?? []).map(({ name, path }) => ['Source', `${name}, ${path}`] as const),
  ...notes.map(note => ['Detected', note] as const),
  ...repeatedDetails(repeated),
  ...preview.slice(0, 3).map((row, index) => {
    const values = row.slice(0, 6).map(value => formatScore(value, 4))
    return [`Spectrum ${index + 1}`, `${values.join('  ')}${row.length > 6 ? '  …' : ''}`] as const
  }),
]

async function describedText(description: DatasetDescription): Promise<string> {
  const { record, bands, detections } = description
  const understood = detections.length > 0 ? `\n${await textTable(understoodTable(detections))}` : ''
  const drawn = `Spectra: lowest to highest value, ● the median sample\n${textSpectra(bands, record.wavelength_unit)}`
  return `${textDetails(describedDetails(description))}${understood}\n${drawn}`
}

/** The record, with what was understood beside it. */
const asJson = ({ record, notes, detections, bands, repeated, preview }: DatasetDescription) => ({
  ...record,
  notes,
  detections,
  repeated,
  bands,
  preview,
})

const registeredDetails = (dataset: RegisteredDataset): readonly Detail[] => [
  ...content(dataset),
  ['Status', dataset.status],
  ['Path', dataset.current_path ?? dataset.original_path],
  ['First seen at', dataset.original_path === dataset.current_path ? null : dataset.original_path],
  ...dataset.versions.map(({ version, n_samples, created_at, hash }) => {
    const now = hash === dataset.hash ? ', now' : ''
    return ['Version', `${version}, ${n_samples} samples, ${formatTime(created_at)}${now}`] as const
  }),
  ['Used by', `${dataset.run_count} runs`],
  ['First used', formatTime(dataset.first_used)],
  ['Last used', formatTime(dataset.last_used)],
  ['Id', dataset.id],
]

/** A path, a name with an extension, or whatever is there; ids have none of these. */
const looksLikeFile = (text: string) => /[/\\]|\.[a-z]{2,7}$/i.test(text) || existsSync(text)

export const addDatasetsShow: AddCommand = (datasets, context) => {
  const command = datasets
    .command('show')
    .summary('show a registered dataset, or what a file would be understood to hold')
    .argument('<file-or-id>', 'a file or folder with spectra, or the id of a registered dataset')
    .addOption(jsonOption('the record, or a list of one for each target'))
    .action(async (fileOrId: string, flags: { readonly json?: boolean }) => {
      const { json } = flags
      const engine = await context.engine()
      if (firstDatasetFlag('dataset', { ...flags }) !== null || looksLikeFile(fileOrId)) {
        const spec: DatasetSpec = { path: fileOrId, ...datasetFields('dataset', { ...flags }) }
        const described = await namingFlags({ ...flags }, () => engine.datasets.describe(spec))
        if (!json) return context.write((await Promise.all(described.map(describedText))).join('\n'))
        const shown = described.map(asJson)
        return writeRecord(context, shown.length === 1 ? shown[0]! : shown)
      }
      const dataset = await engine.datasets.get(fileOrId)
      return json ? writeRecord(context, dataset) : context.write(textDetails(registeredDetails(dataset)))
    })
  addDatasetOptions(command, 'dataset', 'the column to predict, for a file')
}
