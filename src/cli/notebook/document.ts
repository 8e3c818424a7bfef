import type { ResultRecord } from '../../core/index.ts'
import { packageVersion } from '../package-root.ts'
import type { NotebookKernel } from './kernels.ts'

type Cell = readonly ['text' | 'code', string]

/** A notebook (nbformat 4.5) without outputs. */
export function notebookDocument(kernel: NotebookKernel['name'], cells: readonly Cell[]): string {
  const document = {
    cells: cells.map(([kind, source], i) => ({
      id: `cell-${i}`,
      ...(kind === 'code' ? { cell_type: 'code', execution_count: null, outputs: [] } : { cell_type: 'markdown' }),
      metadata: {},
      source: source.split(/(?<=\n)/),
    })),
    metadata: {
      kernelspec: { display_name: kernel === 'deno' ? 'Deno' : 'TypeScript', language: 'typescript', name: kernel },
      language_info: { file_extension: '.ts', mimetype: 'text/typescript', name: 'typescript' },
      n4a: { version: packageVersion() },
    },
    nbformat: 4,
    nbformat_minor: 5,
  }
  return `${JSON.stringify(document, null, 1)}\n`
}

const quoted = (text: string) => JSON.stringify(text)

/** What there is in a workspace, and where to go from there. */
export function workspaceCells(path: string): readonly Cell[] {
  return [
    ['text', '# A workspace\n\nRun the cells from the top: Shift + Enter runs one and goes to the next.'],
    ['code', "import { compare, leaderboard, results, runs, show, workspace } from 'n4a/kernel'"],
    ['code', `workspace(${quoted(path)})`],
    ['text', '## Runs'],
    ['code', 'await show(runs())'],
    ['text', '## Best results of the newest run\n\nThe pooled cross-validation error (RMSECV) ranks.'],
    ['code', 'await show(leaderboard())'],
    ['text', '## Side by side\n\nThe five best, with only what differs between them.'],
    ['code', 'const best = await results({ limit: 5 })\nawait show(compare(best))'],
  ]
}

/** One result: its scores, its predictions, its model. */
export function resultCells(
  path: string,
  { id, pipeline_config, dataset, target, task_type }: ResultRecord,
): readonly Cell[] {
  const model: readonly Cell[] =
    task_type === 'regression'
      ? [
          [
            'text',
            '## Coefficients and influence\n\nThe model fitted on all training rows, and what it says of wavelengths and samples.',
          ],
          ['code', 'await show(explain(id))'],
        ]
      : []
  return [
    [
      'text',
      `# ${escapedMarkdown(pipeline_config)}\n\nTarget ${escapedMarkdown(target)} of ${escapedMarkdown(dataset)}.`,
    ],
    ['code', "import { explain, folds, scatter, show, workspace } from 'n4a/kernel'"],
    ['code', `workspace(${quoted(path)})\nconst id = ${quoted(id)}`],
    ['text', '## Scores of every fold and part'],
    ['code', 'await show(folds(id))'],
    ['text', '## Predicted against measured'],
    ['code', 'await show(scatter(id))'],
    ...model,
  ]
}

/** Names are text, whatever they look like. */
const escapedMarkdown = (text: string) =>
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&')
