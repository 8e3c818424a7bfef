import {
  type Exported,
  exportFormats,
  formatBytes,
  formatCount,
  type PredictionRecord,
  predictionLines,
  type ResultRecord,
  samplesTable,
  tableOf,
} from '../../core/index.ts'
import { type Choice, openChooser } from './chooser.ts'
import { shownColumns } from './columns.ts'
import type { Desk } from './desk.ts'
import { markedIds } from './marks.ts'
import { askFile, type MakeFile, writeWhole } from './output-file.ts'
import type { Page } from './page.ts'
import { runFileOf } from './snippets.ts'
import { subjectOf } from './subject.ts'

/** Names of records become names of files: what a shell or a file system would take amiss is left out. */
const fileName = (text: string) =>
  text
    .replace(/[^\w.-]+/g, '_')
    .slice(0, 60)
    .replace(/_+$/, '') || 'export'

/** A choice for each format. `read` only where one is chosen. */
function inFormats(desk: Desk, what: string, name: string, count: string, read: () => Promise<Exported>): Choice[] {
  return exportFormats.map(format => ({
    label: `${what} as ${format.name}`,
    detail: `${count}; ${format.label}`,
    run: () =>
      askFile(desk, `${what} as ${format.name}`, `${name}${format.extensions[0]}`, async (path, force) => {
        const data = await format.write(await read())
        await writeWhole(path, force, data)
        return `${count}, ${formatBytes(Buffer.byteLength(data))}`
      }),
  }))
}

/** The rows of the list in their order, marked ones alone where there are any. */
function listChoices(desk: Desk, page: Page): Choice[] {
  const { list, screen } = page
  if (!list || list.items.length === 0 || screen.list?.mixed || screen.list?.change) return []
  const marked = new Set(markedIds(page))
  const rows = marked.size === 0 ? list.items : list.items.filter(item => marked.has(list.source.idOf(item)))
  const records = (rows.length > 0 ? rows : list.items) as readonly object[]
  const columns = shownColumns(page)
  const table = () => tableOf(screen.title, columns, records, '')
  const count = `${formatCount(records.length, marked.size > 0 ? 'marked row' : 'row')}`
  return inFormats(desk, 'list', fileName(screen.id), count, async () => ({ records, table }))
}

/** Measured and predicted values, a line for each sample: of the marked predictions, else of this one. */
function sampleChoices(desk: Desk, page: Page, one: PredictionRecord): Choice[] {
  const marked = new Set(markedIds(page))
  const rows = (page.list?.source.items ?? []) as readonly PredictionRecord[]
  const chosen = marked.size > 0 ? rows.filter(({ id }) => marked.has(id)) : [one]
  const samples = chosen.reduce((sum, { n_samples }) => sum + n_samples, 0)
  const name = chosen.length > 1 ? 'samples' : fileName(`prediction-${one.id}`)
  const of = chosen.length > 1 ? ` of ${formatCount(chosen.length, 'marked prediction')}` : ''
  return inFormats(desk, 'samples', name, `${formatCount(samples, 'sample')}${of}`, async () => {
    const read = ({ id }: PredictionRecord) => desk.engine.predictions.arrays(id)
    const { header, lines } = await predictionLines(chosen, read)
    const records: object[] = []
    for (const prediction of chosen) {
      for (const row of lines(prediction, await read(prediction)))
        records.push(Object.fromEntries(header.map((name, j) => [name, row[j] ?? null])))
    }
    return { records, table: () => samplesTable(records) }
  })
}

const choice = (desk: Desk, label: string, detail: string, file: string, make: MakeFile): Choice => ({
  label,
  detail,
  run: () => askFile(desk, label, file, make),
})

function modelChoices(desk: Desk, { id, pipeline_config, status }: ResultRecord): Choice[] {
  const off = status === 'completed' ? null : 'This result failed: there is no model.'
  const name = fileName(`${pipeline_config}`)
  const asText: MakeFile = async (path, force) => {
    const text = await desk.engine.models.export(id)
    await writeWhole(path, force, text)
    return `Model, ${formatBytes(Buffer.byteLength(text))}; \`n4a predict\` takes it`
  }
  const asOnnx: MakeFile = async (path, force) => {
    const { bytes, n_features } = await desk.engine.results.exportOnnx(id)
    await writeWhole(path, force, bytes)
    return `ONNX model of ${n_features} channels, ${formatBytes(bytes.byteLength)}`
  }
  return [
    {
      ...choice(
        desk,
        'model for n4a',
        'fitted on all training rows; `n4a predict` takes it',
        `${name}.n4a.json`,
        asText,
      ),
      off,
    },
    { ...choice(desk, 'model as ONNX', 'for programs without n4a', `${name}.onnx`, asOnnx), off },
  ]
}

function runChoices(desk: Desk, page: Page): Choice[] {
  const { screen, load, list, level } = page
  const run = load.ready ? screen.run?.(load.data, list?.items[level.list.cursor]) : undefined
  if (!run) return []
  const name = fileName(run.id)
  const report: MakeFile = async (path, force) => {
    const html = await desk.host.report(run)
    await writeWhole(path, force, html)
    return `Report, ${formatBytes(Buffer.byteLength(html))}`
  }
  const archive: MakeFile = async (path, force) => {
    const { results, predictions, bytes } = await desk.engine.runs.export(run.id, path, { force })
    return `${formatCount(results, 'result')} and ${formatCount(predictions, 'prediction')}, ${formatBytes(bytes)}`
  }
  const text: MakeFile = async (path, force) => {
    const yaml = await runFileOf(desk, run)
    await writeWhole(path, force, yaml)
    return '`n4a run` takes it'
  }
  return [
    choice(
      desk,
      'run as HTML report',
      'settings, matrix, best results with charts, failures, lineage',
      `${name}.html`,
      report,
    ),
    choice(desk, 'run as archive', 'everything of it in one file, for `n4a runs import`', `${name}.n4a.zip`, archive),
    choice(desk, 'run file', 'its templates, datasets and settings in YAML', `${name}.yaml`, text),
  ]
}

/** The table of a page that is no list. */
function pageChoices(desk: Desk, { screen, load }: Page): Choice[] {
  const own = load.ready ? screen.exported?.(load.data, desk.metrics) : undefined
  if (!own) return []
  const { name, records, table } = own
  return inFormats(desk, name, fileName(name), formatCount(records.length, 'row'), async () => ({ records, table }))
}

/** What this page has to give away as a file. */
function exportChoices(desk: Desk): readonly Choice[] {
  const page = desk.page()
  const subject = subjectOf(page)
  return [
    ...(subject?.kind === 'result' ? modelChoices(desk, subject.record as ResultRecord) : []),
    ...(subject?.kind === 'prediction' ? sampleChoices(desk, page, subject.record as PredictionRecord) : []),
    ...runChoices(desk, page),
    ...pageChoices(desk, page),
    ...listChoices(desk, page),
  ]
}

/** Why nothing can be exported here; null where something can. */
export function noExport(page: Page): string | null {
  if (!page.load.ready) return 'The records are still being read.'
  const { screen, list } = page
  if (list && list.items.length > 0 && !screen.list?.mixed && !screen.list?.change) return null
  if (screen.exported) return null
  const kind = subjectOf(page)?.kind
  return kind === 'run' || kind === 'result' || kind === 'prediction'
    ? null
    : 'This page has nothing to write into a file.'
}

export function openExports(desk: Desk) {
  const choices = exportChoices(desk)
  if (choices.length === 0) return desk.say('This page has nothing to write into a file.', 'warn')
  openChooser(desk, 'Export', () => choices)
}
