import { modelWords, type PredictionRecord, predictionColumnsOf } from '../../core/index.ts'
import { defineScreen } from './screen.ts'

const foldWord = (fold: string) => (/^\d+$/.test(fold) ? `fold ${fold}` : fold)

export const predictionTitle = ({ fold_id, partition, ...prediction }: PredictionRecord) =>
  `${modelWords(prediction)}${prediction.branch_name ? ',' : ''} ${foldWord(fold_id)} ${partition}`

export const predictionsScreen = defineScreen<readonly PredictionRecord[], PredictionRecord>({
  id: 'predictions',
  marks: 'prediction',
  title: 'Predictions',
  tab: 4,
  live: true,
  load: (engine, { subject }) => engine.predictions.list(subject === null ? {} : { result: subject }),
  list: {
    items: predictions => predictions,
    columns: predictionColumnsOf,
    idOf: prediction => prediction.id,
    open: prediction => ({ screen: 'prediction', subject: prediction.id, title: predictionTitle(prediction) }),
    order: 'by dataset, best result first',
    example: 'partition:test  fold=final  dataset:fat  r2>0.95',
    whenEmpty: () => [
      'No predictions.',
      'Every completed result has some; a failed one has none and says why on its own page.',
    ],
  },
  predictions: () => 'These are predictions already.',
})
