import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { ResultLine } from '../../src/core/records/index.ts'
import { encodeLine } from '../../src/core/workspace/segments/segment-format.ts'
import { segmentResults } from '../../src/core/workspace/segments/segment-results.ts'
import { resultRecord } from './support/records.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-segments-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const line = (id: string) => {
  const result = { ...resultRecord(), id }
  return encodeLine({ type: 'result', result, models: [], predictions: [] } satisfies ResultLine)
}
const ids = (path: string, from = 0) => segmentResults(path, from).map(({ line: { result } }) => result.id)

it('finds what a segment holds, then what has been added, without a torn end', () => {
  const path = join(scratch, 'growing.jsonl')
  writeFileSync(path, line('r1'))
  expect(ids(path)).toEqual(['r1'])
  const second = line('r2')
  appendFileSync(path, second.subarray(0, 20))
  expect(ids(path)).toEqual(['r1'])
  appendFileSync(path, second.subarray(20))
  appendFileSync(path, line('r3'))
  expect(ids(path)).toEqual(['r1', 'r2', 'r3'])
  expect(ids(path, line('r1').length)).toEqual(['r2', 'r3'])
  expect(ids(path)).toEqual(['r1', 'r2', 'r3'])
})

it('forgets a segment whose name belongs to another file now, or to none', () => {
  const path = join(scratch, 'replaced.jsonl')
  writeFileSync(path, line('old'))
  expect(ids(path)).toEqual(['old'])
  writeFileSync(`${path}.new`, line('new'))
  renameSync(`${path}.new`, path)
  expect(ids(path)).toEqual(['new'])
  rmSync(path)
  expect(ids(path)).toEqual([])
})
