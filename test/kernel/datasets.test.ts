import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createEngine } from '../../src/core/index.ts'
import { kernelOf } from '../../src/kernel/kernel-of.ts'

const all = mkdtempSync(join(tmpdir(), 'n4a-kernel-datasets-'))
const scratch = join(all, 'home', 'project', 'here')
afterAll(() => rmSync(all, { recursive: true, force: true }))

it('a notebook registers, checks, relocates, accepts and takes over datasets, and each answer draws itself', async () => {
  mkdirSync(scratch, { recursive: true })
  const engine = createEngine({ workspace: join(scratch, 'workspace') })
  const { datasets } = kernelOf(() => engine)
  const path = join(scratch, 'corn.csv')
  const lines = (samples: number) => {
    const { columns, rows } = engine.datasets.synthesize({ samples, from: 1100, to: 1140, step: 10, seed: 3 })
    return [columns, ...rows()].map(row => `${row.join(',')}\n`).join('')
  }
  writeFileSync(path, lines(12))
  const registered = await datasets.register({ path, y: 'component_1' })
  expect(registered.bundle()['text/plain']).toMatch(/corn_component_1 +valid/)
  expect(await datasets()).toEqual(registered)
  const now = join(all, 'far', 'corn.csv')
  mkdirSync(join(all, 'far'))
  renameSync(path, now)
  const lost = await datasets.check()
  expect(lost.bundle()['text/plain']).toMatch(/ds_corn_component_1 +missing/)
  expect(await datasets.relocate({ id: 'ds_corn_component_1', path: now })).toMatchObject([
    { status: 'relocated', path: now },
  ])
  writeFileSync(now, lines(14))
  const accepted = await datasets.accept('ds_corn_component_1')
  expect(accepted.bundle()['text/plain']).toMatch(/samples +12 +14/)
  expect(await datasets.sync()).toMatchObject({ runs: 0, added: [], checks: [{ status: 'valid' }] })
  await expect(datasets.check({ ids: ['none'] })).rejects.toThrow(/none/)
})
