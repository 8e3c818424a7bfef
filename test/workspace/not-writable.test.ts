import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ResultLine } from '../../src/core/records/index.ts'
import { openWorkspace, type RunWriter } from '../../src/core/workspace/index.ts'
import { newRun, resultLine, runId } from './support/records.ts'
import { collect, temporaryFolder, workspaceWithRun } from './support/workspace.ts'

const isRoot = process.getuid?.() === 0

async function refusal(path: string): Promise<unknown> {
  return openWorkspace(path)
    .prepare()
    .catch(error => error)
}

describe('a workspace that cannot be written', () => {
  it('is refused where it is a file', async () => {
    const path = join(temporaryFolder(), 'workspace')
    writeFileSync(path, 'mine')
    expect(await refusal(path)).toMatchObject({
      code: 'WorkspaceNotWritable',
      message: expect.stringContaining('a file'),
    })
  })

  it('is refused below a file, or where its parent is missing', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), 'mine')
    expect(await refusal(join(folder, 'file', 'workspace'))).toMatchObject({ code: 'WorkspaceNotWritable' })
    expect(await refusal(join(folder, 'missing', 'workspace'))).toMatchObject({
      code: 'WorkspaceNotWritable',
      message: expect.stringContaining('does not exist'),
    })
  })

  it('is refused where one of its folders is a file', async () => {
    const path = join(temporaryFolder(), 'workspace')
    mkdirSync(path)
    writeFileSync(join(path, 'runs'), 'mine')
    expect(await refusal(path)).toMatchObject({
      code: 'WorkspaceNotWritable',
      message: expect.stringContaining('runs'),
    })
  })

  it.skipIf(process.platform !== 'linux')('is refused on a file system that takes no files', async () => {
    expect(await refusal('/proc/n4a-workspace')).toMatchObject({ code: 'WorkspaceNotWritable' })
  })

  it.skipIf(isRoot)('is refused where permissions forbid it', async () => {
    const path = join(temporaryFolder(), 'workspace')
    mkdirSync(path)
    chmodSync(path, 0o555)
    expect(await refusal(path)).toMatchObject({ code: 'WorkspaceNotWritable' })
  })

  it('is not touched by opening or reading it', async () => {
    const path = join(temporaryFolder(), 'workspace')
    const workspace = openWorkspace(path)
    expect(workspace.exists()).toBe(false)
    await workspace.runs.list()
    expect(workspace.exists()).toBe(false)
    await workspace.prepare()
    expect(workspace.exists()).toBe(true)
  })
})

/** A file system of 256 KB; only root can make one. */
function smallDisk(use?: (disk: string) => void): string | undefined {
  const folder = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'n4a-test', folder], { stdio: 'ignore' })
    use?.(folder)
    return folder
  } catch {
    return undefined
  }
}

const canMount = isRoot && process.platform === 'linux' && smallDisk(disk => execFileSync('umount', ['-l', disk]))

describe.skipIf(!canMount)('a disk that fills up (needs root for a small one)', () => {
  // With short arrays the segment hits the end of the disk, with long ones the pack does.
  it.each([3, 5000])(
    'ends a record of arrays of %i with DiskFull, and goes on when there is space again',
    async length => {
      const disk = smallDisk()
      const workspace = openWorkspace(join(disk!, 'workspace'))
      const line = (writer: RunWriter, id: string): ResultLine => {
        const { predictions, ...rest } = resultLine(writer, { id })
        const y_pred = writer.array(new Float64Array(length).fill(predictions.length))
        return { ...rest, predictions: predictions.map(part => ({ ...part, y_pred })) }
      }
      try {
        await workspace.prepare()
        await workspace.runs.create(newRun())
        const writer = await workspace.runs.openWriter(runId, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
        const told: string[] = []
        const failure = await (async () => {
          for (let i = 0; i < 1000; i++) {
            await writer.record([line(writer, `r${i}`)])
            told.push(`r${i}`)
          }
        })().catch(error => error)
        expect(failure).toMatchObject({ code: 'DiskFull', message: expect.stringContaining('no space') })
        expect(told.length).toBeGreaterThan(2)
        expect((await workspace.runs.results(runId)).map(({ id }) => id)).toEqual(told)
        execFileSync('mount', ['-o', 'remount,size=4m', disk!])
        await writer.record([line(writer, 'after')])
        await writer.close()
        await workspace.checkpoint(runId)
        expect((await workspace.runs.results(runId)).map(({ id }) => id)).toEqual([...told, 'after'])
        const [last] = await workspace.predictions({ result_id: 'after', partition: 'val' })
        const slice = { array_id: last!.y_pred_array_id, offset: last!.y_pred_offset, length }
        expect(await workspace.readArray(slice)).toEqual(new Float64Array(length).fill(9))
      } finally {
        execFileSync('umount', ['-l', disk!])
      }
    },
  )
})

it('names a file that cannot be read, and why', async () => {
  const { workspace, id, layout } = await workspaceWithRun()
  rmSync(join(layout, 'expanded_pipelines.yaml'))
  mkdirSync(join(layout, 'expanded_pipelines.yaml'))
  const unreadable = { code: 'WorkspaceNotReadable', message: expect.stringContaining('a folder is where a file') }
  await expect(collect(workspace.runs.pipelines(id))).rejects.toMatchObject(unreadable)
  mkdirSync(join(workspace.path, 'datasets.yaml'))
  await expect(workspace.datasets.list()).rejects.toMatchObject(unreadable)
})
