import type { Compare } from './sort-order.ts'

/**
 * The first `count` of the sorted items, without sorting the others: a heap that holds the best so far, its worst on top.
 * The same as sorting and cutting where no two items compare as equal. O(n log count).
 */
export function firstSorted<Item>(items: Iterable<Item>, count: number, compare: Compare<Item>): Item[] {
  const heap: Item[] = []
  const above = (i: number, j: number) => compare(heap[i]!, heap[j]!) > 0
  const swap = (i: number, j: number) => {
    const held = heap[i]!
    heap[i] = heap[j]!
    heap[j] = held
  }
  const rise = () => {
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!above(i, parent)) return
      swap(i, parent)
      i = parent
    }
  }
  const sink = () => {
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let top = i
      if (left < heap.length && above(left, top)) top = left
      if (right < heap.length && above(right, top)) top = right
      if (top === i) return
      swap(i, top)
      i = top
    }
  }
  if (count <= 0) return heap
  for (const item of items) {
    if (heap.length < count) {
      heap.push(item)
      rise()
    } else if (compare(item, heap[0]!) < 0) {
      heap[0] = item
      sink()
    }
  }
  return heap.sort(compare)
}
