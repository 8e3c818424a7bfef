import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { datasetRecord, describedDataset } from './support/records.ts'
import { emptyWorkspace, workspaceWithRun } from './support/workspace.ts'

const hash = (digit: string) => `sha256:${digit.repeat(64)}`

describe('registering a dataset', () => {
  it('gives it an id and a version, and keeps all that is known of it', async () => {
    const workspace = await emptyWorkspace()
    const described = describedDataset()
    const record = await workspace.datasets.register(described)
    expect(record).toEqual({ ...described, ref: 'ds_fat', version: 'v1_ababab' })
    const { path, ...facts } = described
    expect(await workspace.datasets.list()).toEqual([
      {
        ...facts,
        id: 'ds_fat',
        version: 'v1_ababab',
        current_path: path,
        original_path: path,
        status: 'valid',
        first_used: expect.any(String),
        last_used: expect.any(String),
        run_count: 0,
        versions: [{ version: 'v1_ababab', hash: facts.hash, created_at: expect.any(String), n_samples: 215, path }],
      },
    ])
  })

  it('knows it again', async () => {
    const workspace = await emptyWorkspace()
    const first = await workspace.datasets.register(describedDataset())
    expect(await workspace.datasets.register(describedDataset())).toEqual(first)
    expect(await workspace.datasets.list()).toHaveLength(1)
  })

  it('makes changed content a new version, and old content that comes back its old one', async () => {
    const workspace = await emptyWorkspace()
    const versions = []
    for (const digit of ['a', 'b', 'a', 'c'])
      versions.push((await workspace.datasets.register(describedDataset({ hash: hash(digit) }))).version)
    expect(versions).toEqual(['v1_aaaaaa', 'v2_bbbbbb', 'v1_aaaaaa', 'v3_cccccc'])
    const [entry] = await workspace.datasets.list()
    expect(entry).toMatchObject({ id: 'ds_fat', version: 'v3_cccccc', hash: hash('c') })
    expect(entry!.versions.map(({ version }) => version)).toEqual(['v1_aaaaaa', 'v2_bbbbbb', 'v3_cccccc'])
  })

  it('follows the same content to another place', async () => {
    const workspace = await emptyWorkspace()
    await workspace.datasets.register(describedDataset())
    const moved = await workspace.datasets.register(describedDataset({ path: '/new/tecator.csv' }))
    expect(moved.ref).toBe('ds_fat')
    expect(await workspace.datasets.list()).toMatchObject([
      { current_path: '/new/tecator.csv', original_path: '/data/tecator.csv' },
    ])
  })

  it('takes another target or another file under the same name for another dataset', async () => {
    const workspace = await emptyWorkspace()
    const refs = []
    for (const change of [
      {},
      { y_columns: ['water'] },
      { path: '/data/other.csv', hash: hash('d') },
      { y_columns: ['water'], path: '/data/third.csv', hash: hash('e') },
    ])
      refs.push((await workspace.datasets.register(describedDataset(change))).ref)
    expect(refs[0]).toBe('ds_fat')
    expect(new Set(refs).size).toBe(4)
    for (const ref of refs.slice(1)) expect(ref).toMatch(/^ds_fat_[0-9a-f]{6}$/)
    expect((await workspace.datasets.register(describedDataset({ y_columns: ['water'] }))).ref).toBe(refs[1])
  })

  it('makes ids that are plain names', async () => {
    const workspace = await emptyWorkspace()
    const record = await workspace.datasets.register(describedDataset({ name: '../Weizen (Körner)' }))
    expect(record).toMatchObject({ ref: 'ds_.._Weizen_Korner_', name: '../Weizen (Körner)' })
  })

  it('loses nothing when many register at once', async () => {
    const workspace = await emptyWorkspace()
    const names = Array.from({ length: 12 }, (_, i) => `dataset ${i}`)
    await Promise.all(names.map(name => workspace.datasets.register(describedDataset({ name, path: `/data/${name}` }))))
    expect((await workspace.datasets.list()).map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(parse(readFileSync(join(workspace.path, 'datasets.yaml'), 'utf8'))).toMatchObject({ generation: 12 })
  })
})

it('counts the runs of a dataset', async () => {
  const workspace = await emptyWorkspace()
  const { ref } = await workspace.datasets.register(describedDataset())
  await workspace.datasets.register(describedDataset({ name: 'protein', y_columns: ['protein'] }))
  await workspace.datasets.countRun([ref])
  await workspace.datasets.countRun([ref])
  expect((await workspace.datasets.list()).map(({ id, run_count }) => [id, run_count])).toEqual([
    ['ds_fat', 2],
    ['ds_protein', 0],
  ])
})

describe('a registry that was edited by hand', () => {
  const edited = async (text: string) => {
    const workspace = await emptyWorkspace()
    writeFileSync(join(workspace.path, 'datasets.yaml'), text)
    return workspace
  }

  it('is read, with what is missing filled in and what is unknown kept', async () => {
    const workspace = await edited(
      `datasets:\n- id: ds_corn # mine\n  name: corn\n  hash: ${hash('a')}\n  current_path: null\n  status: lost\n  colour: yellow\n`,
    )
    expect(await workspace.datasets.list()).toMatchObject([
      { id: 'ds_corn', current_path: null, status: 'unknown', run_count: 0, versions: [], colour: 'yellow' },
    ])
    await workspace.datasets.register(describedDataset())
    expect(await workspace.datasets.list()).toMatchObject([{ id: 'ds_corn', colour: 'yellow' }, { id: 'ds_fat' }])
  })

  it('is left as it is where it is damaged', async () => {
    for (const text of ['datasets: [', '- 1\n', 'datasets: 3\n', 'datasets:\n- name: corn\n']) {
      const workspace = await edited(text)
      await expect(workspace.datasets.list()).rejects.toMatchObject({ code: 'DamagedFile' })
      await expect(workspace.datasets.register(describedDataset())).rejects.toMatchObject({ code: 'DamagedFile' })
      expect(readFileSync(join(workspace.path, 'datasets.yaml'), 'utf8')).toBe(text)
    }
  })

  it('of a newer version is refused', async () => {
    const workspace = await edited('schema_version: "2.0"\ndatasets: []\n')
    await expect(workspace.datasets.list()).rejects.toMatchObject({ code: 'NewerSchema' })
  })
})

describe('runs of a workspace without a registry', () => {
  const record = datasetRecord('fat')

  it('are what it knows of datasets', async () => {
    const { workspace } = await workspaceWithRun({ status: 'completed' })
    expect((await workspace.datasets.list()).map(({ id, status, run_count }) => [id, status, run_count])).toEqual([
      ['ds_fat', 'unknown', 1],
      ['ds_protein', 'unknown', 1],
    ])
    expect(existsSync(join(workspace.path, 'datasets.yaml'))).toBe(false)
    expect(await workspace.datasets.registered()).toEqual([])
  })

  it.each([
    ['no list', 3],
    ['no records', [null, 3, 'fat', []]],
    ['a record without a hash', [{ ...record, hash: undefined }]],
    ['targets that are none', [{ ...record, y_columns: 'fat' }]],
    ['samples that are none', [{ ...record, n_samples: 'many' }]],
    ['files that are none', [{ ...record, files: [{ path: 3 }] }]],
  ])('pass over %s, and leave a registry that can be read', async (_what, datasets) => {
    const { workspace } = await workspaceWithRun({ datasets: datasets as never })
    expect(await workspace.datasets.list()).toEqual([])
    await workspace.datasets.discover()
    await workspace.datasets.register(describedDataset({ name: 'next', path: '/data/next.csv' }))
    expect((await workspace.datasets.list()).map(({ id }) => id)).toEqual(['ds_next'])
  })

  it('give no id that is no plain name, or is taken', async () => {
    const named = (ref: string, name: string) => ({ ...record, ref, name, path: `/data/${name}`, hash: hash(name) })
    const { workspace } = await workspaceWithRun({
      datasets: [named('../../etc', 'a'), named('ds_b', 'b'), named('DS_B', 'c')],
    })
    expect((await workspace.datasets.list()).map(({ id }) => id)).toEqual(['ds_a', 'ds_b', 'ds_c'])
  })
})
