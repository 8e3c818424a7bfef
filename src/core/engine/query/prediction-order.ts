import type { SortKeys } from './sort-order.ts'

const partitionOrder: readonly unknown[] = ['train', 'val', 'test']

/** By dataset, result, fold (numbers first), partition. */
export const predictionKeys: SortKeys = {
  fields: ['dataset', 'pipeline_config_id', 'result_id', 'fold_id', 'partition'],
  of(record) {
    const { dataset, pipeline_config_id, result_id, fold_id, partition } = record as Readonly<Record<string, unknown>>
    return [dataset, pipeline_config_id, result_id, foldRank(String(fold_id)), partitionOrder.indexOf(partition)]
  },
  isBehind: (record, keys) => (record as { readonly dataset: string }).dataset > (keys[0] as string),
  compare(a, b) {
    for (const [i, first] of a.entries()) {
      const second = b[i]
      if (first === second) continue
      return (first as string) < (second as string) ? -1 : 1
    }
    return 0
  },
}

const foldRank = (fold_id: string): string => (/^\d+$/.test(fold_id) ? `0${fold_id.padStart(9, '0')}` : `1${fold_id}`)
