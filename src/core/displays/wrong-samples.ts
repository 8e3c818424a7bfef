import type { PredictionArrays } from '../records/index.ts'
import { classLabels } from './class-counts.ts'
import { countColumn, numberColumn, textColumn } from './column.ts'
import { type TableDisplay, tableOf } from './display.ts'
import { formatCount, formatShare } from './format.ts'
import { sampleName } from './prediction-words.ts'

interface WrongSample {
  /** Position in the arrays. */
  readonly index: number
  readonly measured: string
  readonly predicted: string
  /** Of the predicted and of the true class; null where the model gives none. */
  readonly p_predicted: number | null
  readonly p_measured: number | null
}

/** Samples whose predicted class is not theirs, those first whose true class the model thought least likely. */
function wrongSamples(arrays: PredictionArrays): readonly WrongSample[] {
  const labels = classLabels(arrays)
  return arrays.y_true
    .flatMap((truth, index) => {
      const code = arrays.y_pred[index] ?? Number.NaN
      const [measured, predicted] = [labels[truth], labels[code]]
      if (truth === code || measured === undefined || predicted === undefined) return []
      const row = arrays.y_proba?.[index]
      return [{ index, measured, predicted, p_predicted: row?.[code] ?? null, p_measured: row?.[truth] ?? null }]
    })
    .sort((a, b) => surprise(b) - surprise(a))
}

interface Listed extends WrongSample {
  readonly rank: number
  readonly name: string
}

/** Samples that were predicted as another class than theirs, the most surprising first. */
export function wrongSamplesTable(
  parts: readonly PredictionArrays[],
  { limit = Number.POSITIVE_INFINITY }: { readonly limit?: number } = {},
): TableDisplay {
  const probable = parts.some(({ y_proba }) => y_proba !== null)
  const wrong = parts
    .flatMap(arrays => wrongSamples(arrays).map(sample => ({ ...sample, name: sampleName(arrays, sample.index) })))
    .sort((a, b) => surprise(b) - surprise(a))
    .map((sample, i): Listed => ({ ...sample, rank: i + 1 }))
  const probability = (key: 'p_predicted' | 'p_measured', label: string, priority: number) =>
    numberColumn<Listed>(
      key,
      label,
      { priority },
      sample => sample[key],
      sample => formatShare(sample[key]),
    )
  const all = parts.reduce((sum, { y_true }) => sum + y_true.length, 0)
  return tableOf(
    wrong.length > 0 ? `Wrong samples: ${wrong.length} of ${formatCount(all, 'sample')}` : 'Wrong samples',
    [
      countColumn<Listed>('rank', '#', 4, ({ rank }) => rank),
      textColumn<Listed>('name', 'Sample', 0, ({ name }) => name),
      textColumn<Listed>('classes', 'Measured → predicted', 0, sample => `${sample.measured} → ${sample.predicted}`),
      ...(probable ? [probability('p_predicted', 'p pred.', 2), probability('p_measured', 'p true', 3)] : []),
    ],
    wrong.slice(0, limit),
    all === 0 ? 'This prediction has no samples.' : 'Every sample was predicted as the class it has.',
  )
}

/** How much likelier the model thought its answer than the truth. */
const surprise = ({ p_predicted, p_measured }: WrongSample) => (p_predicted ?? 0) - (p_measured ?? 0)
