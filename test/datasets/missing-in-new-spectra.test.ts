import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readNewSpectra } from '../../src/core/datasets/index.ts'
import type { MissingPolicy } from '../../src/core/records/index.ts'
import { temporaryFolder } from './support.ts'

const folder = temporaryFolder()
const spectra = 'sample,site,850,852,856\na,N,2,3,5\nb,S,1,NA,4\nc,N,3,1,5\n'

function read(text: string, missing: MissingPolicy) {
  writeFileSync(join(folder, 'new.csv'), text)
  return readNewSpectra({ path: 'new.csv', missing }, folder, { name: 'fat', classes: null })
}

describe('missing values of samples to predict', () => {
  it('drop the sample without a y to ask for; ids and metadata stay those of the rest', async () => {
    const { sample_ids, metadata, X, y } = await read(spectra, 'drop_sample')
    expect(sample_ids).toEqual(['a', 'c'])
    expect(JSON.stringify(metadata)).toContain('["N","N"]')
    expect(Array.from(X.values)).toEqual([2, 3, 5, 3, 1, 5])
    expect(y).toBeNull()
  })

  it.each<[MissingPolicy, number[]]>([
    ['drop_feature', [2, 5, 1, 4, 3, 5]],
    ['interpolate', [2, 3, 5, 1, 2, 4, 3, 1, 5]],
    [{ fill: 9 }, [2, 3, 5, 1, 9, 4, 3, 1, 5]],
  ])('%j needs no y either', async (missing, values) => {
    const { sample_ids, X } = await read(spectra, missing)
    expect(sample_ids).toEqual(['a', 'b', 'c'])
    expect(Array.from(X.values)).toEqual(values)
  })

  it('a sample that only lacks its reference value is predicted', async () => {
    const text = 'sample,fat,850,852\na,,2,3\nb,2,1,NA\n'
    const { sample_ids, X, y, notes } = await read(text, 'drop_sample')
    expect(sample_ids).toEqual(['a'])
    expect(Array.from(X.values)).toEqual([2, 3])
    expect(y).toBeNull()
    expect(notes.join()).toContain('there is nothing to score against')
  })

  it('refuse to leave no sample at all', async () => {
    await expect(read('sample,850,852\na,NA,3\n', 'drop_sample')).rejects.toMatchObject({ code: 'NothingLeftOfTable' })
  })
})
