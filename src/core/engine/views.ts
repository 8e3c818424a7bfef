import { ViewOfOther } from '../errors/index.ts'
import { type SavedView, schemaVersion, type ViewSubject } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import type { Query, ResultQuery } from './engine.ts'
import { authorName } from './library.ts'
import { parseFilter } from './query/parse-filter.ts'

/** What a view keeps of a query. */
export type ViewQuery = Pick<SavedView, 'where' | 'sort' | 'run' | 'dataset' | 'limit'>

/** What is asked of views. */
export interface ViewEngine {
  list(): Promise<readonly SavedView[]>
  /** @throws UnknownView, DamagedFile */
  get(name: string): Promise<SavedView>
  /** In the place of one of that name. @throws WrongViewName, WrongFilter */
  save(name: string, of: ViewSubject, query: ViewQuery): Promise<SavedView>
  /** @throws UnknownView */
  remove(name: string): Promise<void>
}

export function viewsOf(workspace: Workspace): ViewEngine {
  const { views } = workspace
  return {
    list: () => views.list(),
    get: name => views.read(name),
    save: async (name, of, query) => {
      if (query.where !== undefined) parseFilter(query.where)
      const saved = { schema_version: schemaVersion, saved_by: authorName(), saved_at: new Date().toISOString() }
      const view: SavedView = { ...query, ...saved, name, of }
      await views.save(view)
      return view
    },
    remove: name => views.remove(name),
  }
}

/**
 * A query with what its view says: what is given beside the view goes before it, but both filters hold.
 * @throws UnknownView; UnsupportedRequest where the view is of something else
 */
export async function withView<Asked extends ResultQuery>(
  workspace: Workspace,
  of: ViewSubject,
  { view: name, ...query }: Asked & Query,
): Promise<Omit<Asked, 'view'>> {
  if (name === undefined) return query as Omit<Asked, 'view'>
  const { where, sort, run, dataset, limit, ...view } = await workspace.views.read(name)
  if (view.of !== of) throw ViewOfOther({ name, of: view.of, wanted: of })
  const kept = Object.fromEntries(
    Object.entries({ sort, run, dataset, limit }).filter(([, value]) => value !== undefined),
  )
  const both = [where, query.where].filter(filter => filter !== undefined && filter.trim() !== '')
  const filter = both.length > 0 && { where: both.length > 1 ? both.map(one => `(${one})`).join(' ') : both[0]! }
  return { ...kept, ...query, ...filter } as Omit<Asked, 'view'>
}

/** The same query of all that fit, wherever a page ends. */
export function uncut<Asked extends Query>({ limit: _limit, offset: _offset, ...query }: Asked) {
  return query
}
