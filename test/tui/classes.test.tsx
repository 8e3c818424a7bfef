import { afterEach, describe, expect, it, vi } from 'vitest'
import { lineWidth, textWidth } from '../../src/tui/components/line.ts'
import type { Place } from '../../src/tui/state/level.ts'
import { classRunId } from './fake-classes.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

async function show(place: Place, options: Parameters<typeof openDesk>[0] = {}) {
  const shown = openDesk({ classes: true, ...options })
  open.push(shown)
  if (place.screen !== 'home') shown.desk.open(place)
  await shown.until(() => shown.desk.page().load.ready)
  return shown
}

const lines = (shown: OpenDesk) => shown.text().split('\n')
const prediction = (id: string): Place => ({ screen: 'prediction', subject: `${classRunId}-${id}` })
const corn = prediction('corn-3-0-PLSDA_fold0_test')
const three = prediction('grain-branches-0-PLSDA_fold0_test')
const many = prediction('many-1-0-PLSDA_fold0_test')

const sizes = [
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
]

describe.each(sizes)('in $columns × $rows', size => {
  it.each([corn, three, many])('draws every view of $subject within the terminal, and no scatter', async place => {
    const shown = await show(place, size)
    const views = shown.desk.page().pane!.all.map(({ id }) => id)
    expect(views).toEqual(['confusion', 'classes', 'wrong'])
    for (const view of views) {
      expect(shown.desk.page().pane!.id).toBe(view)
      expect(Math.max(...lines(shown).map(textWidth))).toBeLessThanOrEqual(size.columns)
      expect(Math.max(...shown.desk.page().pane!.lines.map(lineWidth))).toBeLessThanOrEqual(size.columns)
      expect(lines(shown).length).toBeLessThanOrEqual(size.rows)
      shown.press('tab')
    }
    expect(shown.desk.page().pane!.id).toBe('confusion')
  })

  it.each([`${classRunId}-corn-3`, `${classRunId}-grain-branches`])('draws the result %s', async subject => {
    const shown = await show({ screen: 'result', subject }, size)
    for (const { id } of shown.desk.page().pane!.all) {
      shown.desk.changeLevel({ pane: id })
      expect(Math.max(...lines(shown).map(textWidth))).toBeLessThanOrEqual(size.columns)
    }
  })
})

describe('the confusion matrix', () => {
  it('has the counts of the arrays, shaded by their share of the row', async () => {
    const shown = await show(three, { columns: 80, rows: 30 })
    const record = await createFakeEngine({ classes: true }).predictions.arrays(three.subject!)
    const right = record.y_true.filter((truth, i) => truth === 0 && record.y_pred[i] === 0).length
    const all = record.y_true.filter(truth => truth === 0).length
    const sign = ['░', '▒', '▓', '█'][Math.ceil((right / all) * 4) - 1]!
    expect(shown.text()).toMatch(
      new RegExp(`^ barley +${sign}${sign} +${right} .* ${all} +${(right / all).toFixed(2)}$`, 'm'),
    )
    expect(shown.text()).toMatch(/^ Measured +barley +durum wheat +oat +n +Recall$/m)
    expect(shown.text()).toMatch(/^ Precision +\d\.\d\d +\d\.\d\d +\d\.\d\d$/m)
  })

  it('says in words what shades mean, and goes on to probabilities and numbers below', async () => {
    const shown = await show(three, { columns: 60, rows: 20 })
    expect(shown.text()).toContain('░ to 25 %')
    shown.press('G')
    await shown.until(/Balanced accuracy +0\.\d+/)
    shown.press('g', 'g')
    for (let i = 0; i < 6; i++) shown.press('j')
    await shown.until(/The predicted class has a probability of/)
  })

  it('carries numbers over columns that are too narrow for names, and continues below itself', async () => {
    const shown = await show(many, { columns: 60, rows: 20 })
    expect(shown.text()).toMatch(/^ Measured +1 +2 +3 /m)
    expect(shown.text()).toMatch(/^ 3 cultivar 3 /m)
    const drawn = shown.desk.page().pane!.lines.map(line => line.map(([text]) => text).join(''))
    const heads = drawn.filter(line => line.startsWith(' Measured '))
    expect(heads.length).toBeGreaterThan(2)
    expect(heads.at(-1)).toMatch(/ 24 +n +Recall/)
    expect(heads.flatMap(head => head.match(/\d+/g) ?? []).map(Number)).toEqual(
      Array.from({ length: 24 }, (_, i) => i + 1),
    )
  })

  it('needs neither colour nor Unicode', async () => {
    const shown = await show(three, { columns: 80, rows: 30, env: { TERM: 'xterm', LANG: 'C', NO_COLOR: '1' } })
    expect(shown.text()).toMatch(/^[\x20-\x7e\n]*$/)
    expect(shown.text()).toMatch(/^ barley +(##|\+\+) +\d+ /m)
    expect(shown.text()).toContain('. to 25 %, : to 50 %, + to 75 %, # to 100 %')
  })

  it('stands beside numbers, probabilities and the most wrong samples where there is room', async () => {
    const shown = await show(corn, { columns: 120, rows: 36 })
    expect(shown.text()).toMatch(/Confusion matrix: .*│ +Numbers/)
    expect(shown.text()).toMatch(/│ +Wrong samples: \d+ of 68 samples/)
    expect(shown.text()).toMatch(/│ .*corn-\d+ +\S.* → \S.* 0\.\d\d/)
  })

  it('says where a model gives no probabilities', async () => {
    const shown = await show(many, { columns: 80, rows: 24 })
    shown.press('tab')
    await shown.until(() => shown.desk.page().pane!.id === 'classes')
    const drawn = shown.desk.page().pane!.lines.map(line => line.map(([text]) => text).join(''))
    expect(drawn.join('\n')).toContain('The model gives none.')
  })
})

it('keeps quantities as they were', async () => {
  const place: Place = {
    screen: 'prediction',
    subject: (await createFakeEngine().predictions.list())[0]!.id,
  }
  const shown = await show(place)
  expect(shown.desk.page().pane!.all.map(({ id }) => id)).toEqual([
    ...['scatter', 'residuals', 'histogram', 'quantiles', 'together', 'worst'],
  ])
})

describe('scores where higher is better', () => {
  it('are named in words on Home, with the highest as the best', async () => {
    const shown = await show({ screen: 'home', subject: null }, { columns: 100 })
    const results = await createFakeEngine({ classes: true }).results.list({ dataset: 'corn' })
    const highest = Math.max(...results.map(({ best_score }) => best_score!))
    expect(shown.text()).toMatch(
      new RegExp(`★ best on corn .*Balanced accuracy \\(out-of-fold\\) ${highest.toFixed(3)}`),
    )
    expect(shown.text()).toContain('RMSECV')
  })

  it('are sorted and drawn on the page of their run', async () => {
    const shown = await show({ screen: 'run', subject: classRunId })
    expect(shown.text()).toContain('corn Balanced accuracy (out-of-fold)')
    expect(shown.text()).toMatch(/Pipeline +Balanced accuracy cv +Balanced accuracy test/)
    expect(shown.text()).not.toMatch(/RMSE[CP]|R² cv/)
  })

  it('have their maximum marked against the number of components', async () => {
    const shown = await show({ screen: 'result', subject: `${classRunId}-corn-3` })
    expect(shown.text()).toContain('Balanced accuracy against the number of components')
    expect(shown.text()).toMatch(/Balanced accuracy \(out-of-fold\) is highest with\s+\d/)
  })
})

describe('a result with branches', () => {
  const branches: Place = { screen: 'result', subject: `${classRunId}-grain-branches` }

  it('shows its models beside each other, and the folds of each in their view', async () => {
    const shown = await show(branches)
    expect(shown.text()).toMatch(/first derivative +RandomForestClassifier +0\.\d+ ± 0\.\d+/)
    shown.press('tab')
    await shown.until(/Folds of #3 RandomForestClassifier, branch first derivative/)
    expect(shown.text()).toContain('Folds of #1 PLSDA, branch snv')
  })

  it('leads to predictions with a column for the branch, and their page names it', async () => {
    const shown = await show(branches)
    shown.press('p')
    await shown.until(/Branch +Model +Fold/)
    shown.press('enter')
    await shown.until(/PLSDA, branch snv, fold 0 train/)
  })
})

it('shows the classes of a dataset with their samples', async () => {
  const engine = createFakeEngine()
  const classes = { barley: 40, oat: 12 }
  const get: typeof engine.datasets.get = async id => ({
    ...(await engine.datasets.get(id)),
    y_stats: {},
    class_counts: classes,
  })
  const shown = await show(
    { screen: 'dataset', subject: 'ds_fat' },
    { engine: { ...engine, datasets: { ...engine.datasets, get } } },
  )
  expect(shown.text()).toMatch(/fat +2 classes: barley 40 · oat 12/)
})
