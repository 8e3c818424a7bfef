import type { ResultExplanation } from '../records/index.ts'
import type { LineDisplay, ScatterDisplay } from './display.ts'
import { coefficientsLine, loadingsLines, selectivityRatioLine, vipLine } from './feature-lines.ts'
import { influenceScatter } from './influence-scatter.ts'

/** More lines than this in one drawing are not told apart. */
const mostLoadings = 5

export interface ExplanationCharts {
  readonly coefficients: LineDisplay
  readonly vip: LineDisplay
  readonly selectivity: LineDisplay
  readonly loadings: LineDisplay
  readonly influence: ScatterDisplay
}

/** Everything that can be drawn of an explanation; what its model does not have is empty, and says why. */
export function explanationCharts(record: ResultExplanation): ExplanationCharts {
  const { explanation, wavelengths, wavelength_unit, target, y_processing, sample_ids } = record
  const label = y_processing === null ? target : `${target} after ${y_processing}`
  return {
    coefficients: coefficientsLine(explanation, wavelengths, wavelength_unit, { label }),
    vip: vipLine(explanation, wavelengths, wavelength_unit),
    selectivity: selectivityRatioLine(explanation, wavelengths, wavelength_unit),
    loadings: firstLoadings(record),
    influence: influenceScatter(explanation, sample_ids),
  }
}

function firstLoadings({ explanation, wavelengths, wavelength_unit }: ResultExplanation): LineDisplay {
  const display = loadingsLines(explanation, wavelengths, wavelength_unit)
  const { series, notes } = display
  if (series.length <= mostLoadings) return display
  return {
    ...display,
    title: `Loadings of the first ${mostLoadings} of ${series.length} components`,
    series: series.slice(0, mostLoadings),
    notes: notes.slice(0, mostLoadings),
  }
}
