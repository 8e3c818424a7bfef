import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEngine, type Engine, type ResultRecord, type RunEvent, type RunRequest } from '../../src/core/index.ts'
import { smallRequest, tecator, tecatorLines } from '../support/tecator.ts'

let scratch: string
let engine: Engine
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'n4a-run-'))
  engine = createEngine({ workspace: join(scratch, 'workspace') })
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

/** What does not depend on when or how quickly a result was computed. */
const lasting = (results: readonly ResultRecord[]) =>
  results
    .map(({ id: _id, run_id: _run, duration_ms: _duration, created_at: _created, stored_models, ...rest }) => ({
      ...rest,
      stored_models: stored_models.map(({ model, member }) => [model, member]),
    }))
    .sort((a, b) => (`${a.dataset} ${a.pipeline_config_id}` < `${b.dataset} ${b.pipeline_config_id}` ? -1 : 1))

describe('a run', () => {
  it('gives templates × datasets results, each with folds, averages and its parts', async () => {
    const run = await engine.runs.start(smallRequest())
    expect(run).toMatchObject({ status: 'completed', total_results: 18, completed_results: 18, failed_results: 0 })
    const results = await engine.results.list()
    expect(results).toHaveLength(18)
    const [best] = results.filter(({ dataset }) => dataset === 'tecator_fat')
    expect(best!.scores).toMatchObject({ val: { rmse: best!.best_score }, final_test: { rmse: expect.any(Number) } })
    expect(best!.predictions_count).toBe(3 * 7 + 2)
    const predictions = await engine.predictions.list({ result: best!.id })
    expect(predictions.map(({ fold_id, partition }) => `${fold_id} ${partition}`)).toEqual([
      ...['0', '1', '2', '3', '4', 'avg'].flatMap(fold => ['train', 'val', 'test'].map(part => `${fold} ${part}`)),
      'final train',
      'final test',
      ...['train', 'val', 'test'].map(part => `w_avg ${part}`),
    ])
  })

  it('ranks by the pooled out-of-fold score: the rmse of the stored avg/val arrays', async () => {
    await engine.runs.start(smallRequest())
    const [result] = await engine.results.list({ limit: 1 })
    const rows = await engine.predictions.list({ result: result!.id, where: 'fold=avg partition=val' })
    const { y_true, y_pred, sample_indices, sample_ids } = await engine.predictions.arrays(rows[0]!.id)
    const squares = y_true.map((truth, i) => (y_pred[i]! - truth) ** 2)
    const rmse = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
    expect(result!.best_score).toBeCloseTo(rmse, 12)
    expect([...sample_indices].sort((a, b) => a - b)).toEqual(Array.from({ length: 172 }, (_, i) => i))
    expect(sample_ids![0]).toMatch(/^tec\d{3}$/)
  })

  it('announces a result only when another reader of the workspace finds it', async () => {
    const other = createEngine({ workspace: engine.workspace })
    const checks: Promise<void>[] = []
    const onEvent = (event: RunEvent) => {
      if (event.type !== 'results') return
      const ids = event.results.map(({ id }) => id)
      const found = other.results.list().then(results => results.map(({ id }) => id))
      checks.push(found.then(known => expect(known).toEqual(expect.arrayContaining(ids))))
    }
    await engine.runs.start(smallRequest(), { onEvent })
    await Promise.all(checks)
    expect(checks.length).toBeGreaterThan(3)
  })

  it('pauses when it is interrupted, and gives the results of an undisturbed run when it is resumed', async () => {
    await engine.runs.start(smallRequest())
    const calm = await engine.results.list()
    const disturbed = createEngine({ workspace: join(scratch, 'disturbed') })
    const stop = new AbortController()
    const onEvent = (event: RunEvent) => {
      if (event.type === 'results') stop.abort()
    }
    const paused = await disturbed.runs.start(smallRequest(), { signal: stop.signal, onEvent })
    expect(paused).toMatchObject({ status: 'paused', partial: true })
    const recorded = (await disturbed.results.list()).length
    expect(recorded).toBeGreaterThan(0)
    expect(recorded).toBeLessThan(18)
    const done = await disturbed.runs.resume(paused.id)
    expect(done).toMatchObject({ status: 'completed', completed_results: 18 })
    expect(lasting(await disturbed.results.list())).toEqual(lasting(calm))
  })

  it('stops when another process pauses it, and refuses to resume what has ended', async () => {
    const wide = { name: 'wide', pipeline: [{ _or_: [null, 'SNV', 'MSC', 'Detrend'] }, 'PLSRegression'] }
    const request = smallRequest({ templates: [wide] })
    const other = createEngine({ workspace: engine.workspace })
    const onEvent = (event: RunEvent) => {
      if (event.type === 'run') return void other.runs.cancel(event.run.id)
    }
    const run = await engine.runs.start(request, { onEvent })
    expect(['cancelled', 'completed']).toContain(run.status)
    await expect(engine.runs.resume(run.id)).rejects.toMatchObject({ code: 'WrongTransition' })
  })

  it('records a failing result with its reason and goes on', async () => {
    const constant = tecatorLines(lines => [
      ...lines,
      ['flat', 'M', '60', '20', '17', ...Array(100).fill('3')].join(','),
    ])
    writeFileSync(join(scratch, 'flat.csv'), constant)
    const datasets = [{ ...tecator('fat'), path: join(scratch, 'flat.csv') }]
    const run = await engine.runs.start(smallRequest({ datasets }))
    expect(run).toMatchObject({ status: 'completed', completed_results: 5, failed_results: 4 })
    const [failed] = await engine.results.list({ where: 'status=failed' })
    expect(failed).toMatchObject({ best_score: null, predictions_count: 0, error: { code: 'ConstantSpectrum' } })
    expect(failed!.error!.message).toContain('SNV')
  })

  it('fits preprocessing within folds by default, and on the whole training partition when asked', async () => {
    const msc = { name: 'msc', pipeline: ['MSC', { model: { class: 'PLSRegression', params: { n_components: 5 } } }] }
    const request = smallRequest({ templates: [msc], datasets: [tecator('fat')] })
    await engine.runs.start(request)
    await engine.runs.start({ ...request, config: { ...request.config, fit_scope: 'train_partition' } })
    const results = await engine.results.list()
    expect(new Set(results.map(({ fit_scope }) => fit_scope))).toEqual(new Set(['fold', 'train_partition']))
    const [a, b] = results.map(({ best_score }) => best_score!)
    expect(a).not.toBe(b)
    expect(Math.abs(a! - b!)).toBeLessThan(0.1)
  })

  it('saves templates as given before it expands them', async () => {
    const text =
      '# my notes stay\nname: mine\npipeline:\n  - SNV\n  - model: {class: PLSRegression, params: {n_components: {_range_: [2, 4]}}}\n'
    writeFileSync(join(scratch, 'mine.yaml'), text)
    const run = await engine.runs.start(smallRequest({ templates: ['mine.yaml'], base_directory: scratch }))
    const [reference] = run.templates
    expect(readFileSync(join(engine.workspace, 'runs', run.id, reference!.file), 'utf8')).toBe(text)
    expect(await engine.templates.list()).toMatchObject([{ name: 'mine', expansion_count: 3 }])
  })

  it('says which expansions mean the same pipeline', async () => {
    const twice = { name: 'twice', pipeline: [{ _or_: ['SNV', 'nirs4all.operators.SNV'] }, 'PLSRegression'] }
    const preview = await engine.runs.preview(smallRequest({ templates: [twice] }))
    expect(preview.warnings.join('\n')).toMatch(/0002_\S+ is the same pipeline as 0001_\S+/)
  })

  it('names itself by its models and datasets where it has no name', async () => {
    const { name: _, ...request } = smallRequest()
    expect((await engine.runs.preview(request)).name).toBe('PLS + Ridge on tecator_fat, tecator_protein (9 × 2)')
  })

  it('resumes from another folder with the columns and rows it began with', async () => {
    writeFileSync(
      join(scratch, 'own.csv'),
      tecatorLines(lines => lines.map((line, i) => `${i ? `code${i}` : 'code'},${line}`)),
    )
    const [train, test] = [Array.from({ length: 150 }, (_, i) => i), Array.from({ length: 65 }, (_, i) => 150 + i)]
    writeFileSync(join(scratch, 'rows.json'), JSON.stringify({ train, test }))
    const stop = new AbortController()
    const onEvent = (event: RunEvent) => event.type === 'results' && stop.abort()
    const datasets = [{ path: 'own.csv', y: 'fat', id: 'code', partition: { rows: 'rows.json' } }]
    const request = smallRequest({ datasets, base_directory: scratch })
    const paused = await engine.runs.start(request, { signal: stop.signal, onEvent })
    const done = await engine.runs.resume(paused.id)
    expect(done).toMatchObject({ status: 'completed', completed_results: 9, datasets: [{ n_train: 150, n_test: 65 }] })
    const [prediction] = await engine.predictions.list({ where: 'fold=avg partition=test', limit: 1 })
    expect((await engine.predictions.arrays(prediction!.id)).sample_ids![0]).toBe('code151')
  })

  it('refuses to resume on a dataset that changed', async () => {
    writeFileSync(
      join(scratch, 'own.csv'),
      tecatorLines(lines => lines),
    )
    const stop = new AbortController()
    const datasets = [{ ...tecator('fat'), path: join(scratch, 'own.csv') }]
    const onEvent = (event: RunEvent) => event.type === 'results' && stop.abort()
    const run = await engine.runs.start(smallRequest({ datasets }), { signal: stop.signal, onEvent })
    writeFileSync(
      join(scratch, 'own.csv'),
      tecatorLines(lines => lines.slice(0, -1)),
    )
    await expect(engine.runs.resume(run.id)).rejects.toMatchObject({ code: 'ChangedDataset' })
  })

  it('is followed by a watcher from its first result to its end', async () => {
    const running = engine.runs.start(smallRequest())
    const other = createEngine({ workspace: engine.workspace })
    let runs = await other.runs.list()
    while (runs.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5))
      runs = await other.runs.list()
    }
    const seen = new Set<string>()
    let status = ''
    for await (const event of other.runs.watch(runs[0]!.id)) {
      if (event.type === 'run') {
        status = event.run.status
        if (status === 'completed') for (const { id } of await other.results.list()) seen.add(id)
      }
      if (event.type === 'results') for (const { id } of event.results) seen.add(id)
      if (event.type === 'status') status = event.status
    }
    await running
    expect(status).toBe('completed')
    expect(seen.size).toBeGreaterThan(0)
  })
})

describe('a run that cannot be started', () => {
  const refused = async (change: Partial<RunRequest>) => {
    const error = await engine.runs.start(smallRequest(change)).catch(error => error)
    expect(existsSync(engine.workspace)).toBe(false)
    return error
  }
  const template = (...pipeline: unknown[]) => ({ templates: [{ name: 't', pipeline }] })
  const pls = (params: object) => ({ model: { class: 'PLSRegression', params } })

  it.each<[string, Partial<RunRequest>, object]>([
    [
      'an unknown operator',
      template('SNVV', pls({})),
      { code: 'UnknownOperator', place: { field: 'templates[0].pipeline[0]' } },
    ],
    [
      'an unknown parameter',
      template(pls({ ncomp: 2 })),
      { code: 'UnknownParameter', place: { field: 'templates[0].pipeline[0].model.params.ncomp' } },
    ],
    ['a range of step 0', template(pls({ n_components: { _range_: [1, 5, 0] } })), { code: 'RangeNeverEnds' }],
    ['a parameter nobody takes', template({ _range_: [1, 5], param: 'gamma' }, pls({})), { code: 'UnboundParameter' }],
    ['an empty expansion', template({ _or_: [] }, pls({})), { code: 'EmptyExpansion' }],
    [
      'too many components',
      template(pls({ n_components: 138 })),
      { code: 'TooManyComponents', place: { dataset: 'tecator_fat' } },
    ],
    [
      'more pipelines than the limit',
      template(...Array(5).fill({ _or_: Array(10).fill('SNV') }), pls({})),
      { code: 'TooManyPipelines', message: expect.stringContaining('100,000') },
    ],
    ['a missing template', { templates: ['nowhere.yaml'] }, { code: 'MissingFile' }],
    ['a missing dataset', { datasets: [{ path: 'nowhere.csv' }] }, { code: 'MissingDataset' }],
    [
      'a y that is not there',
      { datasets: [{ ...tecator('fat'), y: 'fatt' }] },
      { code: 'UnknownColumn', hint: expect.stringContaining('fat') },
    ],
    [
      'a partition value that matches nothing',
      { datasets: [{ ...tecator('fat'), partition: { column: 'set', train: ['C', 'X'], test: ['T'] } }] },
      { code: 'EmptyPartition' },
    ],
    [
      'an unknown metric',
      { config: { metric: 'rmsecv' } },
      { code: 'UnknownMetric', place: { field: 'config.metric' } },
    ],
    [
      'an unknown splitter',
      { config: { folds: { splitter: 'Kfolds' } } },
      { code: 'UnknownSplitter', place: { field: 'config.folds.splitter' } },
    ],
    ['more folds than samples', { config: { folds: { splitter: 'KFold', n_splits: 173 } } }, { code: 'TooFewSamples' }],
    [
      'an unknown field',
      { config: { fold: {} } as object },
      { code: 'UnknownField', hint: expect.stringContaining('folds') },
    ],
    ['no templates', { templates: [] }, { code: 'WrongShape', place: { field: 'templates' } }],
    ['the same dataset twice', { datasets: [tecator('fat'), tecator('fat')] }, { code: 'DuplicateDataset' }],
  ])('is refused for %s, and nothing is written', async (_, change, expected) => {
    expect(await refused(change)).toMatchObject(expected)
  })

  it('points to the line of a template file', async () => {
    mkdirSync(scratch, { recursive: true })
    const text = 'name: wrong\npipeline:\n  - _or_:\n      - SNV\n      - MCS\n  - model:\n      class: PLSRegression\n'
    writeFileSync(join(scratch, 'wrong.yaml'), text)
    const error = await refused({ templates: ['wrong.yaml'], base_directory: scratch })
    expect(error).toMatchObject({ code: 'UnknownOperator', place: { file: join(scratch, 'wrong.yaml'), line: 5 } })
  })

  it('points to the line of a run file', async () => {
    const path = join(scratch, 'run.yaml')
    writeFileSync(path, 'templates:\n  - [SNV, PLSRegression]\ndatasets:\n  - data.csv\nconfig:\n  metric: rsme\n')
    const request = await engine.runs.read([path])
    await expect(engine.runs.start(request)).rejects.toMatchObject({
      code: 'UnknownMetric',
      place: { file: path, line: 6 },
    })
  })

  it('points to where a file stops being YAML', async () => {
    const path = join(scratch, 'run.yaml')
    writeFileSync(path, 'templates:\n  - {name: x\ndatasets: []\n')
    await expect(engine.runs.read([path])).rejects.toMatchObject({
      code: 'UnreadableYaml',
      place: { file: path, line: expect.any(Number) },
    })
  })

  it('is refused where the workspace cannot be written', async () => {
    writeFileSync(join(scratch, 'file'), 'not a folder')
    const blocked = createEngine({ workspace: join(scratch, 'file', 'workspace') })
    await expect(blocked.runs.start(smallRequest())).rejects.toMatchObject({
      code: 'WorkspaceNotWritable',
      kind: 'storage',
    })
    expect(readdirSync(scratch)).toEqual(['file'])
  })

  it('lists nothing where there is no workspace, and says so where a file is in its place', async () => {
    expect(await engine.runs.list()).toEqual([])
    writeFileSync(join(scratch, 'file'), 'not a folder')
    const blocked = createEngine({ workspace: join(scratch, 'file') })
    await expect(blocked.runs.list()).rejects.toMatchObject({ code: 'WorkspaceNotReadable', kind: 'storage' })
  })
})
