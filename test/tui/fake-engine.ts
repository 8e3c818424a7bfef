import type { Engine, RunOptions } from '../../src/core/engine/index.ts'
import { DamagedFile, UnknownRecord } from '../../src/core/errors/index.ts'
import { operatorCard, operators } from '../../src/core/operators/index.ts'
import type { ResultRecord, RunEvent, RunRecord, WorkspaceProblem } from '../../src/core/records/index.ts'
import { guardCards } from '../../src/core/run/index.ts'
import { resultCharts, resultExplanation } from '../displays/explanation-records.ts'
import { fakeClassResults, fakeClassRun } from './fake-classes.ts'
import { fakeComparison } from './fake-comparison.ts'
import { fakeDatasets, fakeLook } from './fake-datasets.ts'
import { fakeDeletion, fakeMarks, fakeViews } from './fake-marks.ts'
import { fakePreview, fakeTemplatePreview } from './fake-new-run.ts'
import { bestOf, cards, type FakeResult, fakeResult, fakeResults, fakeRun, fakeTemplate } from './fake-records.ts'

/** Escape sequences, a line break, wide, combined and right-to-left characters: names come from files. */
export const hostileName = '\u001b[31mred\u001b[2J\n漢字 e\u0301 👩‍🔬 \u202egnp.exe'

export interface FakeOptions {
  /** A workspace nobody has run anything in. */
  readonly empty?: boolean
  /** A second run that predicts classes, one of its results with branches. */
  readonly classes?: boolean
  /** One dataset is not where it was, one was changed. */
  readonly lost?: boolean
  /** What listings have left out. */
  readonly omissions?: readonly WorkspaceProblem[]
  /** Every read of records fails. */
  readonly failing?: boolean
  /** Reads of records take so long, in milliseconds. */
  readonly slow?: number
  /** Another process executes a run; a result comes every so many milliseconds. */
  readonly live?: number
  /** A run started here has a result every so many milliseconds. */
  readonly pace?: number
}

const wait = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds))

/** A run that grows. */
interface Growing {
  run: RunRecord
  readonly all: readonly FakeResult[]
  done: number
  readonly listeners: Set<(event: RunEvent) => void>
}

export function createFakeEngine(options: FakeOptions = {}): Engine {
  const { empty = false, classes, failing, slow = 0, live, pace = 40, lost = false, omissions = [] } = options
  const results = empty ? [] : fakeResults('2026-11-23_Tecator_3fa9c1')
  const hostile = empty
    ? []
    : [
        fakeResult(
          '2026-11-22_hostile_b42ddc',
          { dataset: 'fat', preprocessing: 1, components: 3 },
          { pipeline_config: hostileName, template_name: hostileName },
        ),
      ]
  const ofClasses = classes ? fakeClassResults() : []
  const growing: Growing[] = []
  const growingRun = (id: string, name: string): Growing => {
    const all = fakeResults(id)
    const run = fakeRun([], { id, name, status: 'running', live: true, total_results: all.length, duration_ms: null })
    const { completed_at: _, ...started } = { ...run, started_at: new Date().toISOString() }
    return { run: started, all, done: 0, listeners: new Set() }
  }

  const stored = (): readonly FakeResult[] => [
    ...growing.flatMap(({ all, done }) => all.slice(0, done)),
    ...ofClasses,
    ...results,
    ...hostile,
  ]
  const recordOf = ({ run, all, done }: Growing): RunRecord => {
    const own = all.slice(0, done).map(({ result }) => result)
    const failed = own.filter(({ status }) => status === 'failed').length
    return { ...run, completed_results: own.length - failed, failed_results: failed, best_results: bestOf(own) }
  }
  const runs = (): readonly RunRecord[] =>
    empty && growing.length === 0
      ? []
      : [
          ...growing.map(recordOf),
          ...(classes ? [fakeClassRun(ofClasses.map(({ result }) => result))] : []),
          fakeRun(results.map(({ result }) => result)),
          fakeRun(
            hostile.map(({ result }) => result),
            {
              id: '2026-11-22_hostile_b42ddc',
              name: hostileName,
              status: 'paused',
              created_at: '2026-11-22T22:40:00.000Z',
            },
          ),
        ]

  const read = async <T>(value: () => T): Promise<T> => {
    await wait(slow)
    if (failing)
      throw DamagedFile({
        path: 'runs/2026-11-23_Tecator_3fa9c1/run_manifest.yaml',
        reason: 'it ends in the middle of a line',
      })
    return value()
  }
  const find = <T>(noun: string, id: string, items: readonly T[], idOf: (item: T) => string): T => {
    const found = items.find(item => idOf(item) === id)
    if (!found) throw UnknownRecord({ noun, id, known: items.map(idOf) })
    return found
  }

  /** One result after the other, until all are done or it is asked to stop. */
  async function grow(entry: Growing, every: number, options: RunOptions = {}): Promise<RunRecord> {
    const emit = (event: RunEvent) => {
      options.onEvent?.(event)
      for (const listener of entry.listeners) listener(event)
    }
    emit({ type: 'run', run: recordOf(entry) })
    while (entry.done < entry.all.length && !options.signal?.aborted && entry.run.status === 'running') {
      await wait(every)
      entry.done++
      const { id: run_id, completed_results: completed, failed_results: failed, total_results: total } = recordOf(entry)
      const fresh: readonly ResultRecord[] = [entry.all[entry.done - 1]!.result]
      emit({ type: 'results', run_id, results: fresh, completed, failed, total })
    }
    const stopped = entry.run.status === 'cancelled' ? 'cancelled' : 'paused'
    const status = entry.done < entry.all.length ? stopped : 'completed'
    entry.run = { ...entry.run, status, live: false, duration_ms: entry.done * every }
    emit({ type: 'status', run_id: entry.run.id, status })
    return recordOf(entry)
  }

  async function* watch(id: string, signal?: AbortSignal): AsyncGenerator<RunEvent> {
    const entry = growing.find(({ run }) => run.id === id)
    if (!entry) return
    const queue: RunEvent[] = [{ type: 'run', run: recordOf(entry) }]
    let wake = () => {}
    const listener = (event: RunEvent) => {
      queue.push(event)
      wake()
    }
    entry.listeners.add(listener)
    signal?.addEventListener('abort', () => wake())
    while (!signal?.aborted) {
      const event = queue.shift()
      if (event) yield event
      if (event?.type === 'status') break
      if (queue.length === 0) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    }
    entry.listeners.delete(listener)
  }

  if (live !== undefined) {
    const entry = growingRun('2026-11-24_Elsewhere_77ae01', 'Elsewhere')
    entry.done = 12
    growing.push(entry)
    void grow(entry, live)
  }

  const gone = new Set<string>()
  const ended = async (id: string, status: 'paused' | 'cancelled') => {
    const entry = find('run', id, growing, ({ run }) => run.id)
    entry.run = { ...entry.run, status, live: false }
    return recordOf(entry)
  }
  const never = () => {
    throw new Error('The dashboard has no business here.')
  }
  return {
    workspace: '/home/ana/nirs/workspace',
    runs: {
      read: never,
      preview: async request => fakePreview(request),
      write: async (request, path) => ({
        text: `name: ${request.name ?? 'made up'}\n`,
        path: path ? `/runs/${path}` : null,
      }),
      start: async (request, options) => {
        if (request.name === 'wrong') throw UnknownRecord({ noun: 'template', id: 'nowhere.yaml', known: [] })
        const entry = growingRun('2026-11-25_Own_11f0aa', request.name ?? 'Own')
        growing.unshift(entry)
        return grow(entry, pace, options)
      },
      resume: never,
      retry: never,
      ...fakeDeletion(runs, gone),
      export: never,
      import: never,
      compare: never,
      list: () => read(() => runs().filter(({ id }) => !gone.has(id))),
      get: id => read(() => find('run', id, runs(), run => run.id)),
      pause: async id => ended(id, 'paused'),
      cancel: async id => ended(id, 'cancelled'),
      watch: (id, options) => watch(id, options?.signal),
    },
    views: fakeViews(),
    results: {
      page: never,
      facets: never,
      list: query =>
        read(() =>
          stored()
            .map(({ result }) => result)
            .filter(
              ({ run_id, dataset }) => (query?.run ?? run_id) === run_id && (query?.dataset ?? dataset) === dataset,
            ),
        ),
      intervals: async id => [
        {
          result_id: id,
          part: 'val',
          metric: 'rmse',
          score: 1.5,
          low: 1.25,
          high: 1.75,
          confidence: 0.95,
          method: 'BCa',
          n_resamples: 2000,
          random_state: 42,
          resampled: 'samples',
          n_resampled: 172,
          n_samples: 172,
          note: null,
        },
      ],
      exportOnnx: never,
      explain: id => read(() => resultExplanation({ result_id: id })),
      charts: () => read(() => resultCharts),
      compare: ids =>
        read(() => fakeComparison(ids.map(id => find('result', id, stored(), ({ result }) => result.id).result))),
      get: id => read(() => find('result', id, stored(), ({ result }) => result.id).result),
    },
    marks: fakeMarks(),
    lineage: async id => ({
      kind: 'result',
      id,
      name: 'SNV > PLS',
      hash: null,
      status: null,
      from: [
        { kind: 'file', id: '/data/fat.csv', name: 'fat.csv', hash: 'sha256:0123456789abcdef', status: 'changed' },
      ],
      into: [],
    }),
    predictions: {
      compare: never,
      page: never,
      facets: never,
      aggregate: never,
      list: query =>
        read(() =>
          stored()
            .filter(({ result }) => (query?.result ?? result.id) === result.id)
            .flatMap(({ predictions }) => predictions),
        ),
      get: id =>
        read(() =>
          find(
            'prediction',
            id,
            stored().flatMap(({ predictions }) => predictions),
            record => record.id,
          ),
        ),
      arrays: id =>
        read(() => {
          const owner = stored().find(({ predictions }) => predictions.some(record => record.id === id))!
          return owner.arrays(owner.predictions.find(record => record.id === id)!)
        }),
    },
    models: { list: never, keep: never, import: never, export: never, read: never },
    predict: never,
    templates: {
      list: () => read(() => (empty ? [] : [fakeTemplate('2026-11-23_Tecator_3fa9c1')])),
      get: () => read(() => fakeTemplate('2026-11-23_Tecator_3fa9c1')),
      preview: async () => ({ ...fakeTemplatePreview(stored().map(({ result }) => result)) }),
      expand: never,
      expansion: never,
      outline: never,
      library: () => read(() => []),
      version: never,
      versions: never,
      save: never,
      tag: never,
      remove: never,
      validate: never,
      diff: never,
      compose: never,
      convert: never,
    },
    operators: {
      list: () => operators.map(operatorCard),
      get: id => find('operator', id, operators.map(operatorCard), card => card.id),
    },
    guards: { list: guardCards },
    metrics: { list: () => cards, get: name => find('metric', name, cards, card => card.name) },
    datasets: {
      arrays: never,
      outliers: never,
      save: never,
      ...fakeDatasets(read, { empty, lost }),
      look: async (id, steps = []) => read(() => fakeLook(id, steps)),
      describe: never,
      transform: never,
      synthesize: never,
    },
    care: {
      info: async () => ({
        path: '/home/ana/nirs/workspace',
        runs: { queued: 0, running: 0, paused: 1, completed: 1, failed: 0, cancelled: 0 },
        results: stored().length,
        deleted_runs: 0,
        predictions: 2340,
        datasets: empty ? 0 : 2,
        bytes: { runs: 41_000, deleted: 0, predictions: 812_000, arrays: 90_000, binaries: 0, tables: 0, other: 1200 },
        files_without_summary: [],
        unapplied_segments: 0,
        unreadable_files: [],
      }),
      verify: never,
      omissions: () => omissions,
      rebuildSummaries: never,
      compact: never,
      import: never,
    },
  }
}
