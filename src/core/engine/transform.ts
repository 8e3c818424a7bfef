import { resolve } from 'node:path'
import { readDatasets, validateDatasetSpec } from '../datasets/index.ts'
import { located, WrongShape } from '../errors/index.ts'
import { row, takeElements, takeRows } from '../math/matrix.ts'
import {
  applyChain,
  expandTemplate,
  fitChain,
  fitTarget,
  parseTargetTransforms,
  parseTemplate,
  parseTransforms,
  takeRowFacts,
} from '../pipeline/index.ts'
import type { DatasetSpec } from '../records/index.ts'
import { divideDataset } from './divide-dataset.ts'
import type { TransformedSpectra, TransformOptions } from './engine.ts'
import { inSource, readSourceFile } from './source-file.ts'

/** Spectra after a chain of preprocessing steps, fitted on some rows and applied to all. */
export async function transformSpectra(
  steps: string | readonly unknown[],
  spec: DatasetSpec,
  { fit_rows }: TransformOptions,
): Promise<TransformedSpectra> {
  const { of, transforms } = typeof steps === 'string' ? readSteps(steps) : parseSteps(steps)
  const [asRead] = await readDatasets([validateDatasetSpec(spec)], process.cwd())
  const { dataset, record } = divideDataset(asRead!)
  const fitted = fit_rows === undefined ? dataset.train : rowsBetween(fit_rows, dataset.X.rows)
  if (of === 'y') {
    const { states } = fitTarget(transforms, new Float64Array(0), takeElements(dataset.y, fitted))
    const y = applyChain(transforms, states, { rows: dataset.y.length, columns: 1, values: dataset.y })
    return { X: Array.from(y.values, value => [value]), axis: null, sample_ids: dataset.sample_ids }
  }
  let axis: Float64Array | null = null
  const all = Int32Array.from({ length: dataset.X.rows }, (_, i) => i)
  const X = located({ dataset: dataset.name, file: record.path }, () => {
    const { states, training } = fitChain(transforms, {
      X: takeRows(dataset.X, fitted),
      y: takeElements(dataset.y, fitted),
      axis: dataset.axis?.values ?? null,
      ...(dataset.sources && { sources: dataset.sources }),
      rows: takeRowFacts(dataset, fitted),
    })
    axis = training.axis
    return applyChain(transforms, states, dataset.X, takeRowFacts(dataset, all))
  })
  return {
    X: Array.from(all, i => Array.from(row(X, i))),
    axis: axis === null ? null : Array.from(axis),
    sample_ids: dataset.sample_ids,
  }
}

function readSteps(path: string) {
  const source = readSourceFile(resolve(path))
  return inSource(source, () => parseSteps(parseTemplate(source.value).steps))
}

/** Steps for the spectra, or for the reference values where they have a meaning for nothing else. */
function parseSteps(steps: readonly unknown[]) {
  const expansion = expandTemplate(steps)
  if (expansion.count !== 1) {
    throw WrongShape({ what: 'The chain', expected: 'one chain of steps', received: `${expansion.count} alternatives` })
  }
  const [only] = expansion
  const concrete = only!.value as readonly unknown[]
  const targets = parseTargetTransforms(concrete)
  return targets
    ? ({ of: 'y', transforms: targets } as const)
    : ({ of: 'X', transforms: parseTransforms(concrete) } as const)
}

function rowsBetween([from, to]: readonly [number, number], n_samples: number): Int32Array {
  const whole = Number.isSafeInteger(from) && Number.isSafeInteger(to)
  if (!whole || from < 0 || to > n_samples || from >= to) {
    const expected = `FROM:TO with 0 ≤ FROM < TO ≤ ${n_samples}`
    throw WrongShape({ what: 'The rows to fit on', expected, received: `${from}:${to}` })
  }
  return Int32Array.from({ length: to - from }, (_, i) => from + i)
}
