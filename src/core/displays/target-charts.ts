import { printable } from '../errors/index.ts'
import type { FoldChart, FoldSide, TargetChart } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Column, type Display, type LineDisplay, type TableDisplay, tableOf } from './display.ts'
import type { ChartWords } from './spectral-charts.ts'

/** Quantities: the outline of a histogram for each of train and test. Classes: a table of counts. */
export function targetDisplays(chart: TargetChart, { title }: ChartWords): readonly Display[] {
  const { edges, classes, sets, target } = chart
  if (classes) return [classesTable(chart, title)]
  const outline = (counts: readonly number[]) => [
    { x: edges![0]!, y: 0 },
    ...counts.flatMap((y, bin) => [
      { x: edges![bin]!, y },
      { x: edges![bin + 1]!, y },
    ]),
    { x: edges!.at(-1)!, y: 0 },
  ]
  const display: LineDisplay = {
    kind: 'line',
    title,
    x: { label: printable(target), unit: null },
    y: { label: 'Samples', unit: null },
    series: sets.map(({ name, counts }) => ({ name, points: outline(counts) })),
    marks: [],
    notes: sets.map(({ name, n }) => `${name} n ${n}`),
    whenEmpty: 'There are no samples here.',
  }
  return [display]
}

/** Samples of each class in each of train and test. */
export function classesTable(
  {
    classes,
    sets,
  }: Pick<TargetChart, 'classes'> & { readonly sets: readonly Pick<TargetChart['sets'][number], 'name' | 'counts'>[] },
  title: string,
): TableDisplay {
  const names = classes ?? []
  return tableOf(
    title,
    [
      textColumn<number>('class', 'Class', 0, code => names[code]),
      ...sets.map(({ name, counts }) => countColumn<number>(name, name, 0, code => counts[code])),
    ],
    Array.from(names.keys()),
    'There are no classes here.',
  )
}

interface Side {
  readonly fold_id: string
  readonly part: 'train' | 'val'
  readonly side: FoldSide
}

/** Training and validation rows of each fold: the target's range and mean, or the count of each class. */
export function foldTargetsTable({ folds, classes, target }: FoldChart, { title }: ChartWords): readonly Display[] {
  const sides = folds.flatMap(({ fold_id, train, val }): Side[] => [
    { fold_id, part: 'train', side: train },
    { fold_id, part: 'val', side: val },
  ])
  const ofY = (key: 'min' | 'mean' | 'max', label: string) =>
    numberColumn<Side>(key, `${label} ${target}`, { priority: 0 }, ({ side }) => side.y?.[key])
  const values: readonly Column<Side>[] = classes
    ? classes.map((name, code) => countColumn<Side>(name, name, 0, ({ side }) => side.class_counts?.[code]))
    : [ofY('min', 'Least'), ofY('mean', 'Mean'), ofY('max', 'Greatest')]
  return [
    tableOf(
      title,
      [
        textColumn<Side>('fold_id', 'Fold', 0, ({ fold_id }) => fold_id),
        textColumn<Side>('part', 'Part', 0, ({ part }) => part),
        countColumn<Side>('n', 'Samples', 0, ({ side }) => side.n),
        ...values,
      ],
      sides,
      'The run had no folds.',
    ),
  ]
}
