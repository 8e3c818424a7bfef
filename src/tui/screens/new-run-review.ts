import {
  type Engine,
  formatCount,
  groupedDigits,
  printable,
  type RunPreview,
  type RunRequest,
  runCostLines,
} from '../../core/index.ts'
import { factLines, textLines, titleLine } from '../components/facts.ts'
import type { Line } from '../components/line.ts'
import type { Place } from '../state/level.ts'
import { emptyDraft, requestOf, shellText } from '../state/run-draft.ts'
import { stepsLine } from './new-run-steps.ts'
import { type Drawing, defineScreen } from './screen.ts'

interface ReviewPage {
  readonly request: RunRequest
  readonly preview: RunPreview
  /** As a run file. */
  readonly text: string
  /** Results that earlier runs have of the same pipelines on datasets of the same name; null where there are too many. */
  readonly known: number | null
}

/** How long the review may compute to tell how long the run takes, in milliseconds. */
const probe = 500

/** Above so many pipelines they are not held against earlier results. */
const affordable = 5000

async function knownResults(engine: Engine, { templates }: RunRequest, preview: RunPreview): Promise<number | null> {
  if (preview.total_pipeline_configs > affordable) return null
  const expanded = await Promise.all(templates.map(template => engine.templates.preview(template, affordable)))
  const configs = new Set(expanded.flatMap(({ pipelines }) => pipelines.map(one => one.pipeline_config_id)))
  const names = new Set(preview.datasets)
  const stored = await engine.results.list()
  const same = stored.filter(one => names.has(one.dataset) && configs.has(one.pipeline_config_id))
  return new Set(same.map(one => JSON.stringify([one.dataset, one.pipeline_config_id]))).size
}

async function review(engine: Engine, { run = emptyDraft }: Place): Promise<ReviewPage> {
  const request = requestOf(run)
  const preview = await engine.runs.preview(request, { probe })
  const [{ text }, known] = await Promise.all([engine.runs.write(request), knownResults(engine, request, preview)])
  return { request, preview, text, known }
}

function knownText({ known, preview: { total_results } }: ReviewPage): string {
  if (known === null) return 'not looked for: there are too many pipelines'
  if (known === 0) return 'none of these pipelines has been run on these datasets'
  return `${groupedDigits(known)} of ${formatCount(total_results, 'result')} exist already, perhaps with other folds`
}

function reviewLines(page: ReviewPage, { width, glyphs }: Drawing): readonly Line[] {
  const { name, templates, datasets, total_pipeline_configs, total_results, fits, cost, warnings } = page.preview
  const of = templates.map(template => `${printable(template.name)} ${glyphs.times}${template.expansion_count}`)
  const counts = `${formatCount(total_pipeline_configs, 'pipeline')} ${glyphs.times} ${formatCount(datasets.length, 'dataset')}`
  return [
    ...factLines(
      [
        ['Name', printable(name)],
        ['Templates', of.join(', ')],
        ['Datasets', datasets.map(printable).join(', ')],
        ['Results', `${groupedDigits(total_results)} = ${counts}, ${formatCount(fits, 'fit')}`],
        ['Done before', knownText(page)],
      ],
      width,
    ),
    [],
    titleLine('Cost'),
    ...runCostLines(cost).flatMap(text => textLines(text, width)),
    [],
    titleLine('Warnings', warnings.length === 0 ? 'none' : ''),
    ...warnings.flatMap(text => textLines(printable(text), width, 'warn')),
  ]
}

const fileLines = ({ text }: ReviewPage): readonly Line[] =>
  text.split('\n').map((line): Line => [[` ${printable(line)}`]])

export const reviewScreen = defineScreen<ReviewPage>({
  id: 'new-run-review',
  title: 'Review',
  live: false,
  load: review,
  head: (_, drawing) => [stepsLine(3, 'Enter starts the run here, d apart', drawing), []],
  proceed: ({ request }) => ({ start: request }),
  request: ({ request }) => request,
  copy: ({ text, preview }) => shellText(text, preview.name),
  panes: [
    { id: 'review', title: 'Review', lines: reviewLines },
    { id: 'file', title: 'Run file', lines: fileLines },
  ],
})
