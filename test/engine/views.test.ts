import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../src/core/index.ts'
import { smallRequest } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-views-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let engine: Engine
beforeAll(async () => {
  engine = createEngine({ workspace: join(scratch, 'workspace') })
  await engine.runs.start(smallRequest())
}, 60_000)

describe('a saved view', () => {
  it('lists what it asks, to whoever opens the workspace', async () => {
    const query = { where: 'preprocessing:SNV nc>1', sort: '-nc', dataset: 'tecator_fat', limit: 2 }
    await engine.views.save('snv', 'results', query)
    const other = createEngine({ workspace: engine.workspace })
    expect(await other.results.list({ view: 'snv' })).toEqual(await engine.results.list(query))
    expect(await other.results.list({ view: 'snv' })).toHaveLength(2)
    expect(await other.views.list()).toMatchObject([{ name: 'snv', of: 'results', ...query }])
  })

  it('gives way to what stands beside it, but both filters hold', async () => {
    await engine.views.save('both', 'results', { where: 'model:PLS | model:Ridge', sort: 'nc', limit: 1 })
    const asked = await engine.results.list({ view: 'both', where: 'nc>2', sort: '-nc', limit: 3 })
    expect(asked).toEqual(
      await engine.results.list({ where: '(model:PLS | model:Ridge) (nc>2)', sort: '-nc', limit: 3 }),
    )
  })

  it('with a limit is cut there, unless every one is asked for, and counted whole', async () => {
    await engine.views.save('one', 'results', { where: 'model:PLS', limit: 1 })
    await engine.views.save('some', 'predictions', { limit: 2 })
    const all = await engine.results.list({ where: 'model:PLS' })
    expect(all.length).toBeGreaterThan(1)
    expect(await engine.results.list({ view: 'one', limit: null })).toEqual(all)
    expect(await engine.results.facets(['model'], { view: 'one', offset: 1 })).toEqual(
      await engine.results.facets(['model'], { where: 'model:PLS' }),
    )
    expect(await engine.predictions.facets(['partition'], { view: 'some' })).toEqual(
      await engine.predictions.facets(['partition']),
    )
    for (const name of ['one', 'some']) await engine.views.remove(name)
  })

  it('is of results or of predictions', async () => {
    await engine.views.save('finals', 'predictions', { where: 'fold=final', sort: '+rmse', limit: 4 })
    expect(await engine.predictions.list({ view: 'finals' })).toEqual(
      await engine.predictions.list({ where: 'fold=final', sort: '+rmse', limit: 4 }),
    )
    await expect(engine.results.list({ view: 'finals' })).rejects.toMatchObject({ code: 'ViewOfOther' })
  })

  it('is refused with a wrong filter or a name that is no file, and named when it is not there', async () => {
    await expect(engine.views.save('x', 'results', { where: '(' })).rejects.toMatchObject({ code: 'WrongFilter' })
    for (const name of ['../x', '', '.hidden', 'a b', 'x\u001b'])
      await expect(engine.views.save(name, 'results', {})).rejects.toMatchObject({ code: 'WrongViewName' })
    await expect(engine.results.list({ view: 'snw' })).rejects.toMatchObject({
      code: 'UnknownView',
      hint: expect.stringContaining('snv'),
    })
    expect(readdirSync(join(engine.workspace, 'views')).sort()).toEqual(['both.json', 'finals.json', 'snv.json'])
  })

  it('that is damaged hides no other, and can be forgotten', async () => {
    mkdirSync(join(engine.workspace, 'views'), { recursive: true })
    for (const [name, text] of [
      ['broken', '{'],
      ['odd', '[]'],
      ['newer', '{"schema_version":"9.0","of":"results"}'],
      ['other', '{"schema_version":"1.0","of":"samples"}'],
      ['number', '{"schema_version":"1.0","of":"results","where":3}'],
    ])
      writeFileSync(join(engine.workspace, 'views', `${name}.json`), text!)
    expect((await engine.views.list()).map(({ name }) => name)).toEqual(['both', 'finals', 'snv'])
    expect(engine.care.omissions().filter(({ kind }) => kind === 'damaged_view')).toHaveLength(5)
    await expect(engine.views.get('broken')).rejects.toMatchObject({ code: 'DamagedFile' })
    for (const name of ['broken', 'odd', 'other', 'number']) await engine.views.remove(name)
    await engine.views.remove('snv')
    await expect(engine.views.get('snv')).rejects.toMatchObject({ code: 'UnknownView' })
  })
})
