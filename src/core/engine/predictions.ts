import type { PredictionRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import { aggregatePredictions } from './aggregate-predictions.ts'
import { comparePredictions } from './compare-predictions.ts'
import type { Engine, Page, PredictionQuery } from './engine.ts'
import { findRecord } from './find-record.ts'
import { markedView } from './marks.ts'
import { facetsOf } from './query/facets.ts'
import { pageOfPredictions } from './query/page-predictions.ts'
import { predictionKeys } from './query/prediction-order.ts'
import { selectPage } from './query/select-records.ts'
import { findProbabilities, readArray } from './read-prediction.ts'
import { sampleIdsOf } from './sample-ids.ts'
import { uncut, withView } from './views.ts'

/** By dataset, result, fold (numbers first), partition. */
const inOrder = (a: PredictionRecord, b: PredictionRecord): number =>
  predictionKeys.compare(predictionKeys.of(a), predictionKeys.of(b))

export function predictionsOf(workspace: Workspace): Engine['predictions'] {
  const get = async (id: string): Promise<PredictionRecord> => {
    // Ids begin with the result's, so only its rows are read where the whole id is given.
    const [result_id] = id.split('-')
    const ofResult = result_id === undefined ? [] : await workspace.predictions({ result_id })
    return findRecord('prediction', id, ofResult.length > 0 ? ofResult : await workspace.predictions())
  }
  const select = async (query: PredictionQuery): Promise<Page<PredictionRecord>> => {
    const { result: result_id, run: run_id, dataset, partition, where, sort, offset = 0, limit } = query
    const filter = {
      ...(dataset !== undefined && { dataset }),
      ...(run_id !== undefined && { run_id: await runId(workspace, run_id) }),
      ...(result_id !== undefined && { result_id }),
      ...(partition !== undefined && { partition }),
    }
    if (typeof limit === 'number' && Number.isSafeInteger(limit) && Number.isSafeInteger(offset)) {
      const sorted = sort !== undefined && { sort }
      const found = await pageOfPredictions(workspace, filter, {
        ...(where !== undefined && { where }),
        ...sorted,
        offset,
        limit,
      })
      if (found) return found
    }
    const rows = await workspace.predictions(filter)
    return selectPage(rows, query, inOrder, await markedView(workspace, 'prediction', query))
  }
  const page: Engine['predictions']['page'] = async asked => select(await withView(workspace, 'predictions', asked))
  const list: Engine['predictions']['list'] = async (query = {}) => (await page(query)).records
  return {
    list,
    page,
    facets: async (fields, asked = {}) => {
      const all = await select(uncut(await withView(workspace, 'predictions', asked)))
      return facetsOf(all.records, fields)
    },
    get,
    compare: async ids => comparePredictions(workspace, await Promise.all(ids.map(get))),
    aggregate: async (ids, request) => {
      const records = []
      for (const id of ids) records.push(await get(id))
      const classes = records[0] ? await classesOf(workspace, records[0]) : null
      return aggregatePredictions(workspace, records, request, classes)
    },
    arrays: async id => {
      const record = await get(id)
      const [y_true, y_pred, sample_indices] = await Promise.all(
        (['y_true', 'y_pred', 'sample_indices'] as const).map(async name =>
          Array.from(await readArray(workspace, record, name)),
        ),
      )
      const probabilities = await findProbabilities(workspace, record)
      const ids = await sampleIdsOf(workspace, record)
      const classes = await classesOf(workspace, record)
      return {
        classes,
        y_true: y_true!,
        y_pred: y_pred!,
        y_proba: probabilities && classes ? rowsOf(Array.from(probabilities), classes.length) : null,
        sample_indices: sample_indices!,
        sample_ids: ids && sample_indices!.map(row => ids[row] ?? String(row)),
      }
    },
  }
}

async function runId(workspace: Workspace, id: string): Promise<string> {
  const manifests = await workspace.runs.list()
  return (id === 'latest' && manifests[0] ? manifests[0] : findRecord('run', id, manifests)).id
}

async function classesOf(workspace: Workspace, { run_id, result_id, task_type }: PredictionRecord) {
  if (task_type === 'regression') return null
  const results = await workspace.runs.results(run_id)
  return results.find(({ id }) => id === result_id)?.classes ?? null
}

const rowsOf = (values: readonly number[], width: number): readonly (readonly number[])[] =>
  Array.from({ length: values.length / width }, (_, i) => values.slice(i * width, (i + 1) * width))
