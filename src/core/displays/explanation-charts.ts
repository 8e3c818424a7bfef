import type { ResultExplanation } from '../records/index.ts'
import type { Display, LineDisplay, ScatterDisplay } from './display.ts'
import { componentsTable } from './explanation-tables.ts'
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

/** The drawings that have something to show, in the order to look at them; the components as a table before them. */
export function explanationDisplays(record: ResultExplanation): readonly Display[] {
  const { coefficients, vip, selectivity, loadings, influence } = explanationCharts(record)
  const all = [componentsTable(record), coefficients, vip, selectivity, loadings, influence] as const
  return all.filter(display => (display.kind === 'table' ? display.rows.length > 0 : display.series.length > 0))
}
