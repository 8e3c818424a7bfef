import { afterEach, describe, expect, it, vi } from 'vitest'
import { requestOf, shellText } from '../../src/tui/state/run-draft.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)

async function start(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk(options)
  open.push(shown)
  await ready(shown)
  return shown
}

/** To the settings, with the one template and both datasets. */
async function toSettings(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = await start(options)
  shown.press('n')
  await ready(shown)
  shown.press(' ', 'enter')
  await ready(shown)
  shown.press(' ', ' ', 'enter')
  await ready(shown)
  return shown
}

async function toReview(options: Parameters<typeof openDesk>[0] = {}) {
  const shown = await toSettings(options)
  shown.press('enter')
  await shown.until(/4 Review[\s\S]*Warnings/)
  return shown
}

describe('a new run', () => {
  it('asks for a template and a dataset before it goes on, and says so', async () => {
    const shown = await start()
    shown.press('n')
    await ready(shown)
    shown.press('enter')
    await shown.until(/enter is off here: Choose templates with space first\./)
    shown.press('c')
    await shown.until(/c is off here: Only results can be compared/)
    shown.press(' ', 'enter')
    await shown.until(/2 Datasets[\s\S]*fat/)
    shown.press('enter')
    await shown.until(/Choose datasets with space first\./)
  })

  it('sets what is asked for, and leaves to the engine what is not', async () => {
    const shown = await toSettings()
    await shown.until(/Folds by +\(k_fold, shuffled\)/)
    shown.press(' ', ...'Autumn', 'enter')
    await shown.until(/Name +Autumn/)
    shown.press('j', 'j', ' ', ...'1', 'enter')
    await shown.until(/Number of folds: 1 +A whole number from 2 on is needed\./)
    shown.press('0', 'enter')
    await shown.until(/Number of folds +10/)
    shown.press('j', ' ', ...'sample_id', 'enter')
    await shown.until(/Groups +sample_id/)
    shown.press('j', 'j', ' ')
    await shown.until(/Refit +best/)
    const { run } = shown.desk.level().place
    const request = requestOf(run!)
    expect(request.name).toBe('Autumn')
    expect(request.config).toEqual({ folds: { splitter: 'k_fold', n_splits: 10, shuffle: true }, refit: 'best' })
    expect(request.datasets).toMatchObject([{ group: 'sample_id' }, { group: 'sample_id' }])
    shown.press('esc')
    await shown.until(/2 marked/)
  })

  it('reviews counts, cost, warnings and what was done before', async () => {
    const shown = await toReview()
    expect(shown.text()).toMatch(/Results +160 = 80 pipelines × 2 datasets, 400 fits/)
    expect(shown.text()).toMatch(/Done before +160 of 160 results exist already/)
    expect(shown.text()).toMatch(/4 families of pipelines that share their fits/)
    expect(shown.text()).toMatch(/Replicates of 12 samples stand in different folds\./)
    shown.press('tab')
    await shown.until(/name: made up/)
  })

  it('is copied for a shell, written, started here, or started apart', async () => {
    const shown = await toReview({ pace: 1 })
    shown.press('y')
    expect(shown.copied[0]).toBe("cat > 'made-up.yaml' <<'END'\nname: made up\nEND\nn4a run 'made-up.yaml'\n")
    shown.press('W', ...'x', 'enter')
    await shown.until(/Written: \/runs\/run\.yamlx/)
    expect(shown.detached).toEqual([])
    shown.press('&', 'enter')
    await shown.until(() => shown.detached.length === 1)
    expect(shown.detached).toEqual(['/runs/run.yaml'])
    shown.press('enter')
    await shown.until(/n4a ▸ Own/)
    shown.press('esc')
    await shown.until(/n4a ▸ Home/)
  })

  it('fits a narrow terminal at every step', async () => {
    const shown = await toReview({ columns: 80, rows: 24 })
    for (const line of shown.text().split('\n')) expect([...line].length).toBeLessThanOrEqual(80)
  })

  it('ends a quoted file with a word that is not in it', () => {
    expect(shellText('END\nEND_\n', "a'b $(x)")).toBe(
      "cat > 'a-b-x-.yaml' <<'END__'\nEND\nEND_\nEND__\nn4a run 'a-b-x-.yaml'\n",
    )
  })
})

describe('a run under way', () => {
  it('is paused and cancelled only after a question', async () => {
    const shown = await start({ live: 100 })
    shown.desk.jump('runs')
    await shown.until(/Elsewhere/)
    shown.press('P')
    await shown.until(/Pause Elsewhere after the work at hand\?/)
    shown.press('n')
    await shown.until(() => shown.desk.state().mode === 'browse')
    expect(shown.text()).not.toMatch(/Pause Elsewhere/)
    shown.press('P', 'y')
    await shown.until(/Elsewhere pauses/)
    await shown.until(/Elsewhere +‖ paused/)
  })

  it('says why a completed run cannot be paused, and a whole one not retried', async () => {
    const shown = await start()
    shown.desk.jump('runs')
    await ready(shown)
    shown.press('X')
    await shown.until(/X is off here: The run is completed\./)
  })
})
