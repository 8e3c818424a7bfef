import type { ResultRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { compareResults } from './compare-results.ts'
import type { Engine, ResultQuery } from './engine.ts'
import { explainResult } from './explain-result.ts'
import { findRecord } from './find-record.ts'
import { markedView } from './marks.ts'
import { onnxOfResult } from './onnx-of-result.ts'
import { bestFirst } from './query/best-first.ts'
import { facetsOf } from './query/facets.ts'
import { selectPage } from './query/select-records.ts'
import { resultCharts } from './result-charts.ts'
import { scoreIntervals } from './score-intervals.ts'
import { uncut, withView } from './views.ts'

export function resultsOf(workspace: Workspace): Engine['results'] {
  const read = async ({ run, dataset }: ResultQuery): Promise<readonly ResultRecord[]> => {
    const results = run === undefined ? await workspace.results() : await ofRun(workspace, run)
    return dataset === undefined ? results : results.filter(result => result.dataset === dataset)
  }
  const get = async (id: string): Promise<ResultRecord> => findRecord('result', id, await workspace.results())
  const select = async (query: ResultQuery) =>
    selectPage(await read(query), query, bestFirst, await markedView(workspace, 'result', query))
  const page = async (asked: ResultQuery) => select(await withView(workspace, 'results', asked))
  const list = async (query: ResultQuery = {}) => (await page(query)).records
  return {
    list,
    page,
    facets: async (fields, asked = {}) => {
      const all = await select(uncut(await withView(workspace, 'results', asked)))
      return facetsOf(all.records, fields)
    },
    get,
    intervals: async (id, request) => scoreIntervals(workspace, await get(id), request),
    explain: async (id, request) => explainResult(workspace, await get(id), request),
    exportOnnx: async (id, request) => onnxOfResult(workspace, await get(id), request),
    charts: async id => resultCharts(workspace, await get(id)),
    compare: async ids => {
      const known = await workspace.results()
      return compareResults(
        workspace,
        ids.map(id => findRecord('result', id, known)),
      )
    },
  }
}

async function ofRun(workspace: Workspace, run: string): Promise<readonly ResultRecord[]> {
  const manifests = await workspace.runs.list()
  const manifest = run === 'latest' && manifests[0] ? manifests[0] : findRecord('run', run, manifests)
  return workspace.runs.results(manifest.id)
}
