import type { Footer } from '../parquet/footer.ts'
import { footerKeys } from '../parquet/footer.ts'
import { summaryOf } from '../summary/read-summary.ts'

/** What is wrong with the summary of a predictions file, as far as its footer tells; null where nothing is. */
export function summaryFault(footer: Footer): string | null {
  if (!footer.keys.has(footerKeys.summary)) return 'it has no summary'
  const summary = summaryOf(footer)
  if (!Array.isArray(summary?.runs) || !summary.stats || !summary.facets) return 'its summary cannot be read'
  const { total_predictions, runs } = summary
  if (total_predictions !== footer.num_rows)
    return `it has ${footer.num_rows} rows, but its summary counts ${total_predictions}`
  const ofRuns = runs.reduce((sum, { n_predictions }) => sum + n_predictions, 0)
  if (ofRuns !== footer.num_rows)
    return `it has ${footer.num_rows} rows, but its summary counts ${ofRuns} over all runs`
  return null
}
