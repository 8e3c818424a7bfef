import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../src/core/engine/index.ts'
import { errorOf } from '../datasets/support.ts'
import { type BadRequest, badDatasets, badRunFiles } from './requests.ts'
import { folderOf } from './support.ts'

async function ask({ run = 'run.yaml', dataset }: BadRequest, folder: string): Promise<unknown> {
  const engine = createEngine({ workspace: join(folder, 'workspace') })
  if (dataset !== undefined) return engine.datasets.describe({ path: join(folder, dataset) })
  return engine.runs.start(await engine.runs.read([join(folder, run)]))
}

describe.skipIf(process.platform === 'win32')('a request with', () => {
  it.each([...badRunFiles, ...badDatasets])(
    '$wrong ends as $code, naming the place, and nothing is started',
    async bad => {
      const folder = folderOf(bad)
      const error = await errorOf(ask(bad, folder))
      const { file, line, column, field } = error.place ?? {}
      expect({ code: error.code, message: error.message }).toMatchObject({ code: bad.code })
      // What to do: the hint, or the sentence that says what must stand there.
      expect(error.hint ?? error.message).toMatch(error.hint ? /./ : /must be/)
      if (bad.file !== undefined) expect(file ?? error.message).toContain(bad.file)
      if (bad.line !== undefined) expect({ line }).toEqual({ line: bad.line })
      if (bad.column !== undefined) expect(column).toBe(bad.column)
      if (bad.field !== undefined) expect(field).toMatch(bad.field)
      if (bad.says !== undefined) expect(error.message).toMatch(bad.says)
      expect(existsSync(join(folder, 'workspace'))).toBe(false)
    },
    15_000,
  )

  it('nothing wrong is granted', async () => {
    const sound = { wrong: 'nothing', code: '' }
    expect(await ask(sound, folderOf(sound))).toMatchObject({ status: 'completed' })
  })
})
