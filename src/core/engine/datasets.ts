import { readDatasets, repeatedSamples, spectralBands, synthesize, validateDatasetSpec } from '../datasets/index.ts'
import { row } from '../math/matrix.ts'
import type { Workspace } from '../workspace/index.ts'
import { divideDataset } from './divide-dataset.ts'
import type { Engine } from './engine.ts'
import { findRecord } from './find-record.ts'
import { transformSpectra } from './transform.ts'

const previewRows = 5

export function datasetsOf(workspace: Workspace): Engine['datasets'] {
  return {
    list: () => workspace.datasets.list(),
    get: async id => findRecord('dataset', id, await workspace.datasets.list()),
    transform: (steps, spec, options = {}) => transformSpectra(steps, spec, options),
    synthesize: parameters => synthesize(parameters),
    describe: async spec => {
      const read = await readDatasets([validateDatasetSpec(spec)], process.cwd())
      return read.map(asRead => {
        const { dataset, record, notes } = divideDataset(asRead)
        const rows = Math.min(previewRows, dataset.X.rows)
        return {
          record,
          notes,
          detections: asRead.detections ?? [],
          bands: spectralBands(dataset),
          repeated: repeatedSamples(dataset),
          axis: dataset.axis === null ? null : Array.from(dataset.axis.values),
          preview: Array.from({ length: rows }, (_, i) => Array.from(row(dataset.X, i))),
        }
      })
    },
  }
}
