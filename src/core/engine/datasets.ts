import { readDatasets, repeatedSamples, spectralBands, synthesize, validateDatasetSpec } from '../datasets/index.ts'
import { row } from '../math/matrix.ts'
import type { Workspace } from '../workspace/index.ts'
import { divideDataset } from './divide-dataset.ts'
import type { Engine } from './engine.ts'
import { findRecord } from './find-record.ts'
import { keepingOf } from './keep-datasets.ts'
import { lookAtDataset } from './look-at-dataset.ts'
import { saveOwnDataset } from './own-dataset.ts'
import { spectralOutliers } from './spectral-outliers.ts'
import { transformSpectra } from './transform.ts'

const previewRows = 5

export function datasetsOf(workspace: Workspace): Engine['datasets'] {
  return {
    ...keepingOf(workspace),
    transform: (steps, spec, options = {}) => transformSpectra(steps, spec, options),
    outliers: (spec, request = {}) => spectralOutliers(spec, request),
    save: own => saveOwnDataset(workspace, own),
    look: async (id, steps = []) => lookAtDataset(findRecord('dataset', id, await workspace.datasets.list()), steps),
    arrays: async spec => {
      const read = await readDatasets([validateDatasetSpec(spec)], process.cwd())
      return read.map(asRead => {
        const { name, target, X, y, classes, axis, sample_ids, groups, metadata, train, test } =
          divideDataset(asRead).dataset
        return {
          ...{ name, target, y, classes, sample_ids, groups, metadata, train, test },
          X: Array.from({ length: X.rows }, (_, i) => row(X, i)),
          wavelengths: axis === null ? null : axis.values,
        }
      })
    },
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
