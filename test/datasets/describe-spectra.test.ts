import { expect, it } from 'vitest'
import { textSpectra } from '../../src/cli/output/text-spectra.ts'
import { repeatedSamples, spectralBands } from '../../src/core/datasets/index.ts'
import { datasetReader, temporaryFolder } from './support.ts'

const read = datasetReader(temporaryFolder())
const table = 'sample,batch,fat,850,852,854,856\na,A,1,1,2,3,4\nb,A,2,5,6,7,8\nc,B,4.5,1,2,3,4\n'

it('the bands of spectra hold lowest, median and highest values, in the order of the axis', async () => {
  const { dataset } = await read(table, { group: 'batch', y: 'fat' })
  expect(spectralBands(dataset, 2)).toEqual([
    { from: 850, to: 852, min: 1, median: 1.5, max: 6 },
    { from: 854, to: 856, min: 3, median: 3.5, max: 8 },
  ])
  expect(spectralBands(dataset)).toHaveLength(4)
})

it('samples with the same spectrum, the same id or the same group are counted', async () => {
  const { dataset } = await read(table, { group: 'batch', y: 'fat' })
  expect(repeatedSamples(dataset)).toEqual({
    same_spectrum: ['c'],
    repeated_ids: 0,
    groups: { count: 2, largest: 2 },
  })
})

it('spectra are drawn as text, the highest value on top', () => {
  const bands = [
    { from: 850, to: 850, min: 0, median: 0, max: 4 },
    { from: 860, to: 860, min: 4, median: 8, max: 8 },
  ]
  const lines = textSpectra(bands, 'nm').split('\n')
  expect(lines[0]!.endsWith(' ●')).toBe(true)
  expect(lines[4]!.endsWith('││')).toBe(true)
  expect(lines[8]!.endsWith('●')).toBe(true)
  expect(lines[9]).toContain('860 nm')
})

it('what was understood comes with reasons, and what was told says so', async () => {
  const { detections } = await read(table.replaceAll(',', ';'), { y: 'fat', csv: { delimiter: ';' } })
  const found = Object.fromEntries(detections!.map(({ subject, found, reason }) => [subject, [found, reason]]))
  expect(found).toMatchObject({
    Delimiter: [';', 'given'],
    Header: ['line 1', 'it names the sample ids'],
    Unit: ['nm', 'the range of the headers is usual for it'],
    y: ['fat', 'given'],
    'Sample ids': ['sample', 'by its name, and each stands once'],
    Group: ['none', 'no column was given'],
    Partition: ['all train', 'no partition was given'],
    Signal: ['not said', 'values alone do not tell'],
  })
  expect(detections!.every(({ override }) => override !== '')).toBe(true)
})

it('what was told of samples is shown as understood', async () => {
  const { detections } = await read(table, { y: 'fat', group: 'sample', signal_type: 'absorbance' })
  const found = Object.fromEntries(detections!.map(({ subject, found, reason }) => [subject, [found, reason]]))
  expect(found).toMatchObject({ Group: ['sample', 'given'], Signal: ['absorbance', 'given'] })
})
