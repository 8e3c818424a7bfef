import type { DeletedRun, Engine, MarkRecord, RunRecord, SavedView } from '../../src/core/index.ts'

/** Marks in memory; what was said last holds. */
export function fakeMarks(): Engine['marks'] {
  const records = new Map<string, MarkRecord>()
  const none = async () => null
  let said = 0
  return {
    list: async () => [...records.values()],
    stamp: () => String(said),
    history: async () => [],
    undo: none,
    redo: none,
    set: async (subject, ids, change) => {
      said++
      return ids.map(subject_id => {
        const id = `${subject}:${subject_id}`
        const said = { changed_at: '2026-11-24T08:00:00.000Z', changed_by: 'ana@bench' }
        const fresh = { id, subject, subject_id, starred: false, rejected: false, tags: [], notes: [], ...said }
        const before: MarkRecord = records.get(id) ?? fresh
        const after: MarkRecord = {
          ...before,
          ...('star' in change ? { starred: change.star } : {}),
          ...('reject' in change ? { rejected: change.reject } : {}),
          ...('note' in change ? { notes: [...before.notes, { text: change.note, who: 'ana@bench', at: '' }] } : {}),
          ...('tag' in change
            ? { tags: [...before.tags.filter(tag => tag !== change.tag), ...(change.present ? [change.tag] : [])] }
            : {}),
        }
        records.set(id, after)
        return after
      })
    },
  }
}

export function fakeViews(): Engine['views'] {
  const views = new Map<string, SavedView>()
  return {
    list: async () => [...views.values()],
    get: async name => views.get(name)!,
    save: async (name, of, query) => {
      const view = { schema_version: '1.0', name, of, ...query, saved_by: 'ana@bench', saved_at: '2026-11-24' }
      views.set(name, view)
      return view
    },
    remove: async name => void views.delete(name),
  }
}

export function fakeDeletion(
  runs: () => readonly RunRecord[],
  gone: Set<string>,
): Pick<Engine['runs'], 'delete' | 'restore' | 'deleted'> {
  const deleted = async (): Promise<readonly DeletedRun[]> =>
    runs()
      .filter(({ id }) => gone.has(id))
      .map(run => ({
        id: run.id,
        name: run.name,
        status: run.status,
        created_at: run.created_at,
        deleted_at: '2026-11-24T08:00:00.000Z',
        deleted_by: 'ana@bench',
        results: run.completed_results,
        predictions: run.completed_results * 15,
        stored_models: 0,
      }))
  return {
    deleted,
    delete: async ids => {
      for (const id of ids) gone.add(id)
      return deleted()
    },
    restore: async id => {
      gone.delete(id)
      return runs().find(run => run.id === id)!
    },
  }
}
