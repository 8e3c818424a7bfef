import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Matrix, row, takeElements, takeRows } from '../../src/core/math/matrix.ts'
import { type AnyClassifier, type AnyTransform, getOperator } from '../../src/core/operators/index.ts'
import { referenceTable } from '../support/reference.ts'
import { sharedPath } from '../support/shared.ts'
import { predictedClasses } from './predicted-classes.ts'
import { paramsOf } from './sample-spectra.ts'
import { hasReference, preprocessed, tecator } from './tecator-reference.ts'

interface Run {
  readonly run_id: string
  readonly pre: string
  readonly model: string
  readonly params: string
  readonly deterministic: boolean
}

interface Pipeline {
  readonly steps: readonly (readonly [name: string, params: object])[]
  readonly model: readonly [name: string, params: object]
}

/**
 * Of scores, for two and three classes, as far as the reference goes: its PLS stops at 1e-12 of the squared weights, its
 * logistic regression where a step lowers the loss by less than 2e-9 of it (a converged one is in classifiers.json).
 */
const tolerances: Readonly<Record<string, readonly [two: number, three: number]>> = {
  plsda: [1e-9, 3e-6],
  lda: [1e-8, 1e-8],
  logreg: [1e-4, 1e-3],
}

/** What the README of the reference says of its runs. */
function pipelineOf({ model, params }: Run): Pipeline {
  const value = Number(params.split('=').at(-1))
  switch (model) {
    case 'plsda':
      return { steps: [], model: ['PLSDA', { n_components: value }] }
    case 'logreg':
      return { steps: [['StandardScaler', {}]], model: ['LogisticRegression', { C: value }] }
    case 'svc': {
      const given = { C: value, kernel: params.split(',')[0], tol: 1e-6 }
      return { steps: [['StandardScaler', {}]], model: ['SVC', given] }
    }
    case 'knn':
      return { steps: [], model: ['KNeighborsClassifier', { n_neighbors: 5 }] }
    case 'lda':
      return params.startsWith('pca')
        ? { steps: [['PCA', { n_components: value }]], model: ['LDA', {}] }
        : { steps: [], model: ['LDA', { solver: 'lsqr', shrinkage: value }] }
    default:
      throw new Error(`no pipeline for the reference model ${model}`)
  }
}

function scoresOf(run: Run, training: Matrix, y: Float64Array, targets: readonly Matrix[]): Matrix[] {
  const { steps, model } = pipelineOf(run)
  let spectra = preprocessed(run.pre, training, [training, ...targets])
  for (const [name, given] of steps) {
    const step = getOperator(name) as AnyTransform
    const params = paramsOf(step, { ...given })
    const state = step.fit(spectra[0]!, params, { y, axis: null })
    spectra = spectra.map(X => step.transform(X, state, params))
  }
  const classifier = getOperator(model[0]) as AnyClassifier
  const params = paramsOf(classifier, { ...model[1] })
  const state = classifier.fit(spectra[0]!, y, params)
  expect(classifier.warnings?.(state, params) ?? []).toEqual([])
  return spectra.slice(1).map(X => classifier.scores(X, state, params))
}

/** Rows whose class differs, other than those whose two best scores are equal but for rounding. */
function wrongRows(scores: Matrix, expected: readonly number[]): number[] {
  const found = predictedClasses(scores)
  return expected.flatMap((code, i) => {
    const [best, second] = Array.from(row(scores, i)).sort((a, b) => b - a)
    return found[i] === code || (found[i] !== code && best! - second! < 1e-6 && best !== second) ? [] : [i]
  })
}

describe.skipIf(!hasReference).each([
  ['tecator_fat2class', (fat: number) => (fat > 20 ? 'high' : 'low')],
  ['tecator_fat3class', (fat: number) => (fat > 20 ? 'high' : fat > 10 ? 'mid' : 'low')],
] as const)('on %s, against scikit-learn 1.2.1 (../shared)', (task, classOf) => {
  if (!hasReference) return
  const folder = sharedPath('reference', task)!
  const json = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
  const { classes } = json('task.json') as { classes: string[] }
  const { folds } = json('folds.json') as { folds: { train: number[]; val: number[] }[] }
  const scoresOfTest = JSON.parse(gunzipSync(readFileSync(`${folder}/test_scores.json.gz`)).toString()).scores
  const { train, test } = tecator()
  const y = train.y.map(fat => classes.indexOf(classOf(fat)))
  const codes = (file: string) => {
    const table = referenceTable(`${folder}/${file}`)
    return (run_id: string) => table.map(cells => classes.indexOf(cells[run_id]!))
  }
  const outOfFold = codes('oof_predictions.csv')
  const foldTest = codes('fold_test_predictions.csv.gz')
  const refitTest = codes('test_predictions.csv')
  const runs = (json('runs.json') as Run[]).filter(({ deterministic }) => deterministic)

  it('has the classes of the reference', () => {
    expect(Array.from(y)).toEqual(outOfFold('y_true'))
    expect(runs.length).toBe(60)
  })

  it.each(runs)('$run_id', run => {
    folds.forEach((fold, f) => {
      const targets = [takeRows(train.X, fold.val), test.X]
      const [val, tested] = scoresOf(run, takeRows(train.X, fold.train), takeElements(y, fold.train), targets)
      const expectedVal = fold.val.map(i => outOfFold(run.run_id)[i]!)
      const expectedTest = foldTest(run.run_id).slice(f * test.X.rows, (f + 1) * test.X.rows)
      expect(wrongRows(val!, expectedVal)).toEqual([])
      expect(wrongRows(tested!, expectedTest)).toEqual([])
    })
    const [refit] = scoresOf(run, train.X, y, [test.X])
    expect(wrongRows(refit!, refitTest(run.run_id))).toEqual([])
    const known = scoresOfTest[run.run_id] as readonly (readonly number[])[] | undefined
    expect(known === undefined).toBe(run.model === 'svc' || run.model === 'knn')
    if (!known) return
    const largest = Math.max(...known.flat().map((value, at) => Math.abs(value - refit!.values[at]!)))
    expect(largest).toBeLessThan(tolerances[run.model]![classes.length - 2]!)
  })
})
