import { type Metric, rankingValue } from '../metrics/index.ts'
import { metaModel, modelsOfModels } from '../pipeline/index.ts'
import type { ResultRecord } from '../records/index.ts'

const labels = [...modelsOfModels, metaModel].map(({ label }) => label)
const madeModel = new RegExp(`\\b(?:${labels.join('|')})\\(([^)]*)\\)`, 'g')

/** How many models a pipeline fits: those inside of models of models and in its branches among them. */
export function modelCount({ pipeline_config }: Pick<ResultRecord, 'pipeline_config'>): number {
  const chains = Math.max(1, pipeline_config.match(/\[/g)?.length ?? 0)
  const inside = [...pipeline_config.matchAll(madeModel)].map(([, models]) => models!.split(/, | → /).length)
  return chains + inside.reduce((sum, n) => sum + n, 0)
}

/** Order by simplicity: fewest models, then fewest components, then fewest steps, then the better score. */
export function bySimplicity(metric: Metric): (a: ResultRecord, b: ResultRecord) => number {
  const components = ({ params }: ResultRecord) =>
    typeof params.n_components === 'number' ? params.n_components : Number.MAX_SAFE_INTEGER
  const steps = ({ pipeline_config }: ResultRecord) => pipeline_config.split(' > ').length
  const score = ({ best_score }: ResultRecord) =>
    best_score === null ? Number.POSITIVE_INFINITY : rankingValue(metric, best_score)
  return (a, b) =>
    modelCount(a) - modelCount(b) || components(a) - components(b) || steps(a) - steps(b) || score(a) - score(b)
}
