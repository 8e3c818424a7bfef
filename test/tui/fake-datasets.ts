import type { DatasetKeeping } from '../../src/core/engine/dataset-keeping.ts'
import { DifferentDataset, UnknownRecord } from '../../src/core/errors/index.ts'
import type { DatasetCheck, DatasetLook, RegisteredDataset } from '../../src/core/records/index.ts'
import { fakeDataset } from './fake-records.ts'

const at = '/scratch/tecator.csv'

const never = () => {
  throw new Error('The dashboard has no business here.')
}

/** A registry whose first dataset is found in /scratch alone, and whose second has changed; or one where both are in place. */
export function fakeDatasets(
  read: <T>(value: () => T) => Promise<T>,
  { empty, lost }: { readonly empty: boolean; readonly lost: boolean },
): DatasetKeeping {
  let entries: readonly RegisteredDataset[] = empty
    ? []
    : ['fat', 'protein'].map((name, i) => ({
        ...fakeDataset(name),
        ...(lost ? { status: (['missing', 'hash_mismatch'] as const)[i]! } : {}),
      }))
  const find = (id: string) => {
    const found = entries.find(entry => entry.id === id)
    if (!found) throw UnknownRecord({ noun: 'dataset', id, known: entries.map(entry => entry.id) })
    return found
  }
  const put = (id: string, changes: Partial<RegisteredDataset>) => {
    entries = entries.map(entry => (entry.id === id ? { ...entry, ...changes } : entry))
  }

  const checked = (id: string, search: readonly string[]): DatasetCheck => {
    const entry = find(id)
    const found = lost && id === 'ds_fat' && search.includes('/scratch')
    const changed = lost && id === 'ds_protein'
    return {
      id,
      name: entry.name,
      version: entry.version,
      status: found ? 'relocated' : changed ? 'hash_mismatch' : 'missing',
      status_before: entry.status,
      proof: found ? 'content' : null,
      path: found ? at : null,
      path_before: entry.current_path,
      stages: [
        { stage: 'stored_path', examined: 1, left: 0, evidence: 'it is not there', duration_ms: 0.2 },
        { stage: 'same_size', examined: 8412, left: 2, evidence: '2 files', duration_ms: 310 },
      ],
      candidates: [],
      whole_reads: 0,
      duration_ms: 312,
      advice: `\`n4a datasets relocate ${id} --search FOLDER\` looks for it by its content.`,
    }
  }
  return {
    list: () => read(() => entries),
    get: id => read(() => find(id)),
    register: never,
    check: ({ ids = [], search = [], dry_run, onStage, onProgress } = {}) =>
      read(() =>
        ids.map((id, done) => {
          onProgress?.({ done, total: ids.length, name: id })
          const check = checked(id, search)
          onStage?.(check.stages.slice(0, 1), 'same_size')
          if (!dry_run && check.path !== null) put(id, { status: check.status, current_path: check.path })
          return check
        }),
      ),
    relocate: ({ id, path }) =>
      read(() => {
        const { version } = find(id!)
        if (path !== at) throw DifferentDataset({ id: id!, version, path: path!, reason: 'its bytes are not' })
        put(id!, { status: 'relocated', current_path: at })
        return [checked(id!, ['/scratch'])]
      }),
    accept: (id, { path, dry_run } = {}) =>
      read(() => {
        const entry = find(id)
        const version = 'v2_77ae01'
        const hash = `sha256:${'77'.repeat(32)}`
        if (!dry_run) put(id, { status: 'valid', version, hash, n_samples: 230 })
        const differences = [{ field: 'samples', before: entry.n_samples, after: 230 }]
        const at = path ?? entry.current_path!
        return [{ id, name: entry.name, path: at, version_before: entry.version, version, changed: true, differences }]
      }),
    putBack: (before, after) =>
      read(() => {
        const same = (id: string) => after.find(entry => entry.id === id)?.current_path === find(id).current_path
        const [back, left] = [before.filter(({ id }) => same(id)), before.filter(({ id }) => !same(id))]
        for (const entry of back) put(entry.id, entry)
        return left.map(({ id }) => id)
      }),
    sync: never,
  }
}

/** Spectra of 40 samples, two of each, after steps that shift them by one each. */
export function fakeLook(id: string, steps: readonly unknown[]): DatasetLook {
  const rows = Array.from({ length: 40 }, (_, i) => i)
  const X = rows.map(i => Float64Array.from({ length: 100 }, (_, j) => Math.sin(j / 15) + i / 40))
  const wavelengths = Float64Array.from({ length: 100 }, (_, j) => 850 + 2 * j)
  const name = id.replace('ds_', '')
  return {
    arrays: {
      name,
      target: name,
      X,
      y: Float64Array.from(rows, i => Math.floor(i / 2) + (i % 2) * 0.2),
      classes: null,
      wavelengths,
      sample_ids: rows.map(i => `s${i}`),
      groups: rows.map(i => `g${Math.floor(i / 2)}`),
      metadata: {},
      train: Int32Array.from(rows.slice(0, 30)),
      test: Int32Array.from(rows.slice(30)),
    },
    unit: 'nm',
    rows,
    stages: ['raw', ...steps.map(step => (typeof step === 'string' ? step : 'step'))].map((label, shift) => ({
      label,
      X: X.map(spectrum => spectrum.map(value => value + shift)),
      wavelengths,
    })),
  }
}
