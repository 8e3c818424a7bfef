import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import type { Kernel } from '../../src/kernel/index.ts'
import { open } from '../../src/kernel/index.ts'
import { rootPath } from '../support/shared.ts'

const page = readFileSync(rootPath('docs', 'notebooks.md'), 'utf8')
const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) => text!)
const scratch = mkdtempSync(join(tmpdir(), 'n4a-docs-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it('shows every function of the kernel', () => {
  const names = Object.keys(open(scratch)).filter(name => name !== 'workspace') as (keyof Kernel)[]
  expect(
    names.filter(name => !page.includes(`${name}(`) && !page.includes(`\`${name}\``) && !page.includes(`${name}.`)),
  ).toEqual([])
})

it('runs from beginning to end as a tsx script', async () => {
  const script = join(scratch, 'page.mts')
  const kernel = pathToFileURL(rootPath('src', 'kernel', 'index.ts')).href
  writeFileSync(script, blocks.join('\n').replaceAll("'n4a/kernel'", `'${kernel}'`))
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [rootPath('node_modules', 'tsx', 'dist', 'cli.mjs'), script],
    { cwd: scratch },
  )
  expect(stderr).toBe('')
  expect(stdout).toContain('WrongFilter')
  expect(stdout).toContain('WrongTransition')
  expect(stdout).toContain('60 60')
}, 60_000)
