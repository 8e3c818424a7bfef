import {
  AmbiguousRecord,
  type Engine,
  N4aError,
  type PredictionRecord,
  type ResultRecord,
  type RunRecord,
  UnknownRecord,
} from '../../core/index.ts'
import type { ResultLike, ResultsLike, RunLike } from './item-like.ts'

type Item = ResultRecord | RunRecord | PredictionRecord

/** A record that came from elsewhere (a file, another workspace) is taken as it is. */
const isRun = (item: Item): item is RunRecord => 'total_pipeline_configs' in item
export const isPrediction = (item: Item): item is PredictionRecord => 'result_id' in item

export const findRun = async (engine: Engine, run: RunLike): Promise<RunRecord> =>
  typeof run === 'string' ? engine.runs.get(run) : run

export const findResult = async (engine: Engine, result: ResultLike): Promise<ResultRecord> =>
  typeof result === 'string' ? engine.results.get(result) : result

/** The first `limit` of each dataset, in the order given. */
export function firstOfEach(results: readonly ResultRecord[], limit: number): readonly ResultRecord[] {
  const seen = new Map<string, number>()
  return results.filter(({ dataset }) => {
    const count = (seen.get(dataset) ?? 0) + 1
    seen.set(dataset, count)
    return count <= limit
  })
}

/** Results for each item; an id may be of a result or of a run, and a run stands for its best. */
export async function findResults(
  engine: Engine,
  items: readonly (ResultLike | RunRecord)[],
  limitOfRun: number,
): Promise<readonly ResultRecord[]> {
  const found = await Promise.all(
    items.map(async item => {
      const record = typeof item === 'string' ? await findEither(engine, item) : item
      return isRun(record) ? firstOfEach(await engine.results.list({ run: record.id }), limitOfRun) : [record]
    }),
  )
  return [...new Map(found.flat().map(result => [result.id, result])).values()]
}

async function findEither(engine: Engine, id: string): Promise<ResultRecord | RunRecord> {
  try {
    return await engine.results.get(id)
  } catch (error) {
    if (!(error instanceof N4aError) || error.code !== UnknownRecord.code) throw error
    return engine.runs.get(id).catch((second: unknown) => {
      // The id of no result: unless several runs match, say that, because results are what is compared.
      throw second instanceof N4aError && second.code === AmbiguousRecord.code ? second : error
    })
  }
}

const isList = (items: ResultsLike): items is readonly ResultRecord[] => Array.isArray(items)

/** All results of a run (default: the newest), or those that are given. */
export async function resultsOf(engine: Engine, items: ResultsLike = 'latest'): Promise<readonly ResultRecord[]> {
  if (isList(items)) return items
  const { id } = await findRun(engine, items)
  return engine.results.list({ run: id })
}
