import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileInside, inside } from '../../src/core/workspace/files/inside.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'n4a-inside-')))
const root = join(folder, 'workspace')

const windows = process.platform === 'win32'

beforeAll(() => {
  // Links need a right of their own there.
  if (windows) return
  mkdirSync(join(root, 'runs', 'one'), { recursive: true })
  mkdirSync(join(folder, 'workspace-other'))
  writeFileSync(join(folder, 'secret.npy'), 'secret')
  writeFileSync(join(root, 'runs', 'one', 'manifest.yaml'), 'id: one')
  const link = (target: string, name: string) => symlinkSync(target, join(root, name))
  link(folder, 'out')
  link(join(folder, 'secret.npy'), 'secret.npy')
  link('../secret.npy', 'relative.npy')
  link('../nothing-yet', 'dangling')
  link('runs/one', 'within')
  link('turn', 'circle')
  link('circle', 'turn')
  execFileSync('mkfifo', [join(root, 'pipe')])
  symlinkSync(root, join(folder, 'entrance'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const leading: readonly (readonly [what: string, path: string])[] = [
  ['a path that climbs out', '../secret.npy'],
  ['a path that climbs out from below', 'runs/../../secret.npy'],
  ['a path that climbs out with slashes of Windows', 'runs\\..\\..\\secret.npy'],
  ['a neighbour whose name begins alike', '../workspace-other'],
  ['an absolute path', '/etc/passwd'],
  ['an absolute path of Windows', 'C:\\Users\\lab\\x.npy'],
  ['a drive without a folder', 'c:x.npy'],
  ['a share of Windows', '\\\\server\\share\\x.npy'],
  ['a zero byte', 'runs/one\0/../../../secret.npy'],
  ['a link to a file outside', 'secret.npy'],
  ['a relative link to a file outside', 'relative.npy'],
  ['a file below a link to a folder outside', 'out/secret.npy'],
  ['a file that is not there, below a link to a folder outside', 'out/new/x.npy'],
  ['a link to a file outside that is not there', 'dangling'],
  ['links that go in a circle', 'circle'],
  ['a file below links that go in a circle', 'turn/x.npy'],
]

describe.skipIf(windows)('the path of something in a workspace', () => {
  it.each(leading)('is refused where it is %s', (_, path) => {
    expect(() => inside(root, path)).toThrow(expect.objectContaining({ code: 'OutsideWorkspace', kind: 'storage' }))
    expect(() => fileInside(root, path)).toThrow(expect.objectContaining({ code: 'OutsideWorkspace' }))
  })

  it('is made absolute where it stands within, be it there or not', () => {
    for (const path of ['runs/one/manifest.yaml', 'runs/../runs/one', 'within/manifest.yaml', 'runs/new/x.npy', '..a'])
      expect(inside(root, path)).toBe(join(root, path))
    expect(inside(root, join(root, 'runs'))).toBe(join(root, 'runs'))
    expect(inside(join(folder, 'entrance'), 'runs/one')).toBe(join(folder, 'entrance', 'runs/one'))
  })

  it('is that of a regular file, or null where there is none', () => {
    expect(fileInside(root, 'within/manifest.yaml')).toBe(join(root, 'within/manifest.yaml'))
    expect(fileInside(root, 'runs/new/x.npy')).toBe(null)
    for (const path of ['pipe', 'runs'])
      expect(() => fileInside(root, path)).toThrow(expect.objectContaining({ code: 'DamagedFile' }))
  })

  it('never leads out, however it is spelled', () => {
    const part = fc.constantFrom('..', '.', '', 'runs', 'one', 'out', 'within', 'circle', 'secret.npy', '\0', 'C:', ' ')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 7 }), fc.constantFrom('/', '\\'), (parts, slash) => {
        try {
          const real = realpathSync(inside(root, parts.join(slash)))
          expect(real === root || real.startsWith(`${root}/`)).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(OutsideWorkspace|ENOENT|ENOTDIR)$/) })
        }
      }),
      { numRuns: 500 },
    )
  })
})
