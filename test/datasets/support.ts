import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readDataset } from '../../src/core/datasets/index.ts'
import type { N4aError } from '../../src/core/errors/index.ts'
import type { DatasetSpec } from '../../src/core/records/index.ts'

/** A folder that is gone after the tests of the file that asked for it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'n4a-datasets-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Write a table and read it as a dataset. */
export function datasetReader(folder: string) {
  return (content: string | Uint8Array, spec: Partial<DatasetSpec> = {}, file = 'table.csv') => {
    writeFileSync(join(folder, file), content)
    return readDataset({ path: file, ...spec }, folder)
  }
}

/** The catalogue error that the work ends in. */
export async function errorOf(work: Promise<unknown>): Promise<N4aError> {
  const outcome = await work.then(
    () => undefined,
    error => error,
  )
  if (outcome === undefined) throw new Error('expected an error, but the work succeeded')
  return outcome
}
