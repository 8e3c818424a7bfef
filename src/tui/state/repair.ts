import type { DatasetChange, DatasetCheck, Engine, RegisteredDataset } from '../../core/index.ts'
import { formatCount, printable } from '../../core/index.ts'
import type { Desk } from './desk.ts'
import { ask, confirm } from './dialog.ts'
import { remember } from './history.ts'
import type { Place } from './level.ts'
import { markedIds } from './marks.ts'
import type { Page } from './page.ts'
import { retryRun } from './run-actions.ts'
import { attempt } from './triage.ts'

/** Ids of the datasets that R is about: the marked ones, else what the page says. */
export function repairIds(page: Page): readonly string[] {
  const { screen, load, list, level } = page
  if (!screen.repairs || !load.ready) return []
  const marked = markedIds(page)
  return marked.length > 0 ? marked : screen.repairs(load.data, list?.items[level.list.cursor])
}

/** R: repair datasets, or compute failed results of a run once more. */
export function mend(desk: Desk) {
  const ids = repairIds(desk.page())
  if (ids.length === 0) return retryRun(desk)
  desk.open(repairPlace(ids))
}

export const repairPlace = (ids: readonly string[]): Place =>
  ids.length === 1 ? { screen: 'repair', subject: ids[0]! } : { screen: 'repairs', subject: null, ids }

/** Look for them again, in other folders or more thoroughly; what is under way ends. */
export function lookAgain(desk: Desk, looking: NonNullable<Place['looking']>) {
  const { place, list } = desk.level()
  const top = { ...list, cursor: 0, selected: null, top: 0 }
  desk.changeLevel({ place: { ...place, looking: { ...place.looking, ...looking } }, list: top })
  void desk.readAfresh()
}

export const askFolder = (desk: Desk) =>
  ask(desk, 'Look through the folder', '', text => {
    if (text === '') return 'A folder is needed.'
    lookAgain(desk, { search: [...(desk.level().place.looking?.search ?? []), text] })
    return null
  })

const changedEntries = (before: readonly RegisteredDataset[], after: readonly RegisteredDataset[]) =>
  before.filter(entry => {
    const now = after.find(({ id }) => id === entry.id)
    return now !== undefined && JSON.stringify(now) !== JSON.stringify(entry)
  })

async function putBack(desk: Desk, before: readonly RegisteredDataset[], after: readonly RegisteredDataset[]) {
  const left = await desk.engine.datasets.putBack(before, after)
  await desk.touched()
  if (left.length > 0) throw new Error(`Changed meanwhile, and left as they are: ${left.join(', ')}`)
}

/**
 * Do something to the registry, go back to where the repair was asked for, and remember there how it is taken back. The
 * registry is compared before and after, so datasets of the same file that went along are taken back with it.
 */
export async function repaired(
  desk: Desk,
  work: (engine: Engine) => Promise<readonly (DatasetCheck | DatasetChange)[]>,
): Promise<string | null> {
  const { engine } = desk
  const page = desk.level().key
  const before = await engine.datasets.list()
  const done = await work(engine)
  const after = await engine.datasets.list()
  const changed = changedEntries(before, after)
  // Who has gone elsewhere meanwhile stays there.
  if (desk.level().key === page && desk.state().stack.length > 1) desk.go(desk.state().stack.slice(0, -1))
  await desk.touched()
  if (changed.length === 0) return 'The registry says so already; nothing was written.'
  const count = formatCount(changed.length, 'dataset')
  remember(desk, {
    words: `repair of ${count}`,
    undo: () => putBack(desk, changed, after),
    redo: () => putBack(desk, after, changed),
  })
  const [one] = done
  const where = one && 'path' in one && one.path !== null ? ` ${printable(one.name)} is at ${printable(one.path)}.` : ''
  return `Repaired ${count}.${done.length === 1 ? where : ''} z takes it back.`
}

/** Only what its content proves is written down. */
export const take = (desk: Desk, id: string, path: string) =>
  void attempt(desk, () => repaired(desk, engine => engine.datasets.relocate({ id, path })))

/** Write down what was found of each: those that were not found keep their paths. */
export function takeAll(desk: Desk, ids: readonly string[], looking: Place['looking']) {
  confirm(desk, `Write down where ${formatCount(ids.length, 'dataset is', 'datasets are')} now?`, () => {
    void attempt(desk, () => repaired(desk, engine => engine.datasets.check({ ids, ...looking })))
  })
}

const differenceWords = ({ name, differences }: DatasetChange, several: boolean) =>
  differences.map(({ field, before, after }) => {
    const values = `${String(before ?? '–')} → ${String(after ?? '–')}`
    return `${several ? `${printable(name)}: ` : ''}${field}: ${printable(values)}`
  })

/** Show what the changed file holds in place of what was recorded, and take it as a new version if its user says so. */
export function acceptVersion(desk: Desk, id: string, path?: string) {
  desk.say('Reading the changed file …', 'accent')
  const at = path === undefined ? {} : { path }
  void attempt(desk, async () => {
    const changes = await desk.engine.datasets.accept(id, { ...at, dry_run: true })
    const [change] = changes
    if (!change || changes.every(({ changed }) => !changed)) return 'Its content is what was recorded.'
    const words = [
      ...changes.flatMap(one => differenceWords(one, changes.length > 1)),
      'Results keep the version they were computed with; none is computed again.',
    ]
    const question = `Take it as version ${change.version} of ${printable(change.name)}?`
    confirm(
      desk,
      question,
      () => void attempt(desk, () => repaired(desk, engine => engine.datasets.accept(id, at))),
      words,
    )
    return null
  })
}

/** A path that is typed: taken where its content is that of the dataset, else shown as a new version. */
export const askPath = (desk: Desk, id: string, before: string) =>
  ask(desk, 'It is at', before, text => {
    if (text === '') return 'A path is needed.'
    void attempt(desk, async () => {
      try {
        return await repaired(desk, engine => engine.datasets.relocate({ id, path: text }))
      } catch (error) {
        if ((error as { code?: string }).code !== 'DifferentDataset') throw error
        acceptVersion(desk, id, text)
        return null
      }
    })
    return null
  })
