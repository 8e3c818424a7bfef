import {
  type Display,
  datasetsTable,
  type Engine,
  factorBoxes,
  factorMatrices,
  formatCount,
  formatDuration,
  formatTime,
  leaderboardTable,
  lineageGraph,
  N4aError,
  printable,
  type ResultRecord,
  type RunRecord,
  resultsTable,
  runState,
  scoreHistograms,
  varyingFactors,
} from '../core/index.ts'
import { drawReport } from './drawings/draw-results.ts'
import { firstOfEach } from './drawings/find-items.ts'
import { escapeHtml } from './html/escape-html.ts'
import { htmlOf } from './html/html.ts'
import { faintInk, fonts, ink, paper, rule, styleSheet } from './html/palette.ts'

export interface ReportOptions {
  /** Version of n4a that writes it. */
  readonly n4a_version: string
  /** Best results of each dataset that are shown whole. Default: 1. */
  readonly best?: number
}

/** More rows are a listing: `n4a results export`. */
const mostRows = 1000

/** Factors whose boxes are drawn, those of most use first. */
const mostFactors = 6

/**
 * A run as one HTML page that needs no network, no script and no other file: what was run, what came of it, the best results
 * with their folds and charts, what failed, and where all of it came from. Readable in light and dark, and on paper.
 */
export async function runReport(engine: Engine, run: RunRecord, options: ReportOptions): Promise<string> {
  const results = await engine.results.list({ run: run.id })
  const metrics = engine.metrics.list()
  const completed = results.filter(({ status }) => status === 'completed')
  const sections: (readonly [string, string])[] = [
    ['Settings', settings(run)],
    ['Warnings', list(run.warnings)],
    ['Best results', drawn([leaderboardTable(results, { metrics })])],
    ['Preprocessing and datasets', drawn(several(completed) ? factorMatrices(completed, { metrics }) : [])],
    ['Scores', drawn(completed.length > 2 ? scoreHistograms(completed, { metrics }) : [])],
    [
      'What makes a difference',
      drawn(
        varyingFactors(completed)
          .slice(0, mostFactors)
          .flatMap(name => factorBoxes(completed, name, { metrics })),
      ),
    ],
  ]
  for (const result of firstOfEach(completed, options.best ?? 1)) {
    sections.push([`${result.dataset}: ${result.pipeline_config}`, await resultSection(engine, result)])
  }
  const shown = results.slice(0, mostRows)
  const left = results.length - shown.length
  sections.push(
    ['Failures', failures(results)],
    [
      'All results',
      drawn([resultsTable(shown, metrics)]) +
        (left > 0
          ? note(`${formatCount(left, 'more result')}: \`n4a results export --run ${run.id}\` writes all.`)
          : ''),
    ],
    ['Datasets', await datasets(engine, run)],
    ['Where it came from', await lineage(engine, run)],
  )
  return page(run, sections, options.n4a_version)
}

function settings(run: RunRecord): string {
  const { config } = run
  const { splitter, file, ...parameters } = config.folds
  const folds = [file ?? splitter, ...Object.entries(parameters).map(([name, value]) => `${name}=${String(value)}`)]
  return facts([
    ['Description', run.description ?? null],
    ['Status', runState(run)],
    ['Results', `${run.completed_results} completed, ${run.failed_results} failed, ${run.total_results} planned`],
    ['Started (UTC)', formatTime(run.started_at ?? run.created_at)],
    ['Duration', formatDuration(run.duration_ms)],
    ['Templates', run.templates.map(({ name, expansion_count }) => `${name} (${expansion_count})`).join(', ')],
    [
      'Datasets',
      run.datasets.map(({ name, n_train, n_test }) => `${name} (${n_train} train, ${n_test} test)`).join(', '),
    ],
    ['Folds', folds.join(' ')],
    ['Ranking metric', config.metric],
    ['Refit', config.refit],
    ['Preprocessing', `fitted once for each ${config.fit_scope.replace('_', ' ')}`],
    ['Random state', config.random_state === null ? 'none' : String(config.random_state)],
    ['n4a', run.n4a_version],
    ['Id', run.id],
  ])
}

function failures(results: readonly ResultRecord[]): string {
  const byReason = new Map<string, ResultRecord[]>()
  for (const result of results.filter(({ status }) => status === 'failed')) {
    const reason = result.error?.message ?? 'unknown'
    byReason.set(reason, [...(byReason.get(reason) ?? []), result])
  }
  const items = [...byReason].map(([reason, failed]) => {
    const first = failed.slice(0, 3).map(({ pipeline_config, dataset }) => `${pipeline_config} on ${dataset}`)
    return `${formatCount(failed.length, 'result')}: ${reason} (${first.join('; ')}${failed.length > 3 ? '; …' : ''})`
  })
  return list(items)
}

async function resultSection(engine: Engine, result: ResultRecord): Promise<string> {
  return list(result.warnings) + (await drawnOr(async () => drawReport(engine, result)))
}

async function datasets(engine: Engine, run: RunRecord): Promise<string> {
  const names = new Set(run.datasets.map(({ name }) => name))
  return drawnOr(async () => [datasetsTable((await engine.datasets.list()).filter(({ name }) => names.has(name)))])
}

const lineage = (engine: Engine, run: RunRecord): Promise<string> =>
  drawnOr(async () => [lineageGraph(await engine.lineage(run.id))])

/** What cannot be drawn, because a file is elsewhere, is said in its place. */
async function drawnOr(make: () => Promise<readonly Display[]>): Promise<string> {
  try {
    return drawn(await make())
  } catch (error) {
    if (!(error instanceof N4aError)) throw error
    return note(error.message)
  }
}

const several = (results: readonly ResultRecord[]): boolean =>
  new Set(results.map(({ preprocessings, dataset }) => JSON.stringify([preprocessings, dataset]))).size > 1

const drawn = (displays: readonly Display[]): string =>
  displays.map(display => `<div class="drawing">${htmlOf(display, mostRows)}</div>`).join('\n')

const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map(item => `<li>${escapeHtml(printable(item))}</li>`).join('')}</ul>`

const note = (text: string): string => `<p class="note">${escapeHtml(printable(text))}</p>`

const facts = (rows: readonly (readonly [string, string | null])[]): string =>
  `<dl>${rows
    .filter(([, value]) => value)
    .map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(printable(value!))}</dd>`)
    .join('')}</dl>`

const style = `
html{color-scheme:light dark}
body{margin:0}
.n4a{background:${paper};color:${ink};font:14px/1.45 ${fonts};min-height:100vh}
main{max-width:1100px;margin:0 auto;padding:24px 20px 60px}
h1{font-size:24px;margin:0 0 4px}
h2{font-size:17px;margin:32px 0 8px;padding-top:12px;border-top:1px solid ${rule};overflow-wrap:anywhere}
nav{margin:12px 0 0}
nav a,nav a:visited{color:inherit;margin-right:14px;display:inline-block}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:0}
dt,.note,footer{color:${faintInk}}
dd{margin:0;overflow-wrap:anywhere}
.drawing{display:inline-block;vertical-align:top;margin:0 20px 14px 0;max-width:100%;overflow-x:auto}
ul{margin:0 0 10px;padding-left:20px}
footer{margin-top:40px;font-size:12px}
@page{size:A4 landscape;margin:12mm}
@media print{nav{display:none}main{max-width:none;padding:0}h2{break-after:avoid}.drawing:has(svg){break-inside:avoid}
.drawing:not(:has(svg)){display:block}.drawing,.drawing *{overflow:visible!important;max-height:none!important}
.drawing th{position:static!important}tr{break-inside:avoid}td,th{white-space:normal!important}}
`

function page(run: RunRecord, sections: readonly (readonly [string, string])[], version: string): string {
  const present = sections.filter(([, content]) => content !== '')
  const title = escapeHtml(printable(run.name))
  const heading = ([name]: readonly [string, string]) => escapeHtml(printable(name))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
${styleSheet}
<style>${style}</style>
</head>
<body>
<div class="n4a"><main>
<h1>${title}</h1>
<div class="note">${escapeHtml(printable(run.id))}</div>
<nav>${present.map((section, i) => `<a href="#s${i}">${heading(section)}</a>`).join(' ')}</nav>
${present.map((section, i) => `<section id="s${i}">\n<h2>${heading(section)}</h2>\n${section[1]}\n</section>`).join('\n')}
<footer>Written by n4a ${escapeHtml(version)}. Scores named RMSECV are pooled over out-of-fold predictions; they rank. Scores of test samples never do.</footer>
</main></div>
</body>
</html>
`
}
