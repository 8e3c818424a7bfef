import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './side.mjs'

/** The run file of a template, and of `more`, on Tecator: the division of its makers, five shuffled folds. */
export function tecatorRun(scratch, { name, pipeline, more = [], targets = ['fat'], config = {} }) {
  const file = join(scratch, `${name}.json`)
  const run = {
    name,
    templates: [pipeline, ...more].map((steps, i) => ({ name: `${name}${i + 1}`, pipeline: steps })),
    datasets: [
      {
        path: join(root, 'examples/tecator/tecator.csv'),
        y: targets,
        partition: { column: 'set', train: ['C', 'M'], test: ['T'] },
      },
    ],
    config: { folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 }, ...config },
  }
  writeFileSync(file, JSON.stringify(run))
  return file
}

/** {none, SNV, MSC, SG(15, 2, 1)} × n_components 1…20: 80 pipelines. */
export const eightyPipelines = [
  { _or_: [null, 'SNV', 'MSC', { class: 'SavitzkyGolay', params: { window_length: 15, polyorder: 2, deriv: 1 } }] },
  { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 20] } } } },
]

/** `count` pipelines, a multiple of 100, no two of which share a fit. */
export function distinctPipelines(count) {
  const sigmas = Array.from({ length: count / 100 }, (_, i) => 0.5 + i / 50)
  const windows = Array.from({ length: 25 }, (_, i) => 5 + 2 * i)
  return [
    'SNV',
    { class: 'Gaussian', params: { order: 0, sigma: { _or_: sigmas } } },
    { class: 'SavitzkyGolay', params: { window_length: { _or_: windows }, polyorder: 2, deriv: { _or_: [0, 1] } } },
    { model: { class: 'PLSRegression', params: { n_components: 10, scale: { _or_: [true, false] } } } },
  ]
}
