import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { parquetMetadata } from 'hyparquet'
import { Compression, readParquet, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm'
import { describe, expect, it } from 'vitest'
import { openWorkspace, type Workspace } from '../../src/core/workspace/index.ts'
import { audit } from './support/audit.ts'
import { describedDataset, type ResultChange, refitLine, resultLine, runId } from './support/records.ts'
import { emptyWorkspace, temporaryFolder, workspaceWithRun } from './support/workspace.ts'

const writer = { shard: 'main', attempt: 1, n4a_version: '0.1.0' }

const changes: readonly ResultChange[] = [
  { id: 'r1', dataset: 'fat', score: 2 },
  { id: 'r2', dataset: 'protein', score: 3 },
  { id: 'r3', dataset: 'fat', score: 1 },
]

async function record(workspace: Workspace, id = runId, given = changes, refits: readonly string[] = []) {
  const opened = await workspace.runs.openWriter(id, writer)
  for (const change of given) await opened.record([resultLine(opened, change)])
  await opened.record(refits.map(result => refitLine(opened, { id: result })))
  await opened.close()
}

/** A workspace with three results, either in its segment or in Parquet files. */
async function filled({ checkpoint = true } = {}) {
  const made = await workspaceWithRun()
  await record(made.workspace, made.id, changes, ['r3'])
  if (checkpoint) await made.workspace.checkpoint()
  const predictions = join(made.workspace.path, 'predictions', 'fat.meta.parquet')
  const pack = join(made.workspace.path, 'arrays', readdirSync(join(made.workspace.path, 'arrays'))[0]!)
  return { ...made, predictions, pack, segment: join(made.layout, 'segments', 'main-1.jsonl') }
}

/** As another program writes it: the same rows, and none of our keys. */
function rewriteWithoutKeys(path: string, properties = new WriterPropertiesBuilder()) {
  const table = readParquet(readFileSync(path))
  writeFileSync(path, writeParquet(table, properties.setCompression(Compression.SNAPPY).build()))
}

const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(folder, name)).isFile())
    .sort()
    .map(name => [name, readFileSync(join(folder, name)).toString('base64')])

describe('verify', () => {
  it.each([true, false])(
    'finds nothing wrong in a sound workspace, and changes nothing (checkpointed: %s)',
    async c => {
      const { workspace } = await filled({ checkpoint: c })
      const before = contents(workspace.path)
      expect(await workspace.care.verify()).toEqual([])
      expect(contents(workspace.path)).toEqual(before)
    },
  )

  it('finds a damaged byte in a segment, and says where its line begins', async () => {
    const { workspace, segment } = await filled({ checkpoint: false })
    const bytes = readFileSync(segment)
    const second = bytes.indexOf(10, bytes.indexOf(10) + 1) + 1
    bytes[second + 40]! ^= 1
    writeFileSync(segment, bytes)
    expect(await workspace.care.verify()).toEqual([
      {
        kind: 'damaged_segment',
        path: segment,
        what: `the line at byte ${second} does not fit its checksum`,
        advice: expect.stringContaining('n4a runs resume'),
      },
    ])
  })

  it('takes a torn tail for what it is: a write that was never announced', async () => {
    const { workspace, segment } = await filled({ checkpoint: false })
    truncateSync(segment, statSync(segment).size - 40)
    expect(await workspace.care.verify()).toEqual([])
  })

  it('finds a Parquet file that was truncated', async () => {
    const { workspace, predictions, layout } = await filled()
    const results = join(layout, 'results.parquet')
    for (const path of [predictions, results]) {
      const whole = readFileSync(path)
      truncateSync(path, whole.length - 100)
      expect(await workspace.care.verify()).toMatchObject([{ kind: 'damaged_table', path }])
      writeFileSync(path, '')
      expect(await workspace.care.verify()).toMatchObject([
        { kind: 'damaged_table', path, what: 'it is too short for a Parquet file' },
      ])
      writeFileSync(path, whole)
    }
    expect(await workspace.care.verify()).toEqual([])
  })

  it('finds a predictions file that is gone, or lacks rows that results count', async () => {
    const { workspace, id, predictions } = await filled()
    const before = readFileSync(predictions)
    await record(workspace, id, [{ id: 'r4', dataset: 'fat', score: 5 }])
    await workspace.checkpoint()
    writeFileSync(predictions, before)
    expect(await workspace.care.verify()).toMatchObject([
      { kind: 'missing_predictions', path: predictions, what: `20 of the 29 predictions of run ${id} are in it` },
    ])
    rmSync(predictions)
    expect(await workspace.care.verify()).toMatchObject([
      { kind: 'missing_predictions', path: predictions, what: `0 of the 29 predictions of run ${id} are in it` },
    ])
  })

  it('finds damaged rows behind a footer that is sound', async () => {
    const { workspace, predictions } = await filled()
    const bytes = readFileSync(predictions)
    const { row_groups } = parquetMetadata(Uint8Array.from(bytes).buffer)
    const { data_page_offset, total_compressed_size } = row_groups[0]!.columns[0]!.meta_data!
    bytes.fill(0xff, Number(data_page_offset) + 30, Number(data_page_offset) + Number(total_compressed_size))
    writeFileSync(predictions, bytes)
    expect(await workspace.care.verify()).toMatchObject([
      { kind: 'damaged_table', path: predictions, what: 'its rows cannot be read' },
    ])
  })

  it('finds a pack that was removed, once for all that point into it', async () => {
    for (const checkpoint of [true, false]) {
      const { workspace, pack } = await filled({ checkpoint })
      rmSync(pack)
      const problems = await workspace.care.verify()
      expect(problems).toMatchObject([{ kind: 'damaged_arrays', path: pack }])
      expect(problems[0]!.what).toBe('it is missing, but 87 arrays should be in it')
    }
  })

  it('finds a pack that is too short, or no pack at all', async () => {
    const { workspace, pack } = await filled()
    const whole = readFileSync(pack)
    truncateSync(pack, whole.length - 8)
    expect(await workspace.care.verify()).toMatchObject([
      {
        kind: 'damaged_arrays',
        path: pack,
        what: expect.stringMatching(/^1 arrays, up to element \d+, are outside it/),
      },
    ])
    writeFileSync(pack, Buffer.concat([Buffer.alloc(16), whole.subarray(16)]))
    expect(await workspace.care.verify()).toMatchObject([{ kind: 'damaged_arrays', path: pack }])
  })

  it('finds a manifest that is damaged or gone, and goes on with the rest of the run', async () => {
    const { workspace, layout, pack } = await filled()
    const manifest = join(layout, 'run_manifest.yaml')
    const whole = readFileSync(manifest)
    writeFileSync(manifest, 'id: [')
    expect(await workspace.care.verify()).toMatchObject([{ kind: 'damaged_manifest', path: manifest }])
    rmSync(manifest)
    rmSync(pack)
    expect(await workspace.care.verify()).toMatchObject([
      { kind: 'damaged_manifest', path: manifest, what: 'it is missing' },
      { kind: 'damaged_arrays' },
    ])
    writeFileSync(manifest, whole)
    rmSync(join(layout, 'expanded_pipelines.yaml'))
    expect(await workspace.care.verify()).toMatchObject([
      { kind: 'damaged_manifest', path: join(layout, 'expanded_pipelines.yaml') },
      { kind: 'damaged_arrays' },
    ])
  })

  it('finds a dataset whose file is gone, and a registry that cannot be read', async () => {
    const { workspace } = await filled()
    const path = join(temporaryFolder(), 'meat.csv')
    writeFileSync(path, '850,fat\n1,2\n')
    await workspace.datasets.register(describedDataset({ name: 'meat', path }))
    // The first to register takes over what the runs name as well, whose file is nowhere.
    const ofMeat = async () => (await workspace.care.verify()).filter(({ what }) => what.includes('ds_meat'))
    expect((await workspace.care.verify()).map(({ what }) => /ds_\w+/.exec(what)![0])).toEqual(['ds_fat', 'ds_protein'])
    expect(await ofMeat()).toEqual([])
    rmSync(path)
    expect(await ofMeat()).toMatchObject([{ kind: 'missing_dataset', path }])
    const registry = join(workspace.path, 'datasets.yaml')
    writeFileSync(registry, '- 1')
    expect(await workspace.care.verify()).toMatchObject([{ kind: 'damaged_registry', path: registry }])
  })

  it('finds a file whose summary counts other rows than it has', async () => {
    const { workspace, predictions } = await filled()
    const keys = new Map([
      ['n4a_summary', JSON.stringify({ ...(await workspace.summary('fat')), total_predictions: 7 })],
    ])
    rewriteWithoutKeys(predictions, new WriterPropertiesBuilder().setKeyValueMetadata(keys))
    expect(await workspace.care.verify()).toMatchObject([
      { kind: 'wrong_summary', path: predictions, what: 'it has 20 rows, but its summary counts 7' },
    ])
  })
})

describe('rebuild-summaries', () => {
  it('gives a file that lost its summary the one it had, without touching the rows', async () => {
    const { workspace, id, predictions } = await filled()
    const before = await workspace.summary('fat')
    const rows = await workspace.predictions()
    rewriteWithoutKeys(predictions)
    expect(await workspace.summary('fat')).toBeNull()
    expect(await workspace.care.verify()).toMatchObject([{ kind: 'wrong_summary', what: 'it has no summary' }])

    const seen: string[] = []
    const rebuilt = await workspace.care.rebuildSummaries('9.9.9', ({ path }) => seen.push(path))
    expect(rebuilt).toEqual([{ path: predictions, dataset: 'fat', num_rows: 20, reason: 'it has no summary' }])
    expect(seen).toHaveLength(2)
    const after = await workspace.summary('fat')
    expect(after).toEqual({ ...before, n4a_version: '9.9.9', generated_at: after!.generated_at })
    expect(await workspace.predictions()).toEqual(rows)
    expect(await audit(workspace, id, ['r1', 'r2', 'r3'])).toMatchObject({ lost: [], doubled: [], wrongSummaries: [] })
    expect(await workspace.care.verify()).toEqual([])
  })

  it('counts anew where the summary counts wrong, and leaves sound files alone', async () => {
    const { workspace, predictions } = await filled()
    const sound = readFileSync(join(workspace.path, 'predictions', 'protein.meta.parquet'))
    const wrong = { ...(await workspace.summary('fat')), runs: [] }
    const keys = new Map([['n4a_summary', JSON.stringify(wrong)]])
    rewriteWithoutKeys(predictions, new WriterPropertiesBuilder().setKeyValueMetadata(keys))
    expect(await workspace.care.rebuildSummaries('9.9.9')).toHaveLength(1)
    expect((await workspace.summary('fat'))?.runs).toMatchObject([{ id: runId, n_predictions: 20, best_val_score: 1 }])
    expect(await workspace.care.rebuildSummaries('9.9.9')).toEqual([])
    expect(readFileSync(join(workspace.path, 'predictions', 'protein.meta.parquet'))).toEqual(sound)
  })

  it('goes past a damaged file to the others before it tells of it', async () => {
    const { workspace, predictions } = await filled()
    const protein = join(workspace.path, 'predictions', 'protein.meta.parquet')
    rewriteWithoutKeys(protein)
    truncateSync(predictions, 50)
    await expect(workspace.care.rebuildSummaries('9.9.9')).rejects.toMatchObject({ code: 'DamagedFile' })
    expect(await workspace.summary('protein')).toMatchObject({ total_predictions: 9 })
    await expect(workspace.care.compact()).rejects.toMatchObject({ code: 'DamagedFile' })
  })

  it('leaves a file that a checkpoint can add to', async () => {
    const { workspace, id, predictions } = await filled()
    rewriteWithoutKeys(predictions)
    await workspace.care.rebuildSummaries('9.9.9')
    await record(workspace, id, [{ id: 'r4', dataset: 'fat', score: 0.5 }])
    await workspace.checkpoint()
    expect(await workspace.summary('fat')).toMatchObject({ total_predictions: 29, facets: { n_configs: 3 } })
    expect(await workspace.care.verify()).toEqual([])
  })

  it('leaves the file as it was when it is stopped before the rename', async () => {
    const { workspace, predictions } = await filled()
    rewriteWithoutKeys(predictions)
    const before = readFileSync(predictions)
    const stopped = openWorkspace(workspace.path, {
      onStep: step => {
        if (step === 'checkpoint:before_rename') throw new Error('stopped')
      },
    })
    await expect(stopped.care.rebuildSummaries('9.9.9')).rejects.toThrow('stopped')
    expect(readFileSync(predictions)).toEqual(before)
    expect(readdirSync(join(workspace.path, 'predictions'))).toEqual(['fat.meta.parquet', 'protein.meta.parquet'])
  })
})

describe('compact', () => {
  it('moves all segments and leaves one row group a file, with the same rows and summaries', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    const more = Array.from({ length: 6 }, (_, i) => ({ id: `more${i}`, dataset: 'fat', score: 6 + i }))
    for (const change of [...changes, ...more]) {
      await record(workspace, id, [change])
      await workspace.checkpoint()
    }
    await record(workspace, id, [{ id: 'r4', dataset: 'fat', score: 5 }])
    const before = await workspace.predictions()
    const seen: string[] = []
    const done = await workspace.care.compact(({ path }) => seen.push(path))
    const fat = join(workspace.path, 'predictions', 'fat.meta.parquet')
    expect(done).toMatchObject({ checkpointed_runs: 1, rewritten_files: [fat] })
    expect(seen).toHaveLength(3)
    expect(parquetMetadata(Uint8Array.from(readFileSync(fat)).buffer).row_groups).toHaveLength(1)
    expect(done.bytes_after).toBeLessThan(done.bytes_before)
    expect(readdirSync(join(layout, 'segments'))).toEqual([])
    expect(await workspace.predictions()).toEqual(expect.arrayContaining([...before]))
    expect(await workspace.predictions()).toHaveLength(before.length)
    expect(await workspace.summary('fat')).toMatchObject({ total_predictions: 81 })
    expect(await workspace.care.verify()).toEqual([])
    expect(await workspace.care.compact()).toMatchObject({ checkpointed_runs: 0, rewritten_files: [] })
  })
})

describe('info', () => {
  it('counts the same before and after a checkpoint, but for the segments', async () => {
    const { workspace } = await filled({ checkpoint: false })
    const before = await workspace.care.info()
    expect(before).toMatchObject({
      path: workspace.path,
      runs: { queued: 1, completed: 0 },
      results: 3,
      predictions: 29,
      datasets: 0,
      files_without_summary: [],
      unapplied_segments: 1,
      unreadable_files: [],
    })
    await workspace.checkpoint()
    const after = await workspace.care.info()
    expect(after).toMatchObject({ results: 3, predictions: 29, unapplied_segments: 0 })
    expect(before.bytes.predictions).toBe(0)
    expect(after.bytes.predictions).toBe(
      ['fat', 'protein'].reduce((sum, name) => {
        return sum + statSync(join(workspace.path, 'predictions', `${name}.meta.parquet`)).size
      }, 0),
    )
  })

  it('counts datasets that programs gave as arrays as tables', async () => {
    const { workspace } = await filled()
    expect((await workspace.care.info()).bytes.tables).toBe(0)
    const path = await workspace.saveTable('own', [{ name: '1100', values: Float64Array.from([0.1, 0.2]) }])
    expect((await workspace.care.info()).bytes.tables).toBe(statSync(path).size)
  })

  it('counts what a checkpoint that was killed halfway has applied only once', async () => {
    const { workspace, layout, predictions } = await filled({ checkpoint: false })
    const copy = join(temporaryFolder(), 'main-1.jsonl')
    copyFileSync(join(layout, 'segments', 'main-1.jsonl'), copy)
    await workspace.checkpoint()
    copyFileSync(copy, join(layout, 'segments', 'main-1.jsonl'))
    rmSync(join(layout, 'results.parquet'))
    expect(existsSync(predictions)).toBe(true)
    expect(await workspace.care.info()).toMatchObject({ results: 3, predictions: 29, unapplied_segments: 1 })
  })

  it('names files without a summary, and counts on past damaged ones', async () => {
    const { workspace, predictions, layout } = await filled()
    rewriteWithoutKeys(predictions)
    expect((await workspace.care.info()).files_without_summary).toEqual([predictions])
    truncateSync(predictions, 5)
    writeFileSync(join(layout, 'run_manifest.yaml'), 'id: [')
    mkdirSync(join(workspace.path, 'runs', 'another-program'))
    expect(await workspace.care.info()).toMatchObject({
      runs: { queued: 0 },
      predictions: 9,
      files_without_summary: [],
      unreadable_files: [join(layout, 'run_manifest.yaml'), predictions],
    })
  })

  it('counts nothing in a workspace that was just prepared', async () => {
    const workspace = await emptyWorkspace()
    expect(await workspace.care.info()).toMatchObject({ results: 0, predictions: 0, bytes: { runs: 0, other: 0 } })
    expect(await workspace.care.verify()).toEqual([])
  })

  it('says so where there is no workspace', async () => {
    const { care } = openWorkspace(join(temporaryFolder(), 'nowhere'))
    for (const work of [care.info, care.verify, () => care.rebuildSummaries('1'), care.compact]) {
      await expect(work()).rejects.toMatchObject({ code: 'NoWorkspace', kind: 'storage' })
    }
  })
})
