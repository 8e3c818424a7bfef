import { printable, type RunRecord } from '../../core/index.ts'
import type { Desk } from './desk.ts'
import { moveTo } from './moves.ts'
import { extentOf, type Page } from './page.ts'
import { attempt } from './triage.ts'

const selectedRun = ({ screen, load, list, level }: Page): RunRecord | undefined =>
  load.ready ? screen.run?.(load.data, list?.items[level.list.cursor]) : undefined

/** Why f does nothing here; null where it does. */
export function noFollowing(page: Page): string | null {
  if (page.screen.list?.follows) return page.list ? null : 'Tab leads back to the lines, which can be followed.'
  const run = selectedRun(page)
  if (!run) return 'Logs are followed, and failures belong to a run: there is none under the cursor.'
  return run.failed_results > 0 ? null : 'No result of the run has failed.'
}

/** f: stay at the end of a log while it grows, or no longer; of a run, its failed results. */
export function followOrFailures(desk: Desk) {
  const page = desk.page()
  const { list, level, screen } = page
  if (screen.list?.follows && list) {
    if (level.list.follow) {
      desk.changeList({ follow: false })
      return desk.say('The log is not followed any more; f or G goes on.')
    }
    const idOf = (row: number) => list.source.idOf(list.items[row])
    const last = moveTo(level.list, Math.max(0, list.items.length - 1), extentOf(list), idOf)
    desk.changeList({ ...last, follow: true })
    return desk.say('Following: the last line stays in view.', 'good')
  }
  const run = selectedRun(page)
  if (!run) return
  // On the page of the run itself its list is filtered in place.
  if (screen.id === 'run') return desk.changeLevel({ pane: null, list: { ...level.list, filter: 'status:failed' } })
  desk.open({ screen: 'run', subject: run.id, title: run.name, filter: 'status:failed' })
}

export function fileOf({ screen, load, list, level }: Page): string | null {
  return load.ready ? (screen.file?.(load.data, list?.items[level.list.cursor]) ?? null) : null
}

/** Show the whole file in the user's own pager; the dashboard comes back as it was. */
export function openInPager(desk: Desk) {
  const path = fileOf(desk.page())
  if (path === null) return
  void attempt(desk, async () => {
    await desk.host.page(path)
    return `Back from ${printable(path)}.`
  })
}
