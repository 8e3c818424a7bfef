import { built } from './library.mjs'

/* A table of spectra as a run reads it. The answer is the number of samples, of features, and the sum of the first spectrum. */
const { readDatasets } = await built('datasets/index.js')

export function prepare({ file }) {
  const time = async () => {
    const [{ dataset }] = await readDatasets([{ path: file, y: 'y' }], '.')
    const { rows, columns, values } = dataset.X
    return [rows, columns, values.subarray(0, columns).reduce((sum, value) => sum + value)]
  }
  return { time }
}
