import { afterEach, expect, it } from 'vitest'
import { DamagedFile } from '../../src/core/errors/index.ts'
import { createFakeEngine } from './fake-engine.ts'
import { type OpenDesk, openDesk } from './open-desk.tsx'

const damaged = (path: string) => ({
  kind: 'damaged_table' as const,
  path,
  what: 'it does not end as a Parquet file',
  advice: 'Restore it from a backup.',
})

const open: OpenDesk[] = []
afterEach(() => {
  for (const desk of open.splice(0)) desk.close()
})

function show(options: Parameters<typeof openDesk>[0]): OpenDesk {
  const shown = openDesk(options)
  open.push(shown)
  return shown
}

it('Home says which damaged files are left out, harmlessly and briefly, and shows the rest', async () => {
  const paths = ['/w/a\u001b[31m.parquet', '/w/b.parquet', '/w/c.parquet', '/w/d.parquet', '/w/e.parquet']
  const shown = show({ omissions: paths.map(damaged) })
  await shown.until(/best on fat/)
  expect(shown.text()).toContain('Left out: /w/a\\u001b[31m.parquet: it does not end as a Parquet file.')
  expect(shown.text()).toContain('/w/c.parquet')
  expect(shown.text()).not.toContain('/w/d.parquet')
  expect(shown.text()).toMatch(/And 2 more\..*n4a workspace verify/)
})

it('Home shows the runs where the registry of datasets is damaged', async () => {
  const engine = createFakeEngine()
  const list = () => Promise.reject(DamagedFile({ path: '/w/datasets.yaml', reason: 'it is not YAML' }))
  const shown = show({ engine: { ...engine, datasets: { ...engine.datasets, list } } })
  await shown.until(/best on fat/)
  expect(shown.text()).toContain('"/w/datasets.yaml" is damaged: it is not YAML.')
})

it('Home says nothing of damage where there is none', async () => {
  const shown = show({})
  await shown.until(/best on fat/)
  expect(shown.text()).not.toMatch(/Left out|damaged/i)
})

it('the page of a dataset shows how its files were looked for, and the command that helps', async () => {
  const shown = show({})
  shown.desk.open({ screen: 'dataset', subject: 'ds_fat' })
  await shown.until(() => shown.desk.page().load.ready)
  shown.press('backtab')
  await shown.until(/Now +\S+ missing[\s\S]*1 where it was[\s\S]*it is not there[\s\S]*3 same size +8,412/)
  expect(shown.text()).toContain('n4a datasets relocate ds_fat --search FOLDER')
})
