import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findOperator, getOperator } from '../../src/core/operators/index.ts'
import { findRefusal, refusedOperators } from '../../src/core/operators/refused-operators.ts'
import { sharedPath } from '../support/shared.ts'

const folder = sharedPath('fixtures', 'nirs4all')
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
const short = (path: string) => path.slice(path.lastIndexOf('.') + 1)
const answered = (name: string) => findOperator(name) !== undefined || findRefusal(name) !== undefined

/** The names of the field that a user may try, whatever the library that they come from. */
const fieldNames = `
  SNV RobustSNV LocalSNV MSC EMSC AreaNormalization VectorNormalization MinMaxNormalization MaxNormalization MinMaxScaler
  StandardScaler RobustScaler MaxAbsScaler Normalizer SimpleScale MeanCentering ParetoScaling SavitzkyGolay FirstDerivative
  SecondDerivative NorrisWilliams Gaussian MovingAverage Whittaker Detrend ASLSBaseline ASLS AirPLS ArPLS IASLS ModPoly IModPoly
  SNIP RubberBand ContinuumRemoval ToAbsorbance FromAbsorbance ReflectanceToAbsorbance KubelkaMunk LogTransform
  PercentToFraction FractionToPercent Crop Resample Resampler Wavelet Haar WaveletDenoise PCA TruncatedSVD
  QuantileTransformer PowerTransformer OSC EPO GLSW VIP CARS MCUVE iPLS IntervalSelection CorrelationSelection
  VarianceThreshold PLSRegression PCR OPLS KernelPLS LWPLS SparsePLS Ridge Lasso ElasticNet LinearRegression KernelRidge SVR
  GaussianProcessRegressor kNN KNeighborsRegressor DecisionTreeRegressor RandomForestRegressor ExtraTreesRegressor
  GradientBoostingRegressor KFold RepeatedKFold StratifiedKFold GroupKFold StratifiedGroupKFold ShuffleSplit
  GroupShuffleSplit StratifiedShuffleSplit LeaveOneOut LeaveOneGroupOut LeavePOut LeavePGroupsOut TimeSeriesSplit
  VenetianBlinds ContiguousBlocks KennardStone SPXY SPXYFold SPXYGFold KMeansSplitter KBinsStratified
  BinnedStratifiedGroupKFold SystematicCircular DUPLEX Baseline PLSDA OPLSDA LDA QDA LogisticRegression SVC
  KNeighborsClassifier RidgeClassifier DecisionTreeClassifier RandomForestClassifier ExtraTreesClassifier
  GradientBoostingClassifier MLPRegressor MLPClassifier YOutlierFilter XOutlierFilter HighLeverageFilter
  SpectralQualityFilter MetadataFilter GaussianAdditiveNoise WavelengthShift MixupAugmenter`
  .trim()
  .split(/\s+/)

describe('every name is an operator or is refused with a reason', () => {
  it.each(fieldNames)('%s is an operator', name => {
    expect(findOperator(name)).toBeDefined()
  })

  it.skipIf(!folder)('those of the inventory of the Python library, by path and by class (../shared)', () => {
    const { operators } = read('operator_inventory.json') as {
      operators: { kind: string; name: string; path: string }[]
    }
    expect(operators.length).toBeGreaterThan(150)
    expect(operators.filter(({ path }) => !answered(path)).map(({ path }) => path)).toEqual([])
    const unknown = operators.filter(({ name, path }) => !answered(name) || !answered(short(path)))
    expect(unknown.map(({ path }) => path)).toEqual([])
  })

  it.skipIf(!folder)('both paths of its map of classes alike (../shared)', () => {
    const { map } = read('class_path_canonical.json') as { map: Record<string, string> }
    // The augmenters it exports among the transforms as well are left to the registry of augmenters.
    const both = Object.entries(map).filter(
      ([, internal]) => answered(internal) && !internal.includes('.augmentation.'),
    )
    expect(both.length).toBeGreaterThan(150)
    expect(both.filter(([path]) => !answered(path))).toEqual([])
    for (const [path, internal] of both) expect(findOperator(path)).toBe(findOperator(internal))
  })
})

describe('a refused operator', () => {
  it.each([
    ['nirs4all.operators.models.tensorflow.nicon.nicon', /deep learning/],
    ['torch.nn.Linear', /deep learning/],
    ['autogluon.tabular.TabularPredictor', /searches models/],
    ['umap.UMAP', /random steps/],
    ['BEADS', /not built/],
    ['nirs4all.operators.models.FCKPLS', /no independent numbers/],
    ['AOMPLS', /no independent numbers/],
    ['sklearn.linear_model.RidgeCV', /folds of its own/],
    ['Derivate', /rows beside it/],
  ])('%s is refused with its reason and something to use instead', (name, reason) => {
    const expected = { code: 'UnsupportedOperator', kind: 'input', message: expect.stringMatching(reason) }
    expect(() => getOperator(name)).toThrow(
      expect.objectContaining({ ...expected, hint: expect.stringMatching(/\.$/) }),
    )
  })

  it('is no operator, and stands in the list once', () => {
    const names = refusedOperators.flatMap(refusal => refusal.names ?? [])
    expect(names.filter(findOperator)).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })

  it('names only operators that there are to use instead', () => {
    for (const { instead } of refusedOperators) {
      const words = instead.match(/\b[A-Z][a-z]*[A-Z]\w+\b/g) ?? []
      expect(words.filter(word => word !== 'MetaModel' && /[a-z]/.test(word) && !findOperator(word))).toEqual([])
    }
  })
})
