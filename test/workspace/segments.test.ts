import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesAt, readSegment, verifySegment } from '../../src/core/workspace/segments/read-segment.ts'
import { encodeLine, type StoredLine } from '../../src/core/workspace/segments/segment-format.ts'
import { resultLine } from './support/records.ts'
import { temporaryFolder, workspaceWithRun } from './support/workspace.ts'

const sample = (n: number): StoredLine[] =>
  Array.from({ length: n }, (_, i) => ({ type: 'end', note: `${'ä'.repeat(i)}\n"` }) as StoredLine)

function read(path: string, from = 0): StoredLine[] {
  return [...readSegment(path, from)].flat().map(({ line }) => line)
}

describe('a segment', () => {
  it('gives the lines before any byte at which it was cut, and no others', () => {
    const path = join(temporaryFolder(), 'a.jsonl')
    const lines = sample(6)
    const encoded = lines.map(encodeLine)
    const bytes = Buffer.concat(encoded)
    const ends = encoded.map((_, i) => Buffer.concat(encoded.slice(0, i + 1)).length)
    for (let cut = 0; cut <= bytes.length; cut++) {
      writeFileSync(path, bytes.subarray(0, cut))
      expect(read(path)).toEqual(lines.slice(0, ends.filter(end => end <= cut).length))
    }
  })

  it('ends before a damaged line, which verification finds', () => {
    const path = join(temporaryFolder(), 'a.jsonl')
    const lines = sample(5)
    const encoded = lines.map(encodeLine)
    const bytes = Buffer.concat(encoded)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(bytes)
        damaged[at]! ^= change
        writeFileSync(path, damaged)
        const hit = encoded.findIndex((_, i) => at < Buffer.concat(encoded.slice(0, i + 1)).length)
        expect(read(path)).toEqual(lines.slice(0, hit))
        // Without its last newline the segment looks torn, and is as good as that.
        if (at < bytes.length - 1) expect(() => verifySegment(path)).toThrow('does not fit its checksum')
      }),
      { numRuns: 500 },
    )
  })

  it('can be read on from where a reader stopped', () => {
    const path = join(temporaryFolder(), 'a.jsonl')
    const lines = sample(4)
    writeFileSync(path, encodeLine(lines[0]!))
    const { end } = [...readSegment(path)].flat()[0]!
    for (const line of lines.slice(1)) appendFileSync(path, encodeLine(line))
    expect(read(path, end)).toEqual(lines.slice(1))
  })

  it('gives again the lines at known places, whichever they are, and says where one is no more', () => {
    const path = join(temporaryFolder(), 'a.jsonl')
    writeFileSync(path, Buffer.concat(sample(40).map(encodeLine)))
    const placed = [...readSegment(path)].flat()
    fc.assert(
      fc.property(fc.subarray(placed), wanted => {
        expect([...linesAt(path, wanted)]).toEqual(wanted.map(({ line }) => line))
      }),
    )
    const { start, end } = placed[7]!
    expect(() => [...linesAt(path, [{ start: start + 1, end }])]).toThrow('does not fit its checksum')
    truncateSync(path, end - 1)
    expect(() => [...linesAt(path, placed.slice(6, 8))]).toThrow('does not fit its checksum')
  })

  it('may hold lines longer than the reader takes at once', () => {
    const path = join(temporaryFolder(), 'a.jsonl')
    const long = { type: 'end', note: 'x'.repeat(9 * 1024 * 1024) } as StoredLine
    writeFileSync(path, Buffer.concat([...sample(2).map(encodeLine), encodeLine(long), ...sample(2).map(encodeLine)]))
    expect(read(path)).toHaveLength(5)
  })

  it('that is not there holds nothing', () => {
    expect(read(join(temporaryFolder(), 'none.jsonl'))).toEqual([])
  })
})

describe('a writer', () => {
  const writer = { shard: 'main', attempt: 1, n4a_version: '0.1.0' }

  it('has a segment that begins with who writes it', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    await (await workspace.runs.openWriter(id, writer)).close()
    expect(read(join(layout, 'segments', 'main-1.jsonl'))[0]).toMatchObject({
      type: 'segment',
      run_id: id,
      shard: 'main',
      attempt: 1,
      pid: process.pid,
    })
  })

  it('never takes a segment that there is or was', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    const record = async (result: string) => {
      const opened = await workspace.runs.openWriter(id, writer)
      await opened.record([resultLine(opened, { id: result })])
      await opened.close()
    }
    await record('r1')
    await record('r2')
    expect(readdirSync(join(layout, 'segments'))).toEqual(['main-1.jsonl', 'main-2.jsonl'])
    await workspace.checkpoint(id)
    expect(readdirSync(join(layout, 'segments'))).toEqual([])
    await record('r3')
    expect(readdirSync(join(layout, 'segments'))).toEqual(['main-3.jsonl'])
    expect((await workspace.runs.results(id)).map(result => result.id)).toEqual(['r1', 'r2', 'r3'])
  })

  it('has made a line durable with its arrays when record resolves', async () => {
    const { workspace, id } = await workspaceWithRun()
    const opened = await workspace.runs.openWriter(id, writer)
    const line = resultLine(opened)
    await opened.record([line])
    expect(await workspace.runs.results(id)).toEqual([line.result])
    const [first] = line.predictions
    expect(Array.from(await workspace.readArray(first!.y_true))).toEqual([1.5, 2.5, -3.25])
    expect(Array.from(await workspace.readArray(first!.y_pred))).toEqual([2.51, 3.51, 4.51])
    await opened.close()
  })

  it('keeps the order of records that wait for the same sync', async () => {
    const { workspace, id } = await workspaceWithRun()
    const opened = await workspace.runs.openWriter(id, writer)
    const ids = Array.from({ length: 50 }, (_, i) => `r${i}`)
    await Promise.all(ids.map(result => opened.record([resultLine(opened, { id: result })])))
    await opened.close()
    expect((await workspace.runs.results(id)).map(result => result.id)).toEqual(ids)
  })

  it('is told when its segment was taken from it', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    const opened = await workspace.runs.openWriter(id, writer)
    rmSync(join(layout, 'segments', 'main-1.jsonl'))
    await expect(opened.record([resultLine(opened)])).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    await expect(opened.record([resultLine(opened)])).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    await opened.close()
  })

  it('leaves a torn line of a killed one alone, and what stood before it counts', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    const opened = await workspace.runs.openWriter(id, writer)
    await opened.record([resultLine(opened, { id: 'r1' })])
    await opened.record([resultLine(opened, { id: 'r2' })])
    const path = join(layout, 'segments', 'main-1.jsonl')
    truncateSync(path, readFileSync(path).length - 10)
    const next = await workspace.runs.openWriter(id, { ...writer, attempt: 2 })
    await next.record([resultLine(next, { id: 'r3' })])
    await next.close()
    expect((await workspace.runs.results(id)).map(result => result.id)).toEqual(['r1', 'r3'])
  })
})
