import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import type { Engine } from '../../src/core/engine/index.ts'
import type { PredictionRecord, ResultRecord, RunRecord } from '../../src/core/records/index.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

vi.setConfig({ testTimeout: 30_000 })

let folder = ''
const open: OpenDesk[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'n4a-export-'))
})
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
  rmSync(folder, { recursive: true, force: true })
})

const ready = (shown: OpenDesk) => shown.until(() => shown.desk.page().load.ready && !shown.desk.page().load.busy)
const type = (shown: OpenDesk, text: string) => shown.press(...text)
const items = <Item,>({ desk }: OpenDesk) => desk.page().list!.items as readonly Item[]

async function at(
  screen: 'results' | 'runs' | 'predictions' | 'home' | 'templates',
  engine: Engine = createFakeEngine(),
) {
  const shown = openDesk({ engine })
  open.push(shown)
  await ready(shown)
  shown.desk.jump(screen)
  await ready(shown)
  return shown
}

/** Choose the row of the menu that holds the words, and give the name of the file. */
async function write(shown: OpenDesk, words: string, name: string) {
  type(shown, 'e')
  await shown.until(/^ Export/m)
  type(shown, words)
  shown.press('enter')
  await shown.until(/Write .* to/)
  shown.press('^u')
  type(shown, join(folder, name))
  shown.press('enter')
}

describe('the export menu', () => {
  it('writes the list as it is filtered and sorted, with full numbers, and says where it is', async () => {
    const shown = await at('results')
    type(shown, '/dataset:protein')
    shown.press('enter')
    await write(shown, 'list as json', 'best.json')
    await shown.until(/80 rows, .*: .*best\.json/)
    const written = JSON.parse(readFileSync(join(folder, 'best.json'), 'utf8')) as readonly ResultRecord[]
    expect(written.map(({ id }) => id)).toEqual(items<ResultRecord>(shown).map(({ id }) => id))
  })

  it('writes every format, of marked rows alone where there are any, Markdown with the columns shown', async () => {
    const shown = await at('results')
    type(shown, '  ')
    for (const format of ['csv', 'parquet', 'markdown', 'latex']) {
      await write(shown, `list as ${format}`, `some.${format}`)
      await shown.until(new RegExp(`2 marked rows, .*some\\.${format}`))
    }
    expect(readFileSync(join(folder, 'some.csv'), 'utf8').trim().split('\n')).toHaveLength(3)
    expect(readFileSync(join(folder, 'some.parquet')).subarray(0, 4).toString()).toBe('PAR1')
    expect(readFileSync(join(folder, 'some.markdown'), 'utf8')).toMatch(/\| Dataset +\| Pipeline/)
    expect(readFileSync(join(folder, 'some.latex'), 'utf8')).toContain('RMSECV')
  })

  it('asks before it writes over a file, and tells plainly what cannot be written', async () => {
    const shown = await at('results')
    const file = join(folder, 'kept.csv')
    writeFileSync(file, 'mine')
    await write(shown, 'list as csv', 'kept.csv')
    await shown.until(/Write over 1 file/)
    shown.press('n')
    expect(readFileSync(file, 'utf8')).toBe('mine')
    await write(shown, 'list as csv', 'kept.csv')
    await shown.until(/Write over 1 file/)
    shown.press('y')
    await shown.until(/161 rows, .*kept\.csv/)
    expect(readFileSync(file, 'utf8')).toMatch(/^id,/)
    await write(shown, 'list as csv', 'nowhere/x.csv')
    await shown.until(/cannot be written|ENOENT/)
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  it('writes a run as report, as archive through the engine, and as a run file', async () => {
    const exported: unknown[] = []
    const fake = createFakeEngine()
    const runs: Engine['runs'] = {
      ...fake.runs,
      export: async (id, path, options) => {
        exported.push([id, path, options])
        return { results: 160, predictions: 12, bytes: 2048 } as Awaited<ReturnType<Engine['runs']['export']>>
      },
    }
    const shown = await at('runs', { ...fake, runs })
    const [run] = items<RunRecord>(shown)
    await write(shown, 'run as HTML', 'run.html')
    await shown.until(/Report, .*run\.html/)
    expect(readFileSync(join(folder, 'run.html'), 'utf8')).toBe(`<html>${run!.id}</html>`)
    await write(shown, 'run as archive', 'run.zip')
    await shown.until(/160 results and 12 predictions/)
    expect(exported).toEqual([[run!.id, join(folder, 'run.zip'), { force: false }]])
    await write(shown, 'run file', 'run.yaml')
    await shown.until(/takes it: .*run\.yaml/)
    expect(existsSync(join(folder, 'run.yaml'))).toBe(true)
  })

  it('writes the model of a result, and the samples of a prediction', async () => {
    const fake = createFakeEngine()
    const models: Engine['models'] = { ...fake.models, export: async id => `model of ${id}` }
    const shown = await at('results', { ...fake, models })
    const [result] = items<ResultRecord>(shown)
    shown.press('enter')
    await ready(shown)
    await write(shown, 'model for n4a', 'm.json')
    await shown.until(/Model, .*m\.json/)
    expect(readFileSync(join(folder, 'm.json'), 'utf8')).toBe(`model of ${result!.id}`)
    shown.desk.jump('predictions')
    await ready(shown)
    const [prediction] = items<PredictionRecord>(shown)
    await write(shown, 'samples as csv', 's.csv')
    await shown.until(/samples, .*s\.csv/)
    const lines = readFileSync(join(folder, 's.csv'), 'utf8').trim().split('\n')
    expect(lines[0]).toMatch(/y_true,y_pred,residual$/)
    expect(lines).toHaveLength(prediction!.n_samples + 1)
    const [first, second] = items<PredictionRecord>(shown)
    type(shown, '  ')
    await write(shown, 'samples as csv', 'both.csv')
    await shown.until(/samples of 2 marked predictions, .*both\.csv/)
    const both = readFileSync(join(folder, 'both.csv'), 'utf8').trim().split('\n')
    expect(both).toHaveLength(first!.n_samples + second!.n_samples + 1)
  })

  it('writes a comparison as the table that is shown', async () => {
    const shown = await at('results')
    type(shown, '  c')
    await shown.until(/Compare 2/)
    await ready(shown)
    await write(shown, 'comparison as markdown', 'c.md')
    await shown.until(/2 rows, .*c\.md/)
    expect(readFileSync(join(folder, 'c.md'), 'utf8').trim().split('\n').length).toBeGreaterThanOrEqual(4)
  })

  it('is off where there is nothing to write', async () => {
    const shown = await at('home')
    type(shown, 'e')
    await shown.until(/e is off here: This page has nothing to write into a file/)
  })
})

describe('copying', () => {
  const choose = async (shown: OpenDesk, words: string) => {
    const before = shown.copied.length
    type(shown, `y${words}`)
    shown.press('enter')
    await shown.until(() => shown.copied.length > before)
    return shown.copied.at(-1)!
  }

  it('gives a cell for a notebook, and the list with its filter as one', async () => {
    const shown = await at('results')
    const [first] = items<ResultRecord>(shown)
    expect(await choose(shown, 'notebook')).toBe(
      `import { open, show } from 'n4a/kernel'\n\nconst n4a = open("/home/ana/nirs/workspace")\nawait show(n4a.report("${first!.id}"))\n`,
    )
    await shown.until(/Sent to the terminal's clipboard; if it does not arrive: \/home\/ana\/copied\.txt/)
    type(shown, '/dataset:fat')
    shown.press('enter')
    expect(await choose(shown, 'list')).toContain('await show(n4a.results({ where: "dataset:fat" }))')
  })

  it('gives a link to the list of one result as a filter, together with its own', async () => {
    const shown = await at('results')
    const [first] = items<ResultRecord>(shown)
    type(shown, 'p')
    await ready(shown)
    type(shown, '/partition:test')
    shown.press('enter')
    const link = await choose(shown, 'link')
    expect(link).toContain(`predictions --where 'result_id=${first!.id} (partition:test)'`)
  })

  it('gives a run as YAML that says what it was', async () => {
    const shown = await at('runs')
    const [run] = items<RunRecord>(shown)
    expect(parse(await choose(shown, 'yaml'))).toMatchObject({ name: run!.name })
  })
})
