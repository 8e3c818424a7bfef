import { afterEach, describe, expect, it, vi } from 'vitest'
import { textWidth } from '../../src/tui/components/line.ts'
import { screens } from '../../src/tui/screens/registry.ts'
import { type Place, screenIds } from '../../src/tui/state/level.ts'
import { createFakeEngine, hostileName } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

const engine = createFakeEngine()
const [result] = await engine.results.list()
const [prediction] = await engine.predictions.list({ result: result!.id })

const compared = (await engine.results.list({ dataset: 'fat' })).slice(0, 3).map(({ id }) => id)

/** A record of the made-up workspace for each page that shows one. */
const subjects: Readonly<Record<string, string>> = {
  run: result!.run_id,
  result: result!.id,
  explanation: result!.id,
  prediction: prediction!.id,
  log: new URL('../../package.json', import.meta.url).pathname,
  dataset: 'ds_fat',
  repair: 'ds_fat',
  template: 'pls_variants_3fa9c1',
  operator: engine.operators.list()[0]!.id,
}

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

async function show(
  place: Place,
  options: Parameters<typeof openDesk>[0] = {},
  ready: (shown: OpenDesk) => boolean = loaded,
) {
  const shown = openDesk(options)
  open.push(shown)
  if (place.screen !== 'home') shown.desk.open(place)
  await shown.until(() => ready(shown))
  return shown
}

const loaded = ({ desk }: OpenDesk) => desk.page().load.ready
const lines = (shown: OpenDesk) => shown.text().split('\n')
const widest = (shown: OpenDesk) => Math.max(...lines(shown).map(textWidth))

it('has a screen for every place one can be', () => {
  expect(screens.map(({ id }) => id).sort()).toEqual([...screenIds].sort())
})

/** Pages that read no records. */
const needsNothing = (id: string) => id.startsWith('operator') || id === 'new-run-settings' || id === 'log'

const sizes = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 36 },
]

for (const screen of screens) {
  const ids = screen.id === 'repairs' ? ['ds_fat', 'ds_protein'] : compared
  const place: Place = { screen: screen.id, subject: subjects[screen.id] ?? null, ids }
  describe(`the page ${screen.id}`, () => {
    for (const size of sizes) {
      it(`draws its records in ${size.columns} × ${size.rows}, no line wider than the terminal`, async () => {
        const shown = await show(place, size)
        expect(lines(shown).length).toBeLessThanOrEqual(size.rows)
        expect(widest(shown)).toBeLessThanOrEqual(size.columns)
        expect(lines(shown).at(-1)).toContain('? help')
        const body = lines(shown).slice(3, -3).join('').trim()
        expect(body.length).toBeGreaterThan(40)
      })
    }

    it('draws every one of its views', async () => {
      const shown = await show(place, { columns: 100, rows: 30 })
      for (const pane of shown.desk.page().pane?.all ?? []) {
        shown.desk.changeLevel({ pane: pane.id })
        expect(widest(shown)).toBeLessThanOrEqual(100)
        expect(shown.desk.page().pane!.lines.length).toBeGreaterThan(0)
      }
    })

    it('says what cannot be read, why, and what to do', async () => {
      if (needsNothing(screen.id)) return
      const shown = await show(
        place,
        { failing: true, columns: 80, rows: 24 },
        ({ desk }) => desk.page().load.error !== null,
      )
      expect(shown.text()).toContain(`${screen.title} cannot be read`)
      expect(shown.text()).toContain('DamagedFile')
      expect(shown.text()).toContain('it ends in')
      expect(shown.text()).toContain('Restore it from a backup')
      expect(shown.text()).toContain('r tries again')
    })

    it('says that it reads, but only once a person would wonder', async () => {
      if (needsNothing(screen.id)) return
      const shown = await show(place, { slow: 500 }, ({ desk }) => desk.page().load.busy)
      expect(shown.text()).not.toContain('Reading')
      await shown.until(/Reading …/)
    })

    // A page about one record has no record in an empty workspace, and operators are always there.
    if (screen.source && place.subject === null && !needsNothing(screen.id)) {
      it('says what to do where there is nothing', async () => {
        const shown = await show(place, { empty: true, columns: 60, rows: 16 })
        await shown.until(/n4a run|n4a templates|has some/)
        expect(widest(shown)).toBeLessThanOrEqual(60)
      })
    }
  })
}

describe('names that come from files', () => {
  it('reach the screen as what they are, on every page that shows them', async () => {
    const hostile = '2026-11-22_hostile_b42ddc'
    const ids = await engine.results.list({ run: hostile })
    const places: readonly Place[] = [
      { screen: 'home', subject: null },
      { screen: 'runs', subject: null },
      { screen: 'run', subject: hostile },
      { screen: 'results', subject: null },
      { screen: 'result', subject: ids[0]!.id },
      { screen: 'compare', subject: null, ids: [ids[0]!.id, compared[0]!] },
    ]
    for (const place of places) {
      const shown = await show(place, { columns: 109, rows: 36 })
      if (place.screen === 'results') shown.press('G')
      await shown.until(/\\u001b\[31mred/)
      expect(shown.text()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
      expect(widest(shown)).toBeLessThanOrEqual(120)
      expect(lines(shown).length).toBeLessThanOrEqual(36)
    }
    expect(hostileName).toContain('\u001b')
  })
})

describe('a terminal without colours or Unicode', () => {
  it('gets ASCII where its locale has no UTF-8', async () => {
    for (const place of [
      { screen: 'home', subject: null },
      { screen: 'prediction', subject: prediction!.id },
    ] as const) {
      const shown = await show(place, { env: { TERM: 'xterm', LANG: 'C' } })
      expect(shown.text()).toMatch(/^[\x20-\x7e\n]*$/)
      expect(widest(shown)).toBeLessThanOrEqual(120)
    }
  })

  it('shows the row under the cursor and the state of a run by signs as well', async () => {
    const shown = await show({ screen: 'runs', subject: null }, { env: { TERM: 'dumb', NO_COLOR: '1' } })
    expect(shown.text()).toMatch(/^> {2}Tecator +\+ completed/m)
    expect(shown.text()).toMatch(/= paused/)
  })
})
