import { createHash } from 'node:crypto'
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FileAccess, nodeFiles, quickHash, quickHashRanges } from '../../src/core/datasets/index.ts'
import { checkDatasets } from '../../src/core/engine/check-datasets.ts'
import { mostWholeReads } from '../../src/core/engine/looking-for.ts'
import { relocateDatasets } from '../../src/core/engine/relocate-datasets.ts'
import { openWorkspace } from '../../src/core/workspace/index.ts'

/** A thousand registered datasets of 10 MB, sparse on the disk. */
const scratch = mkdtempSync(join(tmpdir(), 'n4a-thousand-'))
const data = join(scratch, 'home', 'project', 'here', 'data')
const workspace = openWorkspace(join(scratch, 'home', 'project', 'here', 'workspace'))
const size = 10 * 2 ** 20
const thousand = Array.from({ length: 1000 }, (_, i) => i)
const pathOf = (i: number) => join(data, `${i}.csv`)

beforeAll(async () => {
  mkdirSync(data, { recursive: true })
  await workspace.prepare()
  const bytes = Buffer.alloc(size)
  const head = Buffer.from('sample_id,component_1,1100\n')
  head.copy(bytes)
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  const quick_hash = quickHash(
    size,
    quickHashRanges(size).map(range => bytes.subarray(...range)),
  )
  const datasets = thousand.map(i => {
    const path = pathOf(i)
    const file = openSync(path, 'w')
    ftruncateSync(file, size)
    writeSync(file, head, 0)
    closeSync(file)
    const files = [{ path, size, modified_at: statSync(path).mtime.toISOString(), hash, quick_hash }]
    const version = { version: 'v1', hash, created_at: '2026-11-23T08:00:00.000Z', n_samples: 2, path, files }
    return { id: `ds_${i}`, name: `${i}`, hash, quick_hash, file_size: size, current_path: path, versions: [version] }
  })
  writeFileSync(join(workspace.path, 'datasets.yaml'), JSON.stringify({ datasets }))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function counted() {
  const read = new Map<string, number>()
  const access: FileAccess = {
    ...nodeFiles,
    async *read(path, ranges) {
      for await (const piece of nodeFiles.read(path, ranges)) {
        read.set(path, (read.get(path) ?? 0) + piece.length)
        yield piece
      }
    },
  }
  return { access, read, whole: () => [...read.values()].filter(bytes => bytes >= size).length }
}

const statusesOf = (checks: readonly { readonly status: string }[]) => {
  const counts: Record<string, number> = {}
  for (const { status } of checks) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

it('where nothing was touched no file is opened', async () => {
  const { access, read } = counted()
  expect(statusesOf(await checkDatasets(workspace, {}, { access }))).toEqual({ valid: 1000 })
  expect(read.size).toBe(0)
})

it('where all have moved with their times, none is read whole', async () => {
  renameSync(data, `${data}-now`)
  const { access, read, whole } = counted()
  const checks = await relocateDatasets(workspace, { from: data, to: `${data}-now` }, access)
  expect(statusesOf(checks)).toEqual({ relocated: 1000 })
  expect([read.size, whole()]).toEqual([1000, 0])
  expect((await workspace.datasets.list())[999]).toMatchObject({ current_path: join(`${data}-now`, '999.csv') })
})

it('where all have another time of change, a few are read whole and the others are left undecided, and said to be', async () => {
  const registry = await workspace.datasets.list()
  const touched = registry.map(entry => ({
    ...entry,
    versions: entry.versions.map(version => ({
      ...version,
      files: version.files!.map(file => ({ ...file, modified_at: '2020-01-01T00:00:00.000Z' })),
    })),
  }))
  writeFileSync(join(workspace.path, 'datasets.yaml'), JSON.stringify({ datasets: touched }))
  const { access, whole } = counted()
  const checks = await checkDatasets(workspace, {}, { access })
  expect(statusesOf(checks)).toEqual({ valid: mostWholeReads, unknown: 1000 - mostWholeReads })
  expect(whole()).toBe(mostWholeReads)
  expect(checks.reduce((sum, { whole_reads }) => sum + whole_reads, 0)).toBe(mostWholeReads)
  expect(checks.at(-1)).toMatchObject({ status: 'unknown', advice: expect.stringContaining('check ds_999 --full') })
  const one = counted()
  expect(await checkDatasets(workspace, { ids: ['ds_999'], full: true }, { access: one.access })).toMatchObject([
    { status: 'valid', proof: 'content', whole_reads: 1 },
  ])
})
