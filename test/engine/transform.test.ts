import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-transform-'))
const engine = createEngine({ workspace: join(scratch, 'workspace') })
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it('gives spectra after a chain, with the wavelengths of their columns', async () => {
  const { X, axis, sample_ids } = await engine.datasets.transform(['SNV'], tecator('fat'))
  expect([X.length, X[0]!.length, axis!.length, sample_ids.length]).toEqual([215, 100, 100, 215])
  const mean = X[3]!.reduce((sum, value) => sum + value, 0) / 100
  expect(mean).toBeCloseTo(0, 12)
})

it('fits on the rows that are given, or on the training rows, and applies to all', async () => {
  const means = async (fit_rows?: readonly [number, number]) => {
    const { X } = await engine.datasets.transform(['StandardScaler'], tecator('fat'), fit_rows ? { fit_rows } : {})
    return (from: number, to: number) => X.slice(from, to).reduce((sum, row) => sum + row[0]!, 0) / (to - from)
  }
  expect((await means([0, 50]))(0, 50)).toBeCloseTo(0, 10)
  expect((await means())(0, 172)).toBeCloseTo(0, 10)
  expect(Math.abs((await means([0, 50]))(0, 172))).toBeGreaterThan(0.01)
})

it.each([
  [['PLSRegression'], undefined, 'WrongShape'],
  [[{ _or_: ['SNV', 'MSC'] }], undefined, 'WrongShape'],
  [['SNVV'], undefined, 'UnknownOperator'],
  [['SNV'], [5, 5], 'WrongShape'],
  [['SNV'], [0, 216], 'WrongShape'],
])('refuses %j fitted on %j', async (steps, fit_rows, code) => {
  const options = fit_rows ? { fit_rows: fit_rows as [number, number] } : {}
  await expect(engine.datasets.transform(steps, tecator('fat'), options)).rejects.toMatchObject({ code })
})

it('names the file and line of a wrong step', async () => {
  const path = join(scratch, 'chain.yaml')
  writeFileSync(path, '- SNV\n- class: SavitzkyGolay\n  params: {window: 5}\n')
  await expect(engine.datasets.transform(path, tecator('fat'))).rejects.toMatchObject({
    code: 'UnknownParameter',
    place: { file: path, line: 3 },
  })
})
