import {
  type Engine,
  N4aError,
  type ResultExplanation,
  type ResultRecord,
  UnsupportedRequest,
} from '../../core/index.ts'
import { type Line, padLine } from '../components/line.ts'
import type { Place } from '../state/level.ts'
import { type ExplanationPage, explanationPanes } from './explanation-panes.ts'
import { type Drawing, defineScreen } from './screen.ts'

/** The page on a result, or why there is none. */
export const openExplanation = (result: ResultRecord): Place | string =>
  result.status === 'failed'
    ? 'This result failed, so it has no model.'
    : { screen: 'explanation', subject: result.id, title: 'Explain' }

/** A model that explains nothing is no failure: the page says so, and shows the charts of the template. */
async function explain(engine: Engine, id: string): Promise<Pick<ExplanationPage, 'explanation' | 'refusal'>> {
  try {
    return { explanation: await engine.results.explain(id), refusal: [] }
  } catch (error) {
    if (!(error instanceof N4aError) || error.code !== UnsupportedRequest.code) throw error
    return { explanation: null, refusal: [error.message, ...(error.hint ? [error.hint] : [])] }
  }
}

const modelWords = ({ model_name, branch_name }: ResultExplanation) =>
  branch_name === null ? model_name : `${model_name} of branch ${branch_name}`

function headLines({ result, explanation }: ExplanationPage, { width, glyphs }: Drawing): readonly Line[] {
  const seen = explanation
    ? `${modelWords(explanation)} fitted on all ${explanation.n_samples} training samples ${glyphs.times} ${explanation.n_features} features`
    : 'not explained'
  const y = explanation?.y_processing ? ` after ${explanation.y_processing}` : ''
  return [
    padLine([[` ${result.pipeline_config}  `, 'strong'], [seen]], width, glyphs.ellipsis),
    padLine([[` ${result.dataset}, ${result.target}${y}`], [`  ${result.id}`, 'faint']], width, glyphs.ellipsis),
    [],
  ]
}

export const explanationScreen = defineScreen<ExplanationPage>({
  id: 'explanation',
  title: 'Explain',
  live: false,
  load: async (engine, { subject }) => {
    const result = await engine.results.get(subject!)
    const explained = await explain(engine, result.id)
    return { result, ...explained, charts: await engine.results.charts(result.id) }
  },
  crumb: () => 'Explain',
  head: headLines,
  panes: explanationPanes,
  predictions: () => 'The predictions are on the page of the result; Esc goes there.',
})
