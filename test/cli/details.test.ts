import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  failedResult,
  predictionArrays,
  predictionRecord,
  registeredDataset,
  resultRecord,
  runRecord,
} from '../displays/records.ts'
import { fakeEngine, runPreview, snv, templateRecord } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const run = runRecord({ failed_results: 1 })
const engine = () =>
  fakeEngine({
    runs: [run],
    results: [resultRecord(), failedResult()],
    predictions: [predictionRecord(), predictionRecord({ id: 'p-0', fold_id: '0', partition: 'val' })],
    templates: [templateRecord],
    datasets: [registeredDataset()],
  })

it.each([
  ['runs', run.id, run],
  ['results', 'r1', resultRecord()],
  ['predictions', predictionRecord().id, predictionRecord()],
  ['templates', 't1', templateRecord],
  ['operators', 'SNV', snv],
  ['datasets', 'ds_1', registeredDataset()],
])('%s show --json prints the record', async (noun, id, record) => {
  const { code, out } = await invoke([noun, 'show', id, '--json'], { engine: engine() })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual(record)
})

it.each(['runs', 'results', 'predictions', 'templates', 'operators', 'datasets'])(
  '%s show of something unknown exits 2 and names what is near',
  async noun => {
    const { code, out, err } = await invoke([noun, 'show', 'SNW'], { engine: engine() })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^Error: There is no .*"SNW".* \[Unknown(Record|Operator)\]\n/)
    expect(err).toContain(' hint: ')
  },
)

it('shows a run with its leaderboard and why results failed', async () => {
  const { out } = await invoke(['runs', 'show', 'latest'], { engine: engine() })
  expect(out).toContain('Folds           KFold n_splits=5')
  expect(out).toContain('Leaderboard (1 failed)')
  expect(out).toContain('The fit is singular. [SingularFit]')
  expect(out).toContain('hint: Use fewer components.')
})

it('shows a result with its metrics and folds', async () => {
  const { out } = await invoke(['results', 'show', 'r1'], { engine: engine() })
  expect(out).toContain('Factors        preprocessing="SNV", model="PLSRegression", n_components=10')
  expect(out).toMatch(/^RMSE +2\.00 +2\.50 +2\.48 ± 0\.31 +2\.75$/m)
  expect(out).toContain('Folds')
})

it('shows why a result failed instead of scores', async () => {
  const { out } = await invoke(['results', 'show', 'r-failed'], { engine: engine() })
  expect(out).toContain('Error          The fit is singular. [SingularFit]')
  expect(out).not.toContain('Metrics')
})

it('adds the arrays to a prediction where asked', async () => {
  const { id } = predictionRecord()
  const json = await invoke(['predictions', 'show', id, '--arrays', '--json'], { engine: engine() })
  expect(JSON.parse(json.out)).toEqual({ ...predictionRecord(), ...predictionArrays() })
  const { out } = await invoke(['predictions', 'show', id, '--arrays'], { engine: engine() })
  expect(out).toMatch(/^175 +tec176 +50\.000 +47\.000 +−3\.00$/m)
  expect((await invoke(['predictions', 'show', id], { engine: engine() })).out).not.toContain('tec176')
})

it('exports predictions as CSV in full precision', async () => {
  const { code, out } = await invoke(['predictions', 'export', '--run', run.id], { engine: engine() })
  expect(code).toBe(0)
  const lines = out.trimEnd().split('\n')
  expect(lines[0]).toBe(
    'id,dataset,target,model_name,preprocessings,partition,fold_id,sample_index,sample_id,y_true,y_pred,residual',
  )
  expect(lines).toHaveLength(1 + 2 * 4)
  expect(lines[1]).toBe('r1-PLSRegression_final_test,fat,fat,PLSRegression,SNV,test,final,172,tec173,5,6,1')
})

it('exports into a file, but not over one unless told to', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'n4a-')), 'out.csv')
  const args = ['predictions', 'export', '-o', file]
  const first = await invoke(args, { engine: engine() })
  expect({ code: first.code, out: first.out }).toEqual({ code: 0, out: '' })
  expect(first.err).toContain('2 predictions, 8 lines written to')
  const written = readFileSync(file, 'utf8')
  writeFileSync(file, 'precious')
  const second = await invoke(args, { engine: engine() })
  expect(second.code).toBe(2)
  expect(second.err).toContain('--force')
  expect(readFileSync(file, 'utf8')).toBe('precious')
  await invoke([...args, '--force'], { engine: engine() })
  expect(readFileSync(file, 'utf8')).toBe(written)
})

it('says where a file cannot be written', async () => {
  const { code, err } = await invoke(['predictions', 'export', '-o', '/nowhere/out.csv'], { engine: engine() })
  expect(code).toBe(2)
  expect(err).toContain('[OutputNotWritable]')
})

it('refuses to export nothing', async () => {
  const { code, err } = await invoke(['predictions', 'export', '--where', 'model:none'])
  expect(code).toBe(2)
  expect(err).toContain('model:none')
})

it('keeps a spreadsheet from running names as formulas, and leaves numbers alone', async () => {
  const predictions = [predictionRecord({ dataset: '=1+1', target: 'a "b", c', preprocessings: '-5' })]
  const { out } = await invoke(['predictions', 'export'], { engine: fakeEngine({ predictions }) })
  expect(out).toContain(`,'=1+1,"a ""b"", c",PLSRegression,-5,`)
})

it('shows an operator with the range of every parameter', async () => {
  const { out } = await invoke(['operators', 'show', 'SNV'])
  expect(out).toContain('Formula          (x − mean) / sd')
  expect(out).toMatch(/^ddof +0 +an integer in \[0, 1\] +Delta degrees of freedom$/m)
})

it('describes a dataset file with what was detected', async () => {
  const asked = engine()
  const { out } = await invoke(['datasets', 'show', 'meat.csv', '--y', 'fat', '--task-type', 'regression'], {
    engine: asked,
  })
  expect(asked.calls).toEqual([['datasets.describe', { path: 'meat.csv', y: 'fat', task_type: 'regression' }]])
  expect(out).toMatch(/^Target +fat, 0\.900 to 49\.1, mean 18\.1, sd 12\.7$/m)
  expect(out).toMatch(/^Detected +delimiter: comma$/m)
  expect(out).toMatch(/^Same spectra +1 like an earlier one: s7$/m)
  expect(out).toMatch(/^Delimiter +, +detected +csv: \{delimiter: ";"\}$/m)
  expect(out).toContain('●')
})

it('gives what was understood of a file as JSON, beside the record', async () => {
  const { out } = await invoke(['datasets', 'show', 'meat.csv', '--json'], { engine: engine() })
  expect(JSON.parse(out)).toMatchObject({
    path: 'meat.csv',
    detections: [{ subject: 'Delimiter', found: ',' }],
    repeated: { same_spectrum: ['s7'] },
    bands: [{ from: 850, median: 2.6 }],
    preview: [[2.6, 2.61]],
  })
})

it('describes a dataset file for each of several targets', async () => {
  const shown = async (...flags: string[]) => {
    const args = ['datasets', 'show', 'meat.csv', '--y', 'fat', '--y', 'protein', ...flags]
    return (await invoke(args, { engine: engine() })).out
  }
  const names = Array.from((await shown()).matchAll(/^Dataset +(meat_\w+)$/gm), ([, name]) => name)
  expect(names).toEqual(['meat_fat', 'meat_protein'])
  const records: readonly { readonly name: string }[] = JSON.parse(await shown('--json'))
  expect(records.map(({ name }) => name)).toEqual(['meat_fat', 'meat_protein'])
})

it('takes a dataset argument as a file where it is a path or exists', async () => {
  for (const file of ['data/meat.csv', 'package.json']) {
    const asked = engine()
    await invoke(['datasets', 'show', file], { engine: asked })
    expect(asked.calls).toEqual([['datasets.describe', { path: file }]])
  }
})

it('previews a template: count, first pipelines, how many more', async () => {
  const asked = engine()
  const { out } = await invoke(['templates', 'preview', 'pls.yaml'], { engine: asked })
  expect(asked.calls).toEqual([['templates.preview', 'pls.yaml', 10]])
  expect(out).toContain('pls: 3 pipelines')
  expect(out).toContain('1  SNV > PLS(n_components=1)  {"_range_":1}')
  expect(out).toContain('… 2 more pipelines')
})

it('expands any JSON value from standard input', async () => {
  const asked = engine()
  const args = ['templates', 'expand', '--spec', '-', '--json']
  const { code, out } = await invoke(args, { engine: asked, input: '{"_or_": [1, 2]}' })
  expect(asked.calls).toEqual([['templates.expand', { _or_: [1, 2] }]])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({ count: 2, expanded: [1, 2], choices: [[1], [2]] })
})

it('says where a JSON value cannot be read', async () => {
  const { code, err } = await invoke(['templates', 'expand', '--spec', '-'], { input: '{\n  "a": ]\n}' })
  expect(code).toBe(2)
  expect(err).toContain('[UnreadableJson]')
  expect(err).toContain('standard input')
  expect((await invoke(['templates', 'expand', '--spec', 'nowhere.json'])).err).toContain('[MissingFile]')
})

it('expands all pipelines of a template file', async () => {
  const asked = engine()
  expect((await invoke(['templates', 'expand', 'pls.yaml'], { engine: asked })).code).toBe(0)
  expect(asked.calls).toEqual([['templates.preview', 'pls.yaml', Infinity]])
  expect((await invoke(['templates', 'expand'])).code).toBe(2)
})

it('says what a run would do without starting it', async () => {
  const asked = engine()
  const { code, out } = await invoke(['run', 'run.yaml', '--dry-run'], { engine: asked })
  expect(code).toBe(0)
  expect(out).toContain('Tecator would make 20 results with 5 fits:')
  expect(out).toContain('Nothing was started')
  const json = await invoke(['run', 'run.yaml', '--dry-run', '--json'], { engine: asked })
  expect(JSON.parse(json.out)).toEqual(runPreview)
  expect(asked.calls.filter(([name]) => name === 'runs.start')).toEqual([])
})
