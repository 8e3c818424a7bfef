/** Above this many pairs of lines, changed blocks are not compared line by line. */
const mostPairs = 4_000_000

/** Unchanged lines that are shown around a change. */
const around = 3

interface DiffLine {
  readonly mark: ' ' | '-' | '+'
  readonly line: string
}

/** Two texts by line: `-` only in the first, `+` only in the second, `…` where unchanged lines are left out. '' where equal. */
export function textDiff(before: string, after: string): string {
  if (before === after) return ''
  const lines = diffLines(before.replace(/\n$/, '').split('\n'), after.replace(/\n$/, '').split('\n'))
  const near = (i: number) => lines.slice(Math.max(0, i - around), i + around + 1).some(({ mark }) => mark !== ' ')
  const shown: string[] = []
  for (const [i, { mark, line }] of lines.entries()) {
    if (near(i)) shown.push(`${mark} ${line}`.trimEnd())
    else if (shown.at(-1) !== '…') shown.push('…')
  }
  // What differs in its last line break alone has no line that differs.
  return shown.every(line => line === '…') ? '' : `${shown.join('\n')}\n`
}

function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++
  const same = (line: string): DiffLine => ({ mark: ' ', line })
  const middle = alignment(before.slice(start, before.length - end), after.slice(start, after.length - end), Object.is)
  return [
    ...before.slice(0, start).map(same),
    ...middle.map(([old, fresh]): DiffLine => {
      if (old !== undefined && fresh !== undefined) return same(old)
      return old === undefined ? { mark: '+', line: fresh! } : { mark: '-', line: old }
    }),
    ...before.slice(before.length - end).map(same),
  ]
}

/** An item of the first, of the second, or of both. */
export type Aligned<Item> = readonly [before: Item | undefined, after: Item | undefined]

/** Two lists side by side with as many equal pairs as their order allows: a longest common subsequence. */
export function alignment<Item>(
  before: readonly Item[],
  after: readonly Item[],
  equal: (before: Item, after: Item) => boolean,
): readonly Aligned<Item>[] {
  const [n, m] = [before.length, after.length]
  const apart = [
    ...before.map((item): Aligned<Item> => [item, undefined]),
    ...after.map(item => [undefined, item] as const),
  ]
  if (n * m > mostPairs) return apart
  const lengths = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1))
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      lengths[i]![j] = equal(before[i]!, after[j]!)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  const pairs: Aligned<Item>[] = []
  let [i, j] = [0, 0]
  while (i < n || j < m) {
    if (i < n && j < m && equal(before[i]!, after[j]!)) pairs.push([before[i++], after[j++]])
    else if (j >= m || (i < n && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) pairs.push([before[i++], undefined])
    else pairs.push([undefined, after[j++]])
  }
  return pairs
}
