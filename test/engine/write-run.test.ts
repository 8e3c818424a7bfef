import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../src/core/engine/index.ts'
import type { RunRequest } from '../../src/core/records/index.ts'

const request: RunRequest = {
  name: 'yes: "no" # 1',
  templates: ['library:pls', { name: 'ridge', steps: [{ _or_: ['SNV', 'MSC'] }, { model: 'Ridge', alpha: 1e-7 }] }],
  datasets: [{ path: '/data/meat.csv', y: 'fat', name: 'meat\n2' }],
  config: { folds: { splitter: 'k_fold', n_splits: 10 }, random_state: 7 },
}

describe('writing a run file', () => {
  it('gives what reading it gives back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'n4a-write-run-'))
    const { runs } = createEngine({ workspace: join(folder, 'workspace') })
    const path = join(folder, 'run.yaml')
    const written = await runs.write(request, path)
    expect(written).toEqual({ text: readFileSync(path, 'utf8'), path })
    expect(await runs.read([path])).toMatchObject({ ...request, file: path })
    expect(await runs.write(request)).toEqual({ text: written.text, path: null })
  })

  it('writes over nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'n4a-write-run-'))
    const { runs } = createEngine({ workspace: join(folder, 'workspace') })
    await runs.write(request, join(folder, 'run.yaml'))
    await expect(runs.write(request, join(folder, 'run.yaml'))).rejects.toThrow('exists already')
  })
})
