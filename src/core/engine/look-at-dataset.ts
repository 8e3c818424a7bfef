import { readDatasets } from '../datasets/index.ts'
import { located, WrongShape } from '../errors/index.ts'
import { row, takeElements, takeRows } from '../math/matrix.ts'
import { applyChain, expandTemplate, fitChain, parseTransforms, takeRowFacts } from '../pipeline/index.ts'
import type { DatasetLook, RegisteredDataset, SpectraStage } from '../records/index.ts'
import { registeredSpec } from './dataset-spec.ts'
import { divideDataset } from './divide-dataset.ts'

/** More lines cover each other. */
const mostRows = 48

/** Evenly over the target, so that the extremes are among them. */
function spreadRows(y: Float64Array): readonly number[] {
  const order = Array.from(y.keys()).sort((a, b) => y[a]! - y[b]! || a - b)
  const count = Math.min(mostRows, order.length)
  return Array.from({ length: count }, (_, i) => order[Math.round((i * (order.length - 1)) / Math.max(1, count - 1))]!)
}

/**
 * Read a registered dataset where it was last found, with its spectra after each step of a chain: fitted step by step on the
 * training rows, applied to the rows that are drawn.
 * @throws the errors of reading, WrongShape where the chain has alternatives, and what the fit throws
 */
export async function lookAtDataset(entry: RegisteredDataset, steps: readonly unknown[]): Promise<DatasetLook> {
  const [asRead] = await readDatasets([registeredSpec(entry)], '.')
  const { dataset, record } = divideDataset(asRead!)
  const { name, target, X, y, classes, axis, sample_ids, groups, metadata, train, test } = dataset
  const rows = spreadRows(y)
  const drawn = Int32Array.from(rows)
  const stages: SpectraStage[] = []
  const keep = (label: string, matrix: typeof X, wavelengths: Float64Array | null) =>
    stages.push({ label, wavelengths, X: Array.from({ length: matrix.rows }, (_, i) => row(matrix, i)) })
  let shown = takeRows(X, drawn)
  keep('raw', shown, axis?.values ?? null)
  located({ dataset: name, file: record.path }, () => {
    let training = {
      X: takeRows(X, train),
      y: takeElements(y, train),
      axis: axis?.values ?? null,
      ...(dataset.sources && { sources: dataset.sources }),
      rows: takeRowFacts(dataset, train),
    } as Parameters<typeof fitChain>[1]
    for (const step of parseTransforms(concreteSteps(steps))) {
      const fitted = fitChain([step], training)
      training = fitted.training
      shown = applyChain([step], fitted.states, shown, takeRowFacts(dataset, drawn))
      keep(labelOf(step), shown, training.axis)
    }
  })
  return {
    arrays: {
      ...{ name, target, y, classes, sample_ids, groups, metadata, train, test },
      X: Array.from({ length: X.rows }, (_, i) => row(X, i)),
      wavelengths: axis?.values ?? null,
    },
    unit: record.wavelength_unit,
    rows,
    stages,
  }
}

function concreteSteps(steps: readonly unknown[]): readonly unknown[] {
  const expansion = expandTemplate(steps)
  if (expansion.count !== 1) {
    throw WrongShape({ what: 'The chain', expected: 'one chain of steps', received: `${expansion.count} alternatives` })
  }
  const [only] = expansion
  return only!.value as readonly unknown[]
}

const labelOf = (step: ReturnType<typeof parseTransforms>[number]): string =>
  'operator' in step ? step.operator.label : 'exclude'
