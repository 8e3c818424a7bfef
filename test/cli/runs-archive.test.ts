import { expect, it } from 'vitest'
import { runRecord } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const id = '2026-11-23_Tecator-fat_3f9a1c'

it('runs export says what is in the file', async () => {
  const engine = fakeEngine({ runs: [runRecord()] })
  const [run] = await engine.runs.list()
  const words = ['runs', 'export', run!.id, '-o', 'run.n4a.zip']
  const { code, out } = await invoke(words, { engine })
  expect(code).toBe(0)
  expect(out).toBe(`${run!.name} (2 results, 12 predictions, 1 stored model) is in run.n4a.zip, 2.0 kB.\n`)
  expect(engine.calls).toContainEqual(['runs.export', run!.id, 'run.n4a.zip', {}])
  await invoke([...words, '--force'], { engine })
  expect(engine.calls).toContainEqual(['runs.export', run!.id, 'run.n4a.zip', { force: true }])
  expect(JSON.parse((await invoke([...words, '--json'], { engine })).out)).toMatchObject({
    run_id: run!.id,
    results: 2,
  })
  expect((await invoke(['runs', 'export', run!.id], { engine })).code).toBe(2)
  expect((await invoke(['runs', 'export', id, '-o', 'x'], { engine })).code).toBe(2)
})

it('runs import tells under which id the run is here', async () => {
  const { code, out, err } = await invoke(['runs', 'import', 'run.n4a.zip'], { engine: fakeEngine({}) })
  expect(code).toBe(0)
  expect(out).toBe('Brought Tecator (2 results, 12 predictions, 1 stored model) as r1_0a1b2c.\n')
  expect(err).toBe('Its own id is that of a run that is here and lacks some of these results: r1.\n')
})
