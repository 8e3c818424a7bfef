import { type Line, padLine } from '../components/line.ts'
import { classPanes } from './prediction-classes.ts'
import type { PredictionPage } from './prediction-page.ts'
import { quantityPanes } from './prediction-quantities.ts'
import { predictionTitle } from './predictions.ts'
import { type Drawing, defineScreen } from './screen.ts'

function headLines({ prediction }: PredictionPage, { width, glyphs }: Drawing): readonly Line[] {
  const { preprocessings, dataset, target, n_samples, id } = prediction
  return [
    padLine(
      [
        [` ${predictionTitle(prediction)}  `, 'strong'],
        [
          `${preprocessings || 'no preprocessing'} ${glyphs.separator} ${dataset}, ${target} ${glyphs.separator} n ${n_samples}`,
        ],
        [`  ${id}`, 'faint'],
      ],
      width,
      glyphs.ellipsis,
    ),
  ]
}

export const predictionScreen = defineScreen<PredictionPage>({
  id: 'prediction',
  marks: 'prediction',
  title: 'Prediction',
  live: false,
  load: async (engine, { subject }) => {
    const prediction = await engine.predictions.get(subject!)
    return { prediction, arrays: await engine.predictions.arrays(prediction.id) }
  },
  crumb: ({ prediction }) => predictionTitle(prediction),
  record: ({ prediction }) => prediction,
  head: headLines,
  panes: [...quantityPanes, ...classPanes],
  predictions: () => 'This is a prediction already.',
})
