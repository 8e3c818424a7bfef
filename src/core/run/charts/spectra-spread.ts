import type { SpreadChart } from '../../records/index.ts'
import type { ChartMaker } from './chart-place.ts'
import { placeOf, wavelengthsOf } from './chart-place.ts'
import { spectrumSummary } from './spectrum-summary.ts'

/** Mean, standard deviation and range of the training spectra, and of the test spectra after the same steps. */
export const spectraSpread: ChartMaker<SpreadChart> = request => {
  const { kind, fit, rows } = request
  const test = rows.test.rows.length > 0 ? [spectrumSummary('test', fit.spectraOf(rows.test))] : []
  return {
    kind,
    ...placeOf(request, 'Spread of the spectra'),
    ...wavelengthsOf(request, fit.training),
    sets: [spectrumSummary('train', fit.training.X), ...test],
  }
}
