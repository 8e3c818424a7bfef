import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { n4aVersion } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'

it('records the version that package.json states', () => {
  expect(n4aVersion).toBe(JSON.parse(readFileSync(rootPath('package.json'), 'utf8')).version)
})
