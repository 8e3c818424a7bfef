import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { npyHeader } from '../../src/core/workspace/arrays/npy.ts'
import { workspaceWithRun } from './support/workspace.ts'

const writer = { shard: 'main', attempt: 1, n4a_version: '0.1.0' }

it('stores an array once, however many predictions share it', async () => {
  const { workspace, id } = await workspaceWithRun()
  const opened = await workspace.runs.openWriter(id, writer)
  const shared = Float64Array.of(1, 2, 3)
  const first = opened.array(shared)
  expect(opened.array(shared)).toEqual(first)
  expect(opened.array(Float64Array.of(1, 2, 3))).toEqual({ ...first, offset: 3 })
  await opened.close()
})

it('makes a pack that any reader of npy files takes', async () => {
  const { workspace, id } = await workspaceWithRun()
  const opened = await workspace.runs.openWriter(id, writer)
  const { array_id } = opened.array(Float64Array.of(1, -2.5, Number.NaN, Number.POSITIVE_INFINITY))
  await opened.close()
  const bytes = readFileSync(join(workspace.path, 'arrays', `${array_id}.npy`))
  expect(bytes.toString('latin1', 0, 8)).toBe('\x93NUMPY\x01\x00')
  expect(bytes.readUInt16LE(8)).toBe(118)
  expect(bytes.toString('latin1', 10, 128)).toMatch(
    /^\{'descr': '<f8', 'fortran_order': False, 'shape': \(4,\), \} +\n$/,
  )
  expect([0, 1, 2, 3].map(i => bytes.readDoubleLE(128 + 8 * i))).toEqual([
    1,
    -2.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])
  expect(bytes).toHaveLength(128 + 32)
})

it('has a header of the same length whatever the pack holds', () => {
  expect([0, 7, 2 ** 40].map(length => npyHeader(length).length)).toEqual([128, 128, 128])
})

it('reads any slice', async () => {
  const { workspace, id } = await workspaceWithRun()
  const opened = await workspace.runs.openWriter(id, writer)
  opened.array(Float64Array.of(9, 9))
  const slice = opened.array(Float64Array.from({ length: 1000 }, (_, i) => i / 7))
  await opened.close()
  expect(await workspace.readArray(slice)).toEqual(Float64Array.from({ length: 1000 }, (_, i) => i / 7))
  expect(await workspace.readArray({ ...slice, offset: slice.offset + 7, length: 1 })).toEqual(Float64Array.of(1))
  expect(await workspace.readArray({ ...slice, length: 0 })).toEqual(new Float64Array(0))
})

it('says which pack is missing, or too short for what points into it', async () => {
  const { workspace, id } = await workspaceWithRun()
  const opened = await workspace.runs.openWriter(id, writer)
  const slice = opened.array(Float64Array.of(1, 2, 3))
  await opened.close()
  truncateSync(join(workspace.path, 'arrays', `${slice.array_id}.npy`), 128 + 16)
  const damaged = { code: 'DamagedFile', message: expect.stringContaining(slice.array_id) }
  await expect(workspace.readArray(slice)).rejects.toMatchObject(damaged)
  await expect(workspace.readArray({ ...slice, array_id: 'gone' })).rejects.toMatchObject({ code: 'DamagedFile' })
})

it('reads no file outside the folder of packs', async () => {
  const { workspace } = await workspaceWithRun()
  writeFileSync(join(workspace.path, 'secret.npy'), Buffer.alloc(1000))
  await expect(workspace.readArray({ array_id: '../secret', offset: 0, length: 1 })).rejects.toMatchObject({
    code: 'DamagedFile',
  })
})
