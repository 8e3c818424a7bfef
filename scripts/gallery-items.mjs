import { join } from 'node:path'
import { root } from './ensure-installed.mjs'

/*
 * What docs/gallery.md shows: real objects of a run on the shipped data, drawn by the code that stands beside each picture.
 */

const tecator = {
  path: join(root, 'examples', 'tecator', 'tecator.csv'),
  partition: { column: 'set', train: ['C', 'M'], test: ['T'] },
}

const request = {
  name: 'Tecator',
  templates: [
    {
      name: 'pls',
      pipeline: [
        {
          _or_: [
            null,
            'SNV',
            'MSC',
            'Detrend',
            { class: 'SavitzkyGolay', params: { window_length: 11, polyorder: 2, deriv: 1 } },
            { class: 'SavitzkyGolay', params: { window_length: 11, polyorder: 2, deriv: 2 } },
          ],
        },
        { model: { class: 'PLSRegression', params: { n_components: { _range_: [1, 14] } } } },
      ],
    },
    {
      name: 'ridge',
      pipeline: [
        { _or_: ['SNV', 'MSC'] },
        { model: { class: 'Ridge', params: { alpha: { _log_range_: [1e-6, 1, 7] } } } },
      ],
    },
  ],
  datasets: [
    { ...tecator, name: 'fat', y: 'fat' },
    { ...tecator, name: 'protein', y: 'protein' },
    { ...tecator, name: 'moisture', y: 'moisture' },
  ],
  config: { folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 }, refit: 'best' },
}

/** Classes to confuse: meat of little, middling and much fat. */
const classesOf = y => Array.from(y, fat => (fat < 10 ? 'lean' : fat < 25 ? 'medium' : 'fat'))

/** Every drawing: the file's name, a heading, a sentence, the code, and the object. */
export async function galleryItems({ open, workspace }) {
  const n4a = open(workspace)
  const run = await n4a.run(request, { progress: false })
  const template = await n4a.template(request.templates[0])
  const fat = await n4a.dataset({ ...tecator, name: 'fat', y: 'fat' })
  const all = await run.results()
  const [best] = await run.results().where('dataset=fat model:PLS').top(1)
  const onFat = all.where('dataset=fat')
  const { X, wavelengths, y, sample_ids } = await fat.arrays()
  const kinds = await n4a.dataset({ name: 'meat', X, y: classesOf(y), wavelengths, sample_ids })
  const classified = await n4a.run(
    {
      name: 'Kinds of meat',
      templates: [{ name: 'plsda', pipeline: ['SNV', { model: { class: 'PLSDA', params: { n_components: 6 } } }] }],
      datasets: [kinds],
      config: { folds: { splitter: 'StratifiedKFold', n_splits: 5, shuffle: true, random_state: 1 } },
    },
    { progress: false },
  )
  const steps = ['SNV', { class: 'SavitzkyGolay', params: { window_length: 11, polyorder: 2, deriv: 1 } }]
  const explained = await best.explain()
  const item = (file, heading, words, code, object, part = '#it') => ({ file, heading, words, code, object, part })
  return [
    item(
      'run',
      'A run',
      'Its facts, the best score of every preprocessing on every dataset, and its best results.',
      'await show(run)',
      run,
    ),
    item(
      'leaderboard',
      'A leaderboard',
      'The arrow in a head says which end is better; the best of each dataset is marked.',
      'await run.leaderboard({ limit: 5 })',
      await run.leaderboard({ limit: 5 }),
    ),
    item(
      'heat-map',
      'Two factors',
      'Any two parameters or facts; one map a dataset, because errors in different units have no order.',
      "n4a.matrix(onFat.where('model:PLS'), { rows: 'n_components', columns: 'preprocessings' })",
      await n4a.matrix(onFat.where('model:PLS'), { rows: 'n_components', columns: 'preprocessings' }),
    ),
    item(
      'boxes',
      'One factor',
      'Scores at each level as box plots, the best median first.',
      "n4a.boxes(onFat, 'preprocessings')",
      await n4a.boxes(onFat, 'preprocessings'),
    ),
    item(
      'distribution',
      'All scores',
      'How the scores of a dataset are distributed, with the best.',
      'n4a.distribution(onFat)',
      await n4a.distribution(onFat),
    ),
    item(
      'comparison',
      'A comparison',
      'The paired test on the same samples, its verdict in words, and what differs.',
      "n4a.compare(onFat.top(4, 'rmse'))",
      await n4a.compare(await onFat.top(4, 'rmse')),
    ),
    item(
      'folds',
      'The folds of a result',
      'Each part of each fold, and every metric.',
      'best.folds()',
      await best.folds(),
    ),
    item(
      'scatter',
      'Predicted against measured',
      'Both axes alike; cross-validation has one colour a fold.',
      "best.scatter({ unit: '%' })",
      await best.scatter({ unit: '%' }),
    ),
    item(
      'residuals',
      'Residuals',
      'Against measured, as a histogram, and against the normal distribution.',
      "best.residuals({ partition: 'val', unit: '%' })",
      await best.residuals({ partition: 'val', unit: '%' }),
    ),
    item(
      'curve',
      'RMSECV against components',
      'With the minimum and the choice of the one-standard-error rule.',
      'best.curve()',
      await best.curve(),
    ),
    item(
      'explain',
      'What a model looks at',
      'Components, coefficients, VIP, selectivity, loadings, and the influence of each sample.',
      'await show(best.explain())',
      explained,
    ),
    item(
      'confusion',
      'Classes',
      'The confusion matrix, class by class, and the samples that are wrong.',
      'result.scatter()',
      await (await classified.best()).scatter(),
    ),
    item(
      'template',
      'A template',
      'Its steps with what each generator chooses from, and how many pipelines that makes.',
      'template.tree()',
      template.tree(),
    ),
    item(
      'spectra',
      'Spectra',
      'As measured and after each step, coloured by the target.',
      "fat.plot({ steps: ['SNV', firstDerivative], unit: '%' })",
      await fat.plot({ steps, unit: '%' }),
    ),
    item(
      'groups',
      'Spectra by group',
      'Coloured by a column of the metadata, by group, or by class.',
      'kinds.plot()',
      await kinds.plot(),
    ),
    item(
      'targets',
      'Reference values',
      'Training and test rows on each other.',
      "fat.targets({ unit: '%' })",
      fat.targets({ unit: '%' }),
    ),
    item(
      'outliers',
      'Spectral outliers',
      'T² and Q by principal components, with their limits; the furthest are named.',
      "fat.outliers({ steps: ['SNV'] })",
      await fat.outliers({ steps: ['SNV'] }),
    ),
    item(
      'lineage',
      'Where it came from',
      'From the file on; what it is of has a frame.',
      'best.lineage()',
      await best.lineage(),
      '#it svg',
    ),
  ]
}
