/** Operators of the Python world that n4a does not run, and what to use instead. */
export interface Refusal {
  /** Short names; a class path that ends in one of them is meant too. */
  readonly names?: readonly string[]
  /** Beginnings of class paths. */
  readonly prefixes?: readonly string[]
  /** Completes "… cannot be run: …". */
  readonly reason: string
  /** A sentence that says what to do. */
  readonly instead: string
}

const tryThese = 'PLSRegression, SVR, GaussianProcessRegressor and GradientBoostingRegressor are there.'
const onlyThere = 'it is particular to the Python library, and no independent numbers exist to check it against'

/** A name that becomes an operator leaves this list. */
export const refusedOperators: readonly Refusal[] = [
  {
    names: [
      ...['nicon', 'decon', 'customizable_nicon', 'customizable_decon', 'transformer', 'TabPFNRegressor'],
      ...['TabPFNClassifier', 'TabPFNNIRSRegressor', 'TabPFNNIRSClassifier', 'KerasRegressor', 'KerasClassifier'],
    ],
    prefixes: [
      ...['tensorflow.', 'keras.', 'torch.', 'pytorch_lightning.', 'skorch.', 'jax.', 'flax.', 'tabpfn.'],
      ...['tensorflow', 'pytorch', 'jax'].map(framework => `nirs4all.operators.models.${framework}.`),
    ],
    reason: 'deep learning needs a framework and its trained weights, which n4a does not have',
    instead: tryThese,
  },
  {
    names: ['TabularPredictor', 'AutoGluonRegressor', 'AutoGluonClassifier'],
    prefixes: ['autogluon.', 'autosklearn.', 'flaml.', 'h2o.'],
    reason: 'it searches models by itself, so that the template would not say what was fitted',
    instead: 'List the models with `_or_` and their parameters with `_range_`; the run compares them.',
  },
  {
    names: ['XGBRegressor', 'XGBClassifier', 'LGBMRegressor', 'LGBMClassifier'].concat([
      'CatBoostRegressor',
      'CatBoostClassifier',
      'HistGradientBoostingRegressor',
    ]),
    prefixes: ['xgboost.', 'lightgbm.', 'catboost.'],
    reason: 'it is a compiled library of its own, whose trees n4a does not grow',
    instead: 'Use GradientBoostingRegressor, or ExtraTreesRegressor.',
  },
  {
    names: ['UMAP'],
    prefixes: ['umap.'],
    reason: 'its coordinates come from random steps and are not a function of one spectrum',
    instead: 'Use PCA.',
  },
  {
    names: ['KernelPCA', 'FastICA', 'NMF', 'SparsePCA', 'GaussianRandomProjection', 'PolynomialFeatures'],
    reason: 'this decomposition is not built',
    instead: 'Use PCA or TruncatedSVD before the model, or a model with a kernel, such as SVR or KernelPLS.',
  },
  {
    prefixes: ['shap.'],
    reason: 'it explains predictions and changes none, so it is no step of a pipeline',
    instead: 'VIP keeps the wavelengths that a PLS model leans on, and tells their importance.',
  },
  {
    names: ['BEADS'],
    reason: 'this baseline is not built',
    instead: 'Use ArPLS or AirPLS, which follow a baseline below peaks too.',
  },
  {
    names: ['WaveletPCA', 'WaveletSVD'],
    reason: 'it is two steps in one',
    instead: 'Write WaveletFeatures and then PCA or TruncatedSVD.',
  },
  {
    names: ['Derivate'],
    reason: 'it differentiates over the samples, so that a spectrum would depend on the rows beside it',
    instead: 'Use SavitzkyGolay with deriv 1, FirstDerivative or NorrisWilliams.',
  },
  {
    names: ['FCKPLS', 'FCKStaticTransformer', 'FractionalConvFeaturizer', 'OKLMPLS', 'ResidualModel'].concat([
      'PolynomialFeaturizer',
      'RBFFeaturizer',
      'IdentityFeaturizer',
    ]),
    reason: onlyThere,
    instead: 'Use PLSRegression after a derivative, or KernelPLS for a curved relation.',
  },
  {
    names: ['DiPLS', 'KOPLS', 'MBPLS', 'RecursivePLS'],
    reason: 'this variant of partial least squares is not built',
    instead: 'Use OPLS, KernelPLS, LWPLS or SparsePLS.',
  },
  {
    names: ['AOMPLS', 'AOMPLSRegressor', 'AOMPLSClassifier', 'AOMPLSDAClassifier', 'POPPLSRegressor'].concat(
      ['POPPLSClassifier', 'POPPLSDAClassifier', 'AOMRidgeRegressor', 'AOMRidgeClassifier', 'AOMRidgeBlender'],
      ['AOMRidgeAutoSelector', 'AOMRidgePLS', 'AOMRidgePLSCV', 'AOMKernelizer', 'AOMLocalRidge', 'AOMMultiBranchMKL'],
      ['AOMMultiKernelRidge', 'FastAOMPLSRidge', 'FastAOMConfig', 'HardAOMChainPLSRidge', 'SoftAOMChainPLSRidge'],
      ['SingleChainPLSRidge', 'SparseMultiKernelRidge', 'ComposedOperator', 'DetrendProjectionOperator'],
      ['FiniteDifferenceOperator', 'IdentityOperator', 'LinearSpectralOperator', 'NorrisWilliamsOperator'],
      ['SavitzkyGolayOperator', 'WhittakerOperator'],
    ),
    prefixes: ['nirs4all.operators.models._aom_nirs.'],
    reason: onlyThere,
    instead: 'List preprocessing steps with `_or_` before PLSRegression or Ridge; the run compares them.',
  },
  {
    names: ['MetaModel', 'StackingRegressor', 'StackingClassifier', 'VotingRegressor', 'VotingClassifier'],
    prefixes: ['nirs4all.operators.models.meta.'],
    reason: 'it is made of other models, and no step of another kind can hold them',
    instead: 'Write it as the `model` of the pipeline; `n4a operators show NAME` says how its models are named.',
  },
  {
    names: ['BaggingRegressor', 'BaggingClassifier', 'AdaBoostRegressor', 'AdaBoostClassifier'],
    reason: 'this way of averaging copies of a model is not built',
    instead: 'Use RandomForestRegressor or ExtraTreesRegressor, which average trees, or GradientBoostingRegressor.',
  },
  {
    names: ['StackingConfig', 'StackingLevel', 'BranchScope', 'CoverageStrategy', 'TestAggregation'].concat(
      ['ModelCandidate', 'SourceModelSelector', 'AllPreviousModelsSelector', 'DiversitySelector'],
      ['ExplicitModelSelector', 'TopKByMetricSelector', 'SelectorFactory', 'BaseModelOperator'],
    ),
    prefixes: ['nirs4all.operators.models.selection.'],
    reason: 'it is a part of the Python library and no step',
    instead: 'Name the models that a MetaModel learns from in its `source_models`.',
  },
  {
    names: ['RidgeCV', 'LassoCV', 'ElasticNetCV', 'LassoLarsCV', 'GridSearchCV', 'RandomizedSearchCV'],
    reason: 'it chooses parameters on folds of its own, beside those of the run',
    instead:
      'Use Ridge, Lasso or ElasticNet with `_range_` or `_or_` on alpha; the run compares the values on its folds.',
  },
  {
    names: ['SGDRegressor', 'BayesianRidge', 'HuberRegressor', 'LinearSVR'],
    reason: 'this linear model is not built',
    instead: 'Use Ridge or ElasticNet; RobustPLS against outlying samples; SVR with kernel linear.',
  },
  {
    names: ['DummyRegressor', 'DummyClassifier'],
    reason: 'it looks at no spectrum',
    instead: 'An R² of 0 is what predicting the mean gives: every result is measured against it already.',
  },
  {
    names: ['PLSCanonical', 'CCA'],
    reason: 'it relates two blocks to each other and is no regression of y',
    instead: 'Use PLSRegression.',
  },
  {
    names: ['IsolationForest', 'LocalOutlierFactor', 'EllipticEnvelope', 'OneClassSVM'],
    reason: 'it judges samples and predicts nothing',
    instead: '`n4a operators list --kind filter` shows the filters of samples.',
  },
  {
    names: ['FunctionTransformer', 'IdentityTransformer'],
    reason: 'it stands for a function of Python, which n4a does not run',
    instead: 'Take the step out, or use the operator that does the same.',
  },
  {
    names: ['LinearSVC', 'NuSVC', 'NuSVR'],
    reason: 'it is another form of a support vector machine that is there',
    instead: 'Use SVC or SVR with `kernel: linear`, or LogisticRegression.',
  },
  {
    names: ['LabelEncoder'],
    reason: 'a template does not turn reference values into classes',
    instead: 'Add a column of classes to the dataset, and name it as `y`.',
  },
  {
    names: ['RFE', 'RFECV', 'SelectFromModel', 'SelectKBest', 'SelectPercentile'],
    reason: 'it selects by another model or by a function of Python',
    instead: 'Use CorrelationSelection (n_features keeps the best so many), VIP, CARS or IntervalSelection.',
  },
  {
    names: ['KMeans'],
    reason: 'clusters are no features',
    instead: 'Use KMeansSplitter to choose training samples that cover the spectra.',
  },
  {
    names: ['FlattenPreprocessing'],
    reason: 'spectra have two dimensions here, so nothing is left to flatten',
    instead: 'Take the step out; `concat_transform` joins preprocessings side by side.',
  },
  {
    names: ['PredefinedSplit'],
    reason: 'folds that are known before belong to the run, not to the template',
    instead: 'Give them as a file: `folds: {file: folds.json}` in the run file.',
  },
  {
    names: ['GroupedSplitterWrapper'],
    reason: 'every splitter keeps groups together already',
    instead: 'Name the column of groups in the dataset (`group: COLUMN`) and use the splitter itself.',
  },
  {
    names: [
      ...['DetectorRollOffAugmenter', 'EdgeArtifactsAugmenter', 'EdgeCurvatureAugmenter', 'StrayLightAugmenter'],
      ...['TruncatedPeakAugmenter', 'InstrumentalBroadeningAugmenter', 'Random_X_Operation'],
      ...['Spline_Curve_Simplification', 'Spline_Smoothing'],
    ],
    prefixes: ['nirs4all.operators.augmentation.'],
    reason: 'this augmentation is not built',
    instead: '`n4a operators list --kind augmenter` shows those that are.',
  },
  {
    names: ['SampleFilter', 'FilteringReportGenerator', 'FilterResult', 'FilteringReport'],
    prefixes: ['nirs4all.operators.filters.'],
    reason: 'this filter is not built',
    instead: '`n4a operators list --kind filter` shows those that are.',
  },
]

/** Why there is no operator of that name, where that is known. What is said of a name goes before what is said of its family. */
export function findRefusal(name: string): Refusal | undefined {
  const short = name.slice(name.lastIndexOf('.') + 1)
  return (
    refusedOperators.find(({ names }) => names?.includes(short)) ??
    refusedOperators.find(({ prefixes }) => prefixes?.some(prefix => name.startsWith(prefix)))
  )
}
