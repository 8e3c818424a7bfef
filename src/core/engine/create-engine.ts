import { resolve } from 'node:path'
import { type DefinedMetric, everyMetric, findMetric, getMetric, metricCard, rankingValue } from '../metrics/index.ts'
import { getOperator, type OwnOperator, operatorCard, operators } from '../operators/index.ts'
import { type DeclaredModel, metaModel, modelsOfModels } from '../pipeline/index.ts'
import { guardCards } from '../run/index.ts'
import { openWorkspace } from '../workspace/index.ts'
import { datasetsOf } from './datasets.ts'
import type { Engine } from './engine.ts'
import { librariesOf } from './library.ts'
import { lineageOf } from './lineage.ts'
import { marksOf } from './marks.ts'
import { modelsOf, predictOf } from './models.ts'
import { knowMetrics } from './own-metrics.ts'
import { keepOwnOperators } from './own-operators.ts'
import { predictionsOf } from './predictions.ts'
import { resultsOf } from './results.ts'
import { runsOf } from './runs.ts'
import { templatesOf } from './templates.ts'
import { viewsOf } from './views.ts'
import { careOf } from './workspace-care.ts'

/** Models that are made from other models. */
const declaredModels: readonly DeclaredModel[] = [...modelsOfModels, metaModel]

const findDeclared = (name: string): DeclaredModel | undefined =>
  declaredModels.find(({ id, label, class_path, aliases }) =>
    [id, label, class_path, class_path.split('.').at(-1), ...aliases].includes(name),
  )

/** An engine on a workspace folder. Cheap: nothing is read or created until something is asked. */
export function createEngine(options: {
  readonly workspace: string
  /** Of the program's own, which templates may name beside those of the registry. */
  readonly operators?: readonly OwnOperator[]
  /** Of the program's own, which run files may rank by. */
  readonly metrics?: readonly DefinedMetric[]
}): Engine {
  const path = resolve(options.workspace)
  const ranking = (name: string, score: number): number => {
    const metric = findMetric(name)
    return metric ? rankingValue(metric, score) : score
  }
  const workspace = openWorkspace(path, { ranking })
  keepOwnOperators(workspace, options.operators ?? [])
  knowMetrics(workspace, options.metrics ?? [])
  const libraries = librariesOf(workspace)
  const results = resultsOf(workspace)
  return {
    workspace: path,
    runs: runsOf(workspace, libraries),
    results,
    models: modelsOf(workspace, results.get),
    predict: predictOf(workspace, results.get),
    predictions: predictionsOf(workspace),
    marks: marksOf(workspace),
    views: viewsOf(workspace),
    lineage: id => lineageOf(workspace, id),
    templates: templatesOf(workspace, libraries),
    operators: {
      list: () => [...operators, ...declaredModels].map(operatorCard),
      get: name => operatorCard(findDeclared(name) ?? getOperator(name)),
    },
    metrics: { list: () => everyMetric().map(metricCard), get: name => metricCard(getMetric(name)) },
    guards: { list: guardCards },
    datasets: datasetsOf(workspace),
    care: careOf(workspace, ranking),
  }
}
