/** What a statistic stays below with a probability of 95 % and of 99 %; null where no limit can be given. */
export interface ControlLimits {
  readonly at_95: number | null
  readonly at_99: number | null
}

/** What a fitted model says about features and samples. */
export interface ModelExplanation {
  /** Of y per unit of each feature, as the spectra reached the model: (n_features,). Absent where the model is not linear in them. */
  readonly coefficients?: readonly number[]
  /** In the unit of y. */
  readonly intercept?: number
  /** Absent where the model has no components. */
  readonly components?: ComponentDiagnostics
}

/** Features are absent where components are not combinations of features (a kernel). */
export interface ComponentDiagnostics {
  readonly n_components: number
  /** Of unit length: (n_components, n_features). */
  readonly x_weights?: readonly (readonly number[])[]
  /** (n_components, n_features) */
  readonly x_loadings?: readonly (readonly number[])[]
  /** Take centred, scaled spectra straight to scores: (n_components, n_features). */
  readonly x_rotations?: readonly (readonly number[])[]
  /** (n_samples, n_components) */
  readonly x_scores: readonly (readonly number[])[]
  /** Share of the training spectra's sum of squares that each component describes: (n_components,). */
  readonly x_explained?: readonly number[]
  /** The same of y. */
  readonly y_explained: readonly number[]
  /** Variable importance in projection, whose mean square is 1: (n_features,). */
  readonly vip?: readonly number[]
  /** Variance of each feature along the target projection against the rest of it: (n_features,). */
  readonly selectivity_ratio?: readonly number[]
  /** (n_samples,) */
  readonly hotelling_t2: readonly number[]
  readonly hotelling_t2_limits: ControlLimits
  /** Sum of squares that the components leave of each centred, scaled spectrum: (n_samples,). */
  readonly q_residuals?: readonly number[]
  readonly q_residuals_limits?: ControlLimits
}
