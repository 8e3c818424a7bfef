import type { WavelengthUnit } from './dataset-record.ts'

/** What every chart of a pipeline says of the place where it stands. */
interface ChartPlace {
  readonly title: string
  readonly dataset: string
  readonly target: string
  /** Of the branch it stands in; null where it stands in none. */
  readonly branch_name: string | null
  /** What the spectra have been through: `SNV>SG(w=15,p=2,d=1)`, or `raw`. */
  readonly preprocessings: string
}

/** Spectra over their columns. */
interface SpectralChart extends ChartPlace {
  /** Of the columns; null where they have none. */
  readonly wavelengths: readonly number[] | null
  readonly wavelength_unit: WavelengthUnit | null
}

/** Some samples in one spectrum each. All lists: (n_features,). */
export interface SpectrumSummary {
  readonly name: string
  readonly n: number
  readonly mean: readonly number[]
  /** n − 1; null of one spectrum. */
  readonly sd: readonly number[] | null
  readonly min: readonly number[]
  readonly max: readonly number[]
}

/** Mean training spectra: of each fifth of the target, or of each class. */
export interface SpectraChart extends SpectralChart {
  readonly kind: 'chart_2d' | 'chart_3d'
  readonly groups: readonly (Pick<SpectrumSummary, 'name' | 'n' | 'mean'> & {
    /** Of the target within the group; null for a class. */
    readonly y_range: readonly [number, number] | null
  })[]
}

/** How spectra spread: train, and test where there is one. */
export interface SpreadChart extends SpectralChart {
  readonly kind: 'spectra_dist'
  readonly sets: readonly SpectrumSummary[]
}

/** Training spectra before the augmentations that the chart stands behind, and after them. */
export interface AugmentationChart extends SpectralChart {
  readonly kind: 'augment_chart' | 'augment_details_chart'
  /** `before`, `added`, `after`; with details also each augmenter by itself. Empty where nothing was augmented. */
  readonly sets: readonly SpectrumSummary[]
}

/** Counts of the target. */
export interface TargetChart extends ChartPlace {
  readonly kind: 'y_chart'
  /** Ascending, one more than counts; null for classes. */
  readonly edges: readonly number[] | null
  /** Labels; null for quantities. */
  readonly classes: readonly string[] | null
  readonly sets: readonly { readonly name: 'train' | 'test'; readonly n: number; readonly counts: readonly number[] }[]
}

/** The target in one side of a fold. */
export interface FoldSide {
  readonly n: number
  /** null for classes. */
  readonly y: { readonly min: number; readonly mean: number; readonly max: number } | null
  /** In the order of `classes`; null for quantities. */
  readonly class_counts: readonly number[] | null
}

export interface FoldChart extends ChartPlace {
  readonly kind: 'fold_chart'
  readonly classes: readonly string[] | null
  readonly folds: readonly { readonly fold_id: string; readonly train: FoldSide; readonly val: FoldSide }[]
}

/** Where the samples lie that were excluded before the chart: scores on two principal components of all training spectra. */
export interface ExclusionChart extends ChartPlace {
  readonly kind: 'exclusion_chart'
  /** Share of the variance of each component: at most 2. */
  readonly explained: readonly number[]
  readonly samples: readonly {
    readonly sample_id: string
    readonly scores: readonly number[]
    readonly excluded: boolean
  }[]
}

/** What a chart step of a template asks for, as numbers. */
export type ResultChart = SpectraChart | SpreadChart | AugmentationChart | TargetChart | FoldChart | ExclusionChart
