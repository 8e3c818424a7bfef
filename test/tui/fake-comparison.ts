import { comparisonVerdict, letterOf } from '../../src/core/engine/comparison-verdict.ts'
import { UnsupportedRequest } from '../../src/core/errors/index.ts'
import type { ComparedResult, ResultComparison, ResultRecord } from '../../src/core/records/index.ts'

/** Made-up tests: what is more than a tenth off the first is no tie with it. */
export function fakeComparison(results: readonly ResultRecord[]): ResultComparison {
  const refuse = (reason: string, instead: string) => UnsupportedRequest({ what: 'This comparison', reason, instead })
  const unscored = results.find(({ best_score }) => best_score === null)
  if (unscored) throw refuse(`${unscored.id} has no out-of-fold score`, 'Leave it out.')
  if (new Set(results.map(({ dataset }) => dataset)).size > 1) {
    throw refuse('the results are of several datasets', 'Compare one dataset at a time.')
  }
  const [baseline] = results
  const best = Math.min(...results.map(({ best_score }) => best_score!))
  const compared = results.map((result, i): ComparedResult => {
    const change = result.best_score! / baseline!.best_score! - 1
    const tie = Math.abs(change) < 0.1
    return {
      letter: letterOf(i),
      result_id: result.id,
      pipeline_config: result.pipeline_config,
      dataset: result.dataset,
      score: result.best_score!,
      fold_scores: [1, 2, 3, 4, 5].map(part => result.best_score! * (0.94 + part * 0.02)),
      change,
      only_right: null,
      p_value: i === 0 ? null : tie ? 0.41 : 0.0004,
      folds_won: i === 0 ? null : change < 0 ? 4 : 1,
      verdict: i === 0 ? 'baseline' : tie ? 'tie' : change < 0 ? 'better' : 'worse',
      in_tie_band: result.best_score! < best * 1.1,
      simplest: result.best_score === best,
    }
  })
  const facts = {
    metric: 'rmse',
    n_samples: 172,
    n_folds: 5,
    test: 'randomization',
    significance: 0.05,
    results: compared,
  } as const
  return { ...facts, verdict: comparisonVerdict(facts) }
}
