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

/** What a notebook imports; the sources of n4a themselves import nothing of that name. */
const library = "'n4a/kernel'"

const quoted = (text: string) => JSON.stringify(text)

/** What there is in a workspace, and where to go from there. */
export function workspaceCells(path: string): readonly Cell[] {
  return [
    ['text', '# A workspace\n\nRun the cells from the top: Shift + Enter runs one and goes to the next.'],
    ['code', `import { open, show } from ${library}\n\nconst n4a = open(${quoted(path)})`],
    ['text', '## Runs'],
    ['code', 'await show(n4a.runs())'],
    ['text', '## Best results of the newest run\n\nThe pooled cross-validation error (RMSECV) ranks.'],
    ['code', 'await show(n4a.leaderboard())'],
    ['text', '## Side by side\n\nThe five best of each dataset, with only what differs between them.'],
    ['code', 'const best = await n4a.results().top(5)\nawait show(n4a.compare(best))'],
  ]
}

/** One result: its scores, its predictions, its model, and where they came from. */
export function resultCells(
  path: string,
  { id, pipeline_config, dataset, target, task_type }: ResultRecord,
): readonly Cell[] {
  const ofQuantities: readonly Cell[] = [
    ['text', '## What the model says of wavelengths and samples\n\nFitted on all training rows.'],
    ['code', 'await show(n4a.explain(id))'],
  ]
  return [
    [
      'text',
      `# ${escapedMarkdown(pipeline_config)}\n\nTarget ${escapedMarkdown(target)} of ${escapedMarkdown(dataset)}.`,
    ],
    ['code', `import { open, show } from ${library}\n\nconst n4a = open(${quoted(path)})\nconst id = ${quoted(id)}`],
    ['text', '## Scores of every fold and part'],
    ['code', 'await show(n4a.folds(id))'],
    ['text', '## Predicted against measured'],
    ['code', 'await show(n4a.scatter(id))'],
    ...(task_type === 'regression' ? ofQuantities : []),
    ['text', '## Where it came from'],
    ['code', 'await show(n4a.lineage(id))'],
  ]
}

/** Names are text, whatever they look like. */
const escapedMarkdown = (text: string) =>
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&')
