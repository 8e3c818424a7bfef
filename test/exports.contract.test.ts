import { gunzipSync } from 'node:zlib'
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import Papa from 'papaparse'
import { readParquet } from 'parquet-wasm'
import { describe, expect, it } from 'vitest'
import { exportFormats, findExportFormat, flatRow, type TableDisplay } from '../src/core/index.ts'

const hostile = '=SUM(1) | `x` \\ {a}_$b$ & 50 % <b>#~^ "q", \u001b[2J\nnext'
const records = [
  {
    id: 'r1',
    best_score: 2.123456789012345,
    ok: true,
    scores: { val: { rmse: 2.1, r2: 1 } },
    params: { list: [1, 2] },
    note: hostile,
  },
  { id: 'r2', best_score: null, ok: false, scores: { val: { rmse: Number.NaN, r2: -0.5 } }, params: {}, note: '' },
]
const table = (): TableDisplay => ({
  kind: 'table',
  title: 'Results & more',
  columns: [
    { label: 'Pipeline | name', align: 'left' },
    { label: 'RMSECV ↓', align: 'right', best: [0] },
  ],
  rows: [
    ['SNV > PLS_n {10} 50 %', '2.12'],
    ['R² − a~b^c\\d', '–'],
  ],
  whenEmpty: 'No results yet.',
})
const write = (name: string) => findExportFormat(name, undefined).write({ records, table })
const plain = (value: unknown) => (value === null || value === '' || Number.isNaN(value) ? null : value)

describe.each(exportFormats.map(format => [format.name, format] as const))('the format %s', (_, format) => {
  it('writes text or bytes, as it says, of nothing as well', async () => {
    for (const given of [records, []]) {
      const data = await format.write({
        records: given,
        table: () => ({ ...table(), rows: given.length > 0 ? table().rows : [] }),
      })
      expect(typeof data === 'string').toBe(format.text)
      expect(data.length).toBeGreaterThan(0)
    }
  })

  it('is found by its name and by the ends of its files', () => {
    expect(findExportFormat(format.name, undefined)).toBe(format)
    for (const extension of format.extensions) expect(findExportFormat(undefined, `a/b${extension}`)).toBe(format)
  })
})

describe('what another program reads', () => {
  it('is each field, of CSV', async () => {
    const { data } = Papa.parse<Record<string, string>>(String(await write('csv')), {
      header: true,
      skipEmptyLines: true,
    })
    expect(data).toHaveLength(2)
    expect(data[0]).toMatchObject({ id: 'r1', 'scores.val.rmse': '2.1', 'params.list': '[1,2]', note: `'${hostile}` })
    expect(Number(data[0]!.best_score)).toBe(records[0]!.best_score)
    expect(data[1]).toMatchObject({ best_score: '', 'scores.val.rmse': '', ok: 'false' })
  })

  it('is each record, of JSON', async () => {
    expect(JSON.parse(String(await write('json')))).toEqual(JSON.parse(JSON.stringify(records)))
  })

  it('is each typed column, of Parquet, with two readers', async () => {
    const bytes = (await write('parquet')) as Uint8Array
    const rows = await parquetReadObjects({
      file: Uint8Array.from(bytes).buffer,
      compressors: { GZIP: packed => gunzipSync(packed) },
    })
    const arrow = tableFromIPC(readParquet(bytes).intoIPCStream())
    for (const [i, record] of records.entries()) {
      for (const [name, value] of Object.entries(flatRow(record))) {
        expect(plain(rows[i]![name] ?? null), name).toEqual(plain(value))
        expect(plain(arrow.getChild(name)!.get(i)), name).toEqual(plain(value))
      }
    }
    expect(arrow.schema.fields.find(({ name }) => name === 'best_score')!.type.toString()).toBe('Float64')
    expect(arrow.schema.fields.find(({ name }) => name === 'ok')!.type.toString()).toBe('Bool')
  })

  it('is a table, of Markdown and of LaTeX, whatever signs stand in it', async () => {
    const markdown = String(await write('markdown'))
      .trimEnd()
      .split('\n')
    expect(markdown).toHaveLength(4)
    for (const line of markdown) expect(line.replaceAll('\\|', '').match(/\|/g)).toHaveLength(3)
    expect(markdown[2]).toContain('**2.12**')
    expect(markdown[2]).toContain('PLS\\_n')
    const latex = String(await write('latex'))
    expect(latex).toContain('\\caption{Results \\& more}')
    expect(latex).toContain('SNV \\textgreater{} PLS\\_n \\{10\\} 50 \\% & \\textbf{2.12} \\\\')
    expect(latex).toContain(
      'R\\textsuperscript{2} \\textminus{} a\\textasciitilde{}b\\textasciicircum{}c\\textbackslash{}d & -- \\\\',
    )
  })
})

it('reads back whatever text a cell holds, as CSV and as Markdown of one line', () => {
  const property = fc.asyncProperty(fc.string({ unit: 'binary' }), async text => {
    const format = findExportFormat('csv', undefined)
    const written = String(await format.write({ records: [{ id: 'a', text }], table }))
    const { data } = Papa.parse<readonly string[]>(written, { newline: '\n' })
    expect([text, `'${text}`]).toContain(data[1]![1])
    const cell = { ...table(), rows: [[text.replaceAll('\n', ' ').replaceAll('\r', ' '), '1']] }
    const markdown = String(await findExportFormat('markdown', undefined).write({ records: [], table: () => cell }))
    expect(markdown.split('\n')).toHaveLength(4)
  })
  return fc.assert(property)
})

it('names a format that there is not, and what there is', () => {
  expect(() => findExportFormat('xlsx', undefined)).toThrowError(/xlsx/)
  expect(() => findExportFormat(undefined, 'out.xlsx')).toThrowError(/out\.xlsx/)
})
