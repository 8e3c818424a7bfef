import { built, readSpectra } from './library.mjs'

/* The stateless beginning of a pipeline, as a run computes it once for all its folds. The answer is a part of the values. */
const { parsePipeline } = await built('pipeline/index.js')
const { PrefixCache } = await built('run/prefix-cache.js')

export function prepare({ data, steps, every }) {
  const { X, y } = readSpectra(data)
  const [{ steps: chain }] = parsePipeline([...steps, 'PLSRegression'], []).chains
  const dataset = { X, y, axis: null, sources: null }
  const time = () => new PrefixCache().after(dataset, chain)[0].X.values
  return { time, answer: () => time().filter((_, i) => i % every === 0) }
}
