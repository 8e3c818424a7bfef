import type { ComponentDiagnostics } from './model-explanation.ts'

/** How each spectrum of a dataset lies to the principal components of its training spectra. */
export interface SpectralOutliers {
  readonly dataset: string
  /** What the spectra went through before; null as measured. */
  readonly preprocessings: string | null
  readonly sample_ids: readonly string[]
  /** Of all samples; limits are those of the training spectra. */
  readonly components: ComponentDiagnostics
  /** Share of the training spectra's variance that the components describe together. */
  readonly described: number
}
