import { readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { readParquet } from 'parquet-wasm'
import { describe, expect, it } from 'vitest'
import { predictionRecord, type ResultRecord } from '../../src/core/records/index.ts'
import { readFooter } from '../../src/core/workspace/parquet/footer.ts'
import { narrowFooter } from '../../src/core/workspace/parquet/narrow-footer.ts'
import { withTable } from '../../src/core/workspace/parquet/read-table.ts'
import { predictionTable, resultTable } from '../../src/core/workspace/parquet/tables.ts'
import { openTableWriter } from '../../src/core/workspace/parquet/write-table.ts'
import { resultLine, resultRecord } from './support/records.ts'
import { temporaryFolder, workspaceWithRun } from './support/workspace.ts'

async function writeResults(path: string, records: readonly object[], keys = new Map([['n4a_generation', '1']])) {
  const file = await open(path, 'w')
  const writer = await openTableWriter(file, resultTable, null)
  await writer.write(records)
  await writer.finish(keys)
  await file.close()
}

const readResults = (path: string) => withTable(path, resultTable, ({ rows }) => rows())

/** A workspace in which each of `counts` results was checkpointed by itself. */
async function checkpointed(counts: readonly number[]) {
  const { workspace, id, layout } = await workspaceWithRun()
  const lines = []
  const opened = await workspace.runs.openWriter(id, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
  for (const [batch, count] of counts.entries()) {
    const fresh = Array.from({ length: count }, (_, i) => resultLine(opened, { id: `r${batch}_${i}`, score: i + 1 }))
    await opened.record(fresh)
    lines.push(...fresh)
    await workspace.checkpoint(id)
  }
  await opened.close()
  return { workspace, id, layout, lines, path: join(workspace.path, 'predictions', 'fat.meta.parquet') }
}

describe('a Parquet file of records', () => {
  it('gives back what was written, whatever the text', async () => {
    const path = join(temporaryFolder(), 'results.parquet')
    const records = fc.record({
      best_model: fc.string({ unit: 'grapheme' }),
      best_score: fc.option(fc.double({ noNaN: true }), { nil: null }),
      score_partition: fc.constantFrom('val' as const, 'test' as const, null),
      params: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.string(), fc.integer(), fc.constant(null))),
      error: fc.option(fc.record({ code: fc.string(), message: fc.string({ unit: 'grapheme' }) }), { nil: null }),
      duration_ms: fc.double({ min: 0, max: 1e9, noNaN: true }),
      n_samples: fc.nat(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(records, { maxLength: 20 }), async changes => {
        const plain = JSON.parse(JSON.stringify(changes)) as Partial<ResultRecord>[]
        const written = plain.map((change, i) => ({ ...resultRecord({ id: `r${i}` }), ...change }))
        await writeResults(path, written)
        expect(await readResults(path)).toEqual(written)
      }),
      { numRuns: 60 },
    )
  })

  it('fills in what a record of an older version lacks', async () => {
    const path = join(temporaryFolder(), 'results.parquet')
    const { target, created_at, n_features, best_score, ...older } = resultRecord()
    await writeResults(path, [older])
    expect(await readResults(path)).toMatchObject([
      { id: 'r1', target: '', n_features: 0, best_score: null, created_at: '1970-01-01T00:00:00.000Z' },
    ])
  })

  it('is read by parquet-wasm with the same values', async () => {
    const { lines, path } = await checkpointed([3])
    const table = tableFromIPC(readParquet(readFileSync(path)).intoIPCStream())
    expect(table.numRows).toBe(27)
    const { best_params, created_at, ...row } = table.get(1)!.toJSON()
    expect(row).toMatchObject({
      id: 'r0_0-PLSRegression_fold0_val',
      result_id: 'r0_0',
      val_score: 1.01,
      branch_name: null,
      n_samples: 3,
    })
    expect(JSON.parse(best_params)).toEqual({ n_components: 10 })
    expect(Number(created_at)).toBe(Date.parse(lines[0]!.result.created_at))
  })
})

describe.each(['as a checkpoint appends', 'as a compaction writes'])('a file %s', how => {
  it('is read by DuckDB with the same values, its summary as well', async () => {
    const { workspace, path } = await checkpointed([3, 1, 2])
    if (how.includes('compaction')) await workspace.care.compact()
    const { DuckDBInstance } = await import('@duckdb/node-api')
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson()
    const [counted] = await ask(
      `select count(*) as n, sum(val_score) as sum, count(distinct result_id) as results,
        min(json_extract(best_params, '$.n_components')) as nc from '${path}' where partition = 'val'`,
    )
    const rows = (await workspace.predictions()).filter(({ partition }) => partition === 'val')
    const sum = rows.reduce((total, { val_score }) => total + (val_score ?? 0), 0)
    expect(counted).toEqual({ n: String(rows.length), sum: expect.closeTo(sum, 9), results: '6', nc: '10' })
    const [summary] = await ask(
      `select decode(value) as text from parquet_kv_metadata('${path}') where decode(key) = 'n4a_summary'`,
    )
    expect(JSON.parse(String(summary!.text))).toEqual(await workspace.summary('fat'))
    connection.closeSync()
  })
})

describe('appending', () => {
  it('leaves the row groups that stand in the file where they are', async () => {
    const { path } = await checkpointed([2, 1, 3])
    const metadata = parquetMetadata(Uint8Array.from(readFileSync(path)).buffer)
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([18, 9, 27])
    const bytes = Uint8Array.from(readFileSync(path)).buffer
    const compressors = { GZIP: (input: Uint8Array) => gunzipSync(input) }
    const rows = await parquetReadObjects({ file: bytes, columns: ['id'], compressors })
    expect(new Set(rows.map(({ id }) => id)).size).toBe(54)
    expect(tableFromIPC(readParquet(readFileSync(path)).intoIPCStream()).numRows).toBe(54)
  })

  it('tells the same in its footer as if it had been decoded and encoded again', async () => {
    const { path } = await checkpointed([1, ...new Array<number>(17).fill(2)])
    const bytes = Uint8Array.from(readFileSync(path)).buffer
    const metadata = parquetMetadata(bytes)
    expect(metadata.row_groups).toHaveLength(18)
    expect(Number(metadata.num_rows)).toBe(metadata.row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0))
    const { ByteWriter, ParquetWriter } = await import('hyparquet-writer')
    const again = new ParquetWriter({
      writer: new ByteWriter(),
      schema: metadata.schema,
      statisticsTruncateLength: 120,
      createdBy: 'n4a',
    })
    again.row_groups = metadata.row_groups
    again.num_rows = metadata.num_rows
    again.kvMetadata = metadata.key_value_metadata
    await again.finish()
    const written = Buffer.from((again.writer as InstanceType<typeof ByteWriter>).getBytes())
    expect({ ...parquetMetadata(written), metadata_length: 0 }).toEqual({ ...metadata, metadata_length: 0 })
  })

  it('writes the file anew when it has many row groups, and goes on appending to that', async () => {
    const { workspace, id, lines, path } = await checkpointed([...Array.from({ length: 51 }, () => 1), 2])
    expect(parquetMetadata(Uint8Array.from(readFileSync(path)).buffer).row_groups).toHaveLength(2)
    const footer = await readFooter(path)
    expect(footer?.num_rows).toBe(53 * 9)
    expect(footer?.generation).toBe(53)
    const predictions = await workspace.predictions({ dataset: 'fat' })
    expect(predictions.map(({ result_id }) => result_id)).toEqual(
      lines.flatMap(({ result, predictions }) => predictions.map(() => result.id)),
    )
    expect(predictions[0]).toEqual((await workspace.predictions({ run_id: id, result_id: 'r0_0' }))[0])
    expect(predictions[0]).toMatchObject({ created_at: '2026-11-23T08:00:01.125Z', branch_id: null, n_samples: 3 })
    expect(tableFromIPC(readParquet(readFileSync(path)).intoIPCStream()).numRows).toBe(53 * 9)
    expect((await workspace.summary('fat'))?.total_predictions).toBe(53 * 9)
  })
})

describe('the footer', () => {
  it('tells the same as a Parquet library', async () => {
    const { path } = await checkpointed([2, 2])
    const metadata = parquetMetadata(Uint8Array.from(readFileSync(path)).buffer)
    const footer = await readFooter(path)
    expect(footer?.num_rows).toBe(Number(metadata.num_rows))
    expect([...footer!.keys]).toEqual(metadata.key_value_metadata?.map(({ key, value }) => [key, value]))
    expect(footer?.start).toBe(readFileSync(path).length - 8 - metadata.metadata_length)
  })

  it('tells the same where statistics and values have the bytes that its keys begin with', async () => {
    const begin = '\x19\x6c\x18\x12n4a_schema_version\x18\x031.0\0'
    const { workspace, id: run } = await workspaceWithRun()
    const recorder = await workspace.runs.openWriter(run, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
    for (const [id, note, first] of [
      ['r1', '', true],
      ['r1', '', false],
      [begin, '', true],
      [begin, '', false],
      ['r1', begin, true],
    ] as const) {
      const path = join(temporaryFolder(), 'predictions.parquet')
      const file = await open(path, 'w')
      const writer = await openTableWriter(file, predictionTable, null)
      const { result, models, predictions } = resultLine(recorder, { id })
      await writer.write(predictions.map(part => predictionRecord(result, models, part)))
      const schema = ['n4a_schema_version', '1.0'] as const
      const keys = [
        ['note', note],
        ['n4a_dataset', 'fat'],
      ] as const
      await writer.finish(new Map(first ? [schema, ...keys] : [...keys, schema]))
      await file.close()
      const metadata = parquetMetadata(Uint8Array.from(readFileSync(path)).buffer)
      const footer = await readFooter(path)
      expect([...footer!.keys]).toEqual(metadata.key_value_metadata?.map(({ key, value }) => [key, value]))
      expect(footer?.num_rows).toBe(Number(metadata.num_rows))
    }
    await recorder.close()
  })

  it('of some columns and row groups tells of them what the whole one tells', async () => {
    const { path } = await checkpointed([1, 2, 1, 3])
    const bytes = readFileSync(path)
    const length = bytes.readUInt32LE(bytes.length - 8)
    const footer = bytes.subarray(bytes.length - 8 - length, bytes.length - 8)
    const whole = parquetMetadata(Uint8Array.from(bytes).buffer)
    const names = whole.schema.slice(1).map(({ name }) => name)
    fc.assert(
      fc.property(fc.subarray(names), fc.subarray([...whole.row_groups.keys()]), (columns, groups) => {
        const wanted = new Set(columns)
        const narrow = narrowFooter(
          footer,
          name => wanted.has(name),
          group => groups.includes(group),
        )!
        expect(narrow.names).toEqual(names)
        expect(narrow.group_rows).toEqual(whole.row_groups.map(({ num_rows }) => Number(num_rows)))
        const { schema, row_groups } = parquetMetadata(narrow.bytes)
        const [root, ...leaves] = whole.schema
        const left = leaves.filter(({ name }) => wanted.has(name))
        expect(schema).toEqual([{ ...root, num_children: left.length }, ...left])
        const told = groups.map(group => ({
          ...whole.row_groups[group]!,
          columns: whole.row_groups[group]!.columns.filter((_, i) => wanted.has(names[i]!)),
        }))
        expect(row_groups).toEqual(told)
      }),
    )
  })

  it('is read whole when it is longer than what is read at once', async () => {
    const path = join(temporaryFolder(), 'results.parquet')
    const long = 'ä'.repeat(200_000)
    await writeResults(path, [resultRecord()], new Map([['note', long]]))
    expect((await readFooter(path))?.keys.get('note')).toBe(long)
  })

  it('of a damaged file is an error that names it, whatever the damage', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'results.parquet')
    await writeResults(path, [resultRecord()])
    const bytes = readFileSync(path)
    const damaged = join(folder, 'damaged.parquet')
    const start = (await readFooter(path))!.start
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(bytes.length - 1).map(cut => bytes.subarray(0, cut)),
          fc.tuple(fc.integer({ min: start, max: bytes.length - 1 }), fc.nat(255)).map(([at, value]) => {
            const changed = Buffer.from(bytes)
            changed[at] = value
            return changed
          }),
        ),
        async content => {
          writeFileSync(damaged, content)
          const outcome = await readFooter(damaged).catch(error => error)
          if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'DamagedFile' })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('of a file that is not there is null', async () => {
    expect(await readFooter(join(temporaryFolder(), 'none.parquet'))).toBeNull()
  })
})
