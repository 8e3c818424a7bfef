import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasetReaders, loadTable } from '../../src/core/datasets/index.ts'
import { N4aError } from '../../src/core/errors/index.ts'
import { hostileFiles } from '../malformed/hostile-files.ts'
import { validFiles } from '../malformed/valid-files.ts'
import { errorOf, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
describe('a file that is', () => {
  for (const { title, file, bytes, code, says, line } of hostileFiles) {
    it(`${title} is refused as ${code}, naming the file`, async () => {
      const path = join(folder, file)
      writeFileSync(path, bytes)
      const error = await errorOf(loadTable(path))
      expect(error).toMatchObject({ code, kind: 'data', place: { file: path } })
      expect(error.hint ?? '').not.toBe('')
      if (says) expect(error.message).toContain(says)
      if (line !== undefined) expect(error.place.line).toBe(line)
    })
  }
})

describe('any bytes', () => {
  for (const reader of datasetReaders) {
    const foreseen = async (bytes: Buffer) => {
      try {
        await reader.read(bytes)
      } catch (error) {
        if (!(error instanceof N4aError)) throw error
        expect(['data', 'input']).toContain(error.kind)
      }
    }

    it(`that the ${reader.id} reader is given end in a table or in an error of the catalogue`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), bytes => foreseen(Buffer.from(bytes))),
        { numRuns: 100 },
      )
    })

    it(`that were changed or cut in a ${reader.id} file do too`, async () => {
      const change = fc.record({
        place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        byte: fc.nat(255),
      })
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...validFiles[reader.id]!),
          fc.array(change, { maxLength: 6 }),
          fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4 }),
          async (file, changes, share) => {
            const bytes = Buffer.from(file.subarray(0, share === null ? file.length : Math.floor(file.length * share)))
            for (const { place, byte } of changes) if (bytes.length > 0) bytes[Math.floor(place * bytes.length)] = byte
            await foreseen(bytes)
          },
        ),
        { numRuns: 250 },
      )
    }, 60_000)
  }
})
