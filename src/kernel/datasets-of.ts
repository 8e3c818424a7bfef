import {
  type DatasetCheck,
  datasetChangesTable,
  datasetChecksTable,
  datasetsTable,
  type Engine,
  type RegisteredDataset,
} from '../core/index.ts'
import type { RegisteredDatasets } from './kernel.ts'
import { shown } from './renderable.ts'

/** `datasets()`, and what keeps the registry in order. */
export function datasetsOf(call: <T>(work: (engine: Engine) => Promise<T>) => Promise<T>): RegisteredDatasets {
  const listed = (datasets: readonly RegisteredDataset[]) => shown(datasets, [datasetsTable(datasets)])
  const checked = (checks: readonly DatasetCheck[]) => shown(checks, [datasetChecksTable(checks)])
  const list = () => call(async engine => listed(await engine.datasets.list()))
  return Object.assign(list, {
    register: (source: Parameters<RegisteredDatasets['register']>[0]) =>
      call(async engine =>
        listed(await engine.datasets.register(typeof source === 'string' ? { path: source } : source)),
      ),
    check: (request: Parameters<RegisteredDatasets['check']>[0] = {}) =>
      call(async engine => checked(await engine.datasets.check(request))),
    relocate: (request: Parameters<RegisteredDatasets['relocate']>[0]) =>
      call(async engine => checked(await engine.datasets.relocate(request))),
    accept: (id: string, request: Parameters<RegisteredDatasets['accept']>[1] = {}) =>
      call(async engine => {
        const changes = await engine.datasets.accept(id, request)
        return shown(changes, [datasetChangesTable(changes)])
      }),
    sync: (request: Parameters<RegisteredDatasets['sync']>[0] = {}) =>
      call(async engine => {
        const done = await engine.datasets.sync(request)
        return shown(done, [datasetChecksTable(done.checks)])
      }),
  })
}
