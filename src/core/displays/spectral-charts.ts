import { printable } from '../errors/index.ts'
import type { AugmentationChart, ExclusionChart, SpectraChart, SpectrumSummary, SpreadChart } from '../records/index.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type Axis, type Display, type LineDisplay, type PointSeries, type ScatterDisplay, tableOf } from './display.ts'
import { wavelengthAxis } from './feature-lines.ts'
import type { FeaturePlaces } from './feature-words.ts'
import { formatCount, formatScore } from './format.ts'

/** What every drawing of a chart says of the place where the chart stands. */
export interface ChartWords {
  readonly title: string
  readonly signal: Axis
}

type Spectral = SpectraChart | SpreadChart | AugmentationChart

const pointsOf = (spectrum: readonly number[], { wavelengths }: FeaturePlaces): PointSeries['points'] =>
  spectrum.map((y, j) => ({ x: wavelengths ? wavelengths[j]! : j + 1, y }))

const spectra = (
  chart: Spectral,
  { title, signal }: ChartWords,
  series: readonly { readonly name: string; readonly spectrum: readonly number[] }[],
  notes: readonly string[],
): LineDisplay => ({
  kind: 'line',
  title,
  x: wavelengthAxis(chart.wavelengths, chart.wavelength_unit),
  y: signal,
  series: series.map(({ name, spectrum }) => ({ name: printable(name), points: pointsOf(spectrum, chart) })),
  marks: [],
  notes,
  whenEmpty: 'No step before this chart augments samples, so there is nothing to compare.',
})

/** One mean spectrum a group, named by its range of the target or by its class. */
export function groupLines(chart: SpectraChart, words: ChartWords): readonly Display[] {
  const named = chart.groups.map(({ name, y_range, n, mean }) => ({
    name: y_range ? `${chart.target} ${y_range.map(value => formatScore(value)).join('–')}` : name,
    n,
    spectrum: mean,
  }))
  return [spectra(chart, words, named, [`n ${named.map(({ n }) => n).join(', ')}`])]
}

/** Mean with the standard deviation on both sides, and the range. */
const spreadSeries = ({ mean, sd, min, max }: SpectrumSummary) => [
  { name: 'mean', spectrum: mean },
  ...(sd
    ? [
        { name: 'mean + sd', spectrum: mean.map((value, j) => value + sd[j]!) },
        { name: 'mean − sd', spectrum: mean.map((value, j) => value - sd[j]!) },
      ]
    : []),
  { name: 'maximum', spectrum: max },
  { name: 'minimum', spectrum: min },
]

/** One drawing for each of train and test. */
export const spreadLines = (chart: SpreadChart, words: ChartWords): readonly Display[] =>
  chart.sets.map(set =>
    spectra(chart, { ...words, title: `${words.title}: ${set.name}` }, spreadSeries(set), [
      `n ${set.n}`,
      'sd with n − 1',
    ]),
  )

/** Mean and range before and after, and how many samples each augmenter made; with details its mean spectrum too. */
export function augmentationDisplays(chart: AugmentationChart, words: ChartWords): readonly Display[] {
  const { sets } = chart
  const ends = sets.filter(({ name }) => name === 'before' || name === 'after')
  const range = ends.flatMap(({ name, mean, min, max }) => [
    { name: `${name}: mean`, spectrum: mean },
    { name: `${name}: maximum`, spectrum: max },
    { name: `${name}: minimum`, spectrum: min },
  ])
  const means = sets.filter(({ name }) => name !== 'after').map(({ name, mean }) => ({ name, spectrum: mean }))
  const counts = tableOf(
    `${words.title}: samples`,
    [
      textColumn<SpectrumSummary>('name', 'Set', 0, ({ name }) => name),
      countColumn<SpectrumSummary>('n', 'Samples', 0, ({ n }) => n),
      numberColumn<SpectrumSummary>('sd', 'Mean sd over features', { priority: 1 }, ({ sd }) =>
        sd ? sd.reduce((sum, value) => sum + value, 0) / sd.length : null,
      ),
    ],
    sets,
    'No step before this chart augments samples.',
  )
  if (chart.kind === 'augment_chart') return [spectra(chart, words, range, []), counts]
  const details = { ...words, title: `${words.title}: mean of each augmenter` }
  return [spectra(chart, words, range, []), spectra(chart, details, means, []), counts]
}

/** Training samples on two principal components; those that filters excluded are a series of their own. */
export function exclusionScatter(chart: ExclusionChart, { title }: ChartWords): readonly Display[] {
  const { samples, explained } = chart
  const axis = (a: number): Axis => ({
    label: `PC${a + 1}`,
    unit: explained[a] === undefined ? null : `${formatScore(100 * explained[a])} % of the variance`,
  })
  const points = (excluded: boolean) =>
    samples
      .filter(sample => sample.excluded === excluded)
      .map(({ sample_id, scores }) => ({ x: scores[0] ?? 0, y: scores[1] ?? 0, label: printable(sample_id) }))
  const scatter: ScatterDisplay = {
    kind: 'scatter',
    title,
    x: axis(0),
    y: axis(1),
    series: [
      { name: 'kept', points: points(false) },
      { name: 'excluded', points: points(true) },
    ].filter(series => series.points.length > 0),
    identity: false,
    notes: [`${points(true).length} of ${formatCount(samples.length, 'training sample')} excluded before this chart.`],
    whenEmpty: 'There are no training samples here.',
  }
  return [scatter]
}
