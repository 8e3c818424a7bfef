import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dataset, readDatasets } from '../../src/core/datasets/index.ts'
import { createEngine, type ResultRecord, type RunEvent } from '../../src/core/index.ts'
import type { CompletedOutcome, Outcome, RunPlan } from '../../src/core/run/index.ts'
import { executeInWorkers } from '../../src/core/run/workers/execute-in-workers.ts'
import { workerBytes, workerCount } from '../../src/core/run/workers/worker-count.ts'
import { tecator } from '../support/tecator.ts'
import { outcomesOf, plannedOn } from './support/outcomes.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-workers-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const pls = { model: { class: 'PLSRegression', params: { n_components: 4 } } }
let fat: Dataset
let joint: readonly Dataset[]
let classes: Dataset

beforeAll(async () => {
  const whole = { path: tecator('fat').path }
  fat = (await readDatasets([{ ...tecator('fat'), group: 'sample' }], '.'))[0]!.dataset
  joint = (await readDatasets([{ ...tecator('fat'), y: ['fat', 'protein'] }], '.')).map(({ dataset }) => dataset)
  classes = (await readDatasets([{ ...whole, y: 'set' }], '.'))[0]!.dataset
})

async function inThreads(plan: RunPlan, workers: number): Promise<readonly Outcome[]> {
  const all: Outcome[] = []
  for await (const some of executeInWorkers(plan, plan.tasks, { workers, batch: 2 })) all.push(...some)
  return all
}

/** By result; the time it took is no part of it. */
const byResult = (outcomes: readonly Outcome[]) =>
  new Map(
    outcomes.map(({ evaluation, duration_ms: _, ...rest }) => [
      evaluation.result_id,
      'error' in rest ? { ...rest, error: { ...rest.error, cause: undefined, message: rest.error.message } } : rest,
    ]),
  )

const templates: Readonly<Record<string, readonly [data: () => readonly Dataset[], template: readonly unknown[]]>> = {
  'families of fits': [() => [fat], [{ _or_: [null, 'SNV', 'MSC'] }, { _range_: [1, 5], param: 'n_components' }, pls]],
  'families of several parameters': [
    () => [fat],
    [
      {
        model: { class: 'SVR', params: { C: { _or_: [1, 4, 16, 64] }, epsilon: { _or_: [0.5, 1, 2] }, max_iter: 60 } },
      },
    ],
  ],
  'families of classifiers': [() => [classes], [{ model: { class: 'SVC', params: { C: { _or_: [1, 10, 100] } } } }]],
  branches: [() => [fat], [{ branch: { a: ['SNV'], b: ['Detrend'] } }, pls]],
  'branches for samples of their own': [() => [classes], ['SNV', { model: 'PLSDA' }]],
  'samples separated by a column': [() => [fat], [{ branch: { by_metadata: 'sample', values: [] } }, pls]],
  stacking: [
    () => [fat],
    [
      {
        model: {
          class: 'StackingRegressor',
          params: {
            estimators: [
              ['p', pls.model],
              ['r', 'Ridge'],
            ],
            cv: 3,
          },
        },
      },
    ],
  ],
  'draws with a seed': [
    () => [fat],
    [{ sample_augmentation: { transformers: ['GaussianAdditiveNoise'], count: 1, selection: 'all' } }, pls],
  ],
  forests: [() => [fat], [{ model: { class: 'RandomForestRegressor', params: { n_estimators: 3, random_state: 7 } } }]],
  'targets transformed': [() => [fat], [{ y_processing: 'StandardScaler' }, { model: 'Ridge' }]],
  'filtered samples': [() => [fat], [{ exclude: { class: 'YOutlierFilter' } }, 'SNV', pls]],
  'targets modelled together': [() => joint, [{ _range_: [1, 4], param: 'n_components' }, pls]],
  'several datasets': [() => [...joint, classes], [{ model: 'KNeighborsRegressor' }]],
  classes: [() => [classes], [{ _or_: [null, 'SNV'] }, { model: 'LinearDiscriminantAnalysis' }]],
  'a split in the template': [
    () => [fat],
    [{ split: { class: 'KFold', params: { n_splits: 3, shuffle: true, random_state: 5 } } }, 'SNV', pls],
  ],
}

describe('threads', () => {
  it.each(Object.keys(templates))(
    'give the bits of one process: %s',
    async name => {
      const [data, template] = templates[name]!
      let plan: RunPlan
      try {
        plan = plannedOn(data(), template, { refit: 'all' })
      } catch (error) {
        // What is refused when it is planned reaches no thread.
        expect(error).toMatchObject({ kind: expect.stringMatching(/input|data/) })
        return
      }
      const alone = byResult(await outcomesOf(plan))
      expect(byResult(await inThreads(plan, 3))).toEqual(alone)
      expect(alone.size).toBe(plan.evaluations.length)
    },
    60_000,
  )

  it('hand on outcomes without keeping them, so that memory does not grow with their number', async () => {
    const plan = plannedOn([fat], [{ _or_: [null, 'SNV', 'MSC', 'Detrend', 'StandardScaler', 'Baseline'] }, pls])
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const handed: WeakRef<object>[] = []
    let kept = -1
    const listening = new AbortController()
    const options = { workers: 1, batch: 1, signal: listening.signal }
    for await (const [outcome] of executeInWorkers(plan, plan.tasks, options)) {
      // What came from the other thread.
      handed.push(new WeakRef((outcome as CompletedOutcome).parts[0]!.predicted.values))
      if (handed.length < 6) continue
      // The last few may still be somewhere on their way, and a busy machine takes its time.
      for (let attempt = 0; attempt === 0 || (kept > 0 && attempt < 100); attempt++) {
        await new Promise(resolve => setTimeout(resolve, 20))
        collect()
        kept = handed.slice(0, -2).filter(reference => reference.deref()).length
      }
    }
    expect(handed).toHaveLength(6)
    expect(kept).toBe(0)
  })

  it('stay for the next run of their program, which has the same bits', async () => {
    const plan = plannedOn([fat], ['SNV', { _range_: [1, 5], param: 'n_components' }, pls])
    const other = plannedOn([classes], ['SNV', { model: 'PLSDA' }])
    const first = await inThreads(plan, 1)
    const started: unknown[] = []
    const note = (worker: unknown) => started.push(worker)
    process.on('worker', note)
    try {
      expect(byResult(await inThreads(other, 1))).toEqual(byResult(await outcomesOf(other)))
      expect(byResult(await inThreads(plan, 1))).toEqual(byResult(first))
    } finally {
      process.off('worker', note)
    }
    expect(started).toEqual([])
  })

  it('keep the arrays that predictions share, so that each is stored once', async () => {
    const plan = plannedOn([fat], ['SNV', pls])
    const [outcome] = await inThreads(plan, 1)
    const known = new Set(
      [plan.evaluations[0]!.rows].flatMap(rows => [
        rows.train,
        rows.test,
        rows.pooled,
        ...rows.folds.flatMap(fold => [fold.train, fold.val]),
      ]),
    )
    if (outcome!.status === 'failed') throw outcome!.error
    expect(outcome!.parts.every(({ rows }) => known.has(rows))).toBe(true)
  })

  it('record a failure with its reason and go on', async () => {
    const flat: Dataset = { ...fat, X: { ...fat.X, values: fat.X.values.map((value, i) => (i < 100 ? 3 : value)) } }
    const plan = plannedOn([flat], [{ _or_: ['SNV', null] }, pls])
    const alone = byResult(await outcomesOf(plan))
    expect([...alone.values()].map(({ status }) => status).sort()).toEqual(['completed', 'failed'])
    expect(byResult(await inThreads(plan, 2))).toEqual(alone)
  })

  it('end when they are told to, with its reason and nothing left behind', async () => {
    const plan = plannedOn([fat], [{ _or_: [null, 'SNV', 'MSC', 'Detrend'] }, { _or_: [pls, { model: 'Ridge' }] }])
    const stop = new AbortController()
    const before = process.getActiveResourcesInfo().filter(name => name === 'MessagePort').length
    const seen: Outcome[] = []
    const work = (async () => {
      for await (const some of executeInWorkers(plan, plan.tasks, { workers: 2, batch: 1, signal: stop.signal })) {
        seen.push(...some)
        stop.abort('enough')
      }
    })()
    await expect(work).rejects.toBe('enough')
    expect(seen.length).toBeLessThan(plan.evaluations.length)
    expect(process.getActiveResourcesInfo().filter(name => name === 'MessagePort')).toHaveLength(before)
  })
})

describe('a thread that dies', () => {
  /** Dies at the task with this number, as often as it is said; of others it says nothing. */
  const deadly = (name: string, times: number) => {
    const path = join(scratch, `${name}.mjs`)
    const marks = JSON.stringify(join(scratch, `${name}.died`))
    const entry = pathToFileURL(join(process.cwd(), 'src/core/run/workers/evaluate-in-worker.ts')).href
    writeFileSync(
      path,
      `import { parentPort, workerData } from 'node:worker_threads'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { taskEvaluator } from ${JSON.stringify(entry)}
const evaluate = taskEvaluator(workerData)
parentPort.on('message', async ({ tasks }) => {
  for (const task of tasks) {
    const died = existsSync(${marks}) ? readFileSync(${marks}).length : 0
    if (task.id === 1 && died < ${times}) { appendFileSync(${marks}, 'x'); process.exit(9) }
    parentPort.postMessage({ type: 'done', id: task.id, outcomes: await evaluate(task) })
  }
})
parentPort.postMessage({ type: 'ready' })
`,
    )
    return pathToFileURL(path)
  }
  const plan = () => plannedOn([fat], [{ _or_: [null, 'SNV', 'MSC', 'Detrend'] }, pls])

  it.each([1, 2])('%d times is replaced, and what it was doing is done once more', async times => {
    const all: Outcome[] = []
    const begin = deadly(`dies${times}`, times)
    for await (const some of executeInWorkers(plan(), plan().tasks, { workers: 2, batch: 3, begin })) all.push(...some)
    expect(all).toHaveLength(4)
    const failed = all.filter(({ status }) => status === 'failed')
    expect(failed.map(outcome => 'error' in outcome && outcome.error.code)).toEqual(times === 1 ? [] : ['WorkerDied'])
    const alone = byResult(await outcomesOf(plan()))
    for (const [id, outcome] of byResult(all))
      if (outcome.status === 'completed') expect(outcome).toEqual(alone.get(id))
  })

  it('before it could start ends the run with the reason', async () => {
    const path = join(scratch, 'broken.mjs')
    writeFileSync(path, 'throw new Error("no such library")\n')
    const work = (async () => {
      for await (const _ of executeInWorkers(plan(), plan().tasks, {
        workers: 2,
        batch: 1,
        begin: pathToFileURL(path),
      }));
    })()
    await expect(work).rejects.toThrow(/could not start: Error: no such library/)
  })
})

describe('a run', () => {
  const request = {
    name: 'threads',
    templates: [
      {
        name: 'many',
        pipeline: [
          { _or_: [null, 'SNV', 'MSC', 'Detrend'] },
          { _or_: [null, 'StandardScaler', 'MinMaxScaler', 'FirstDerivative', 'SecondDerivative', 'RobustScaler'] },
          { _or_: [{ model: 'Ridge' }, pls, { model: { class: 'PCR', params: { n_components: 3 } } }] },
        ],
      },
    ],
    datasets: [tecator('fat')],
    config: { folds: { splitter: 'KFold', n_splits: 4, shuffle: true, random_state: 42 } },
  }
  const lasting = (results: readonly ResultRecord[]) =>
    results
      .map(({ id: _, run_id: __, duration_ms: ___, created_at: ____, stored_models, ...rest }) => ({
        ...rest,
        stored_models: stored_models.map(({ model, member }) => [model, member]),
      }))
      .sort((a, b) => (a.pipeline_config_id < b.pipeline_config_id ? -1 : 1))

  it('has the same results, predictions and stored model with 1 and with 3 workers, and after a pause', async () => {
    const [one, many] = [1, 3].map(n => createEngine({ workspace: join(scratch, `w${n}`) })) as [
      ReturnType<typeof createEngine>,
      ReturnType<typeof createEngine>,
    ]
    await one.runs.start(request, { workers: 1 })
    const stop = new AbortController()
    const onEvent = (event: RunEvent) => {
      if (event.type === 'results' && event.completed > 10) stop.abort()
    }
    const paused = await many.runs.start(request, { workers: 3, signal: stop.signal, onEvent })
    expect(paused).toMatchObject({ status: 'paused', partial: true })
    const done = await many.runs.resume(paused.id, { workers: 3 })
    expect(done).toMatchObject({ status: 'completed', completed_results: 72 })
    const results = await many.results.list()
    expect(lasting(results)).toEqual(lasting(await one.results.list()))
    const [best] = results
    const [same] = (await one.results.list()).filter(
      ({ pipeline_config_id }) => pipeline_config_id === best!.pipeline_config_id,
    )
    const data = { path: tecator('fat').path }
    const [a, b] = [await many.predict(best!.id, data), await one.predict(same!.id, data)]
    expect(a.samples).toEqual(b.samples)
    expect(await many.care.verify()).toEqual([])
  }, 60_000)

  it('is refused before anything is written where memory is too small for one worker', async () => {
    const engine = createEngine({ workspace: join(scratch, 'small') })
    const error = await engine.runs.start(request, { max_memory: 2 ** 20 }).catch(reason => reason)
    expect(error).toMatchObject({ code: 'MemoryLimit', kind: 'input' })
    expect(await engine.runs.list()).toEqual([])
  })
})

describe('the number of workers', () => {
  it('is what is asked for, else what SLURM gives, else the cores', () => {
    expect(workerCount({ workers: 64 }, [fat], { SLURM_CPUS_PER_TASK: '3' })).toBe(64)
    expect(workerCount({}, [fat], { SLURM_CPUS_PER_TASK: '3' })).toBe(3)
    expect(workerCount({}, [fat], { SLURM_CPUS_PER_TASK: 'many' })).toBeGreaterThanOrEqual(1)
    for (const workers of [0, -1, 1.5, Number.NaN]) {
      expect(() => workerCount({ workers }, [fat])).toThrow(expect.objectContaining({ code: 'WrongShape' }))
    }
  })

  it('is less where memory is short, and never none', () => {
    const room = (n: number) => 2 * 60 * 2 ** 20 + 2 * fat.X.values.byteLength + n * workerBytes([fat])
    expect(workerCount({ workers: 8, max_memory: room(3.5) }, [fat])).toBe(3)
    expect(() => workerCount({ workers: 8, max_memory: room(0.5) }, [fat])).toThrow(
      expect.objectContaining({ code: 'MemoryLimit' }),
    )
  })
})
