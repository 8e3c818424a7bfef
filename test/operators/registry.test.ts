import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findOperator, getOperator, namesOf, operatorCard, operators } from '../../src/core/operators/index.ts'
import type { OperatorCard } from '../../src/core/records/index.ts'
import { sharedPath } from '../support/shared.ts'

const canonical = sharedPath('fixtures', 'nirs4all', 'class_path_canonical.json')

describe('the registry of operators', () => {
  it('gives no name to two operators', () => {
    const names = operators.flatMap(operator => [...namesOf(operator)])
    expect(new Set(names).size).toBe(names.length)
  })

  it('resolves the spellings of scikit-learn and of the Python library', () => {
    const spellings: Readonly<Record<string, string>> = {
      SNV: 'standard_normal_variate',
      'nirs4all.operators.SNV': 'standard_normal_variate',
      'nirs4all.operators.transforms.scalers.StandardNormalVariate': 'standard_normal_variate',
      MSC: 'multiplicative_scatter_correction',
      'nirs4all.operators.transforms.nirs.MultiplicativeScatterCorrection': 'multiplicative_scatter_correction',
      SavitzkyGolay: 'savitzky_golay',
      'nirs4all.operators.transforms.nirs.SavitzkyGolay': 'savitzky_golay',
      'nirs4all.operators.transforms.signal.Detrend': 'detrend',
      'sklearn.preprocessing._data.MinMaxScaler': 'min_max_scaler',
      'sklearn.preprocessing.StandardScaler': 'standard_scaler',
      PLSRegression: 'partial_least_squares_regression',
      'sklearn.cross_decomposition._pls.PLSRegression': 'partial_least_squares_regression',
      'sklearn.linear_model.Ridge': 'ridge_regression',
      KFold: 'k_fold',
      'sklearn.model_selection._split.KFold': 'k_fold',
    }
    for (const [name, id] of Object.entries(spellings)) expect(findOperator(name)?.id).toBe(id)
  })

  it.skipIf(!canonical)('resolves both paths of each class that the Python library maps (../shared)', () => {
    const { map } = JSON.parse(readFileSync(canonical!, 'utf8')) as { map: Record<string, string> }
    const known = Object.entries(map).filter(([path]) => findOperator(path))
    expect(known.length).toBeGreaterThanOrEqual(10)
    for (const [path, internal] of known) expect(findOperator(internal)).toBe(findOperator(path))
  })

  it('names the nearest operators where there is none', () => {
    expect(() => getOperator('SNVV')).toThrow(
      expect.objectContaining({ code: 'UnknownOperator', hint: expect.stringContaining('SNV') }),
    )
    expect(findOperator('constructor')).toBeUndefined()
    expect(findOperator('__proto__')).toBeUndefined()
  })

  it('describes each operator as a record without functions', () => {
    for (const operator of operators) {
      const card: OperatorCard = operatorCard(operator)
      expect(JSON.parse(JSON.stringify(card))).toEqual(card)
      expect(card.params.map(({ name }) => name)).toEqual(Object.keys(operator.params))
    }
  })

  it('serves parameters by families that the models declare', () => {
    const families = operators.flatMap(operator => (operator.kind === 'model' && operator.family ? [operator] : []))
    expect(families.length).toBeGreaterThanOrEqual(20)
    for (const { family, params } of families) {
      expect(family!.parameters.length).toBeGreaterThan(0)
      for (const parameter of family!.parameters) expect(Object.keys(params)).toContain(parameter)
      expect(family!.at_most ?? 2).toBeGreaterThan(1)
    }
  })
})
