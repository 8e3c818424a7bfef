import type { Dataset, ReadDataset } from '../datasets/index.ts'
import { located, UnsupportedRequest, withinField } from '../errors/index.ts'
import { type AnySplitter, operators } from '../operators/index.ts'
import type { DescribedDataset, DividedPartition } from '../records/index.ts'
import { getSplitter, resolveFolds, trainingRows } from '../run/index.ts'

const usual = 'ShuffleSplit'

/**
 * The dataset with its test rows taken out by a splitter that divides once; samples of a group stay together. The record
 * says which splitter and seed it was, where they were not given.
 * @throws UnknownSplitter, UnsupportedRequest, ParameterOutOfRange, MissingGroups and what the splitter throws
 */
export function dividePartition(dataset: Dataset, record: DescribedDataset, spec: DividedPartition): ReadDataset {
  const splitter = withinField('splitter', () => dividingSplitter(spec.splitter ?? usual))
  const seed = spec.random_state ?? splitter.params.random_state?.initial ?? null
  const partition: DividedPartition = {
    test_size: spec.test_size,
    splitter: spec.splitter ?? usual,
    ...(seed !== null && { random_state: seed }),
  }
  const once = 'n_splits' in splitter.params ? { n_splits: 1 } : {}
  const [fold] = resolveFolds({ ...partition, ...once }, null)(trainingRows(dataset))
  const rowsAt = (positions: Int32Array) => positions.map(position => dataset.train[position]!).sort()
  const divided = { ...dataset, train: rowsAt(fold!.train), test: rowsAt(fold!.val) }
  return {
    dataset: divided,
    record: { ...record, partition, n_train: divided.train.length, n_test: divided.test.length },
    notes: [`${noteOn(spec, partition)}: ${divided.train.length} samples train, ${divided.test.length} test.`],
  }
}

/** The same for a dataset as read; one whose partition the data state comes back as it is. */
export function divideDataset({ dataset, record, notes }: ReadDataset): ReadDataset {
  const { name, partition } = record
  if (partition === null || !('test_size' in partition)) return { dataset, record, notes }
  const divided = located({ dataset: name }, () =>
    withinField('partition', () => dividePartition(dataset, record, partition)),
  )
  return { ...divided, notes: [...notes, ...divided.notes] }
}

function dividingSplitter(name: string): AnySplitter {
  const splitter = getSplitter(name)
  if (dividesOnce(splitter)) return splitter
  throw UnsupportedRequest({
    what: `A partition by ${splitter.label}`,
    reason: 'it makes folds, and a partition is one division',
    instead: `Splitters that divide once: ${operators
      .filter(dividesOnce)
      .map(({ label }) => label)
      .join(', ')}.`,
  })
}

const dividesOnce = ({ kind, params }: (typeof operators)[number]): boolean =>
  kind === 'splitter' && 'test_size' in params && (params.n_splits?.accepts(1) ?? true)

function noteOn(spec: DividedPartition, { splitter, random_state }: DividedPartition): string {
  const assumed = [
    ...(spec.splitter === undefined ? ['splitter'] : []),
    ...(spec.random_state === undefined && random_state !== undefined ? ['random_state'] : []),
  ]
  const seed = random_state === undefined ? '' : ` and random_state ${random_state}`
  const said = assumed.length > 0 ? ` (${assumed.join(' and ')} not given)` : ''
  return `Divided by ${splitter}${seed}${said}`
}
