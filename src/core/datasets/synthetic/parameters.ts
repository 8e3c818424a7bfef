import { integer, real, type ValuesOf } from '../../params/index.ts'

/** What made-up spectra are made of. Quantities are in absorbance, wavelengths in nm. */
export const syntheticParameters = {
  samples: integer({ initial: 100, min: 10, max: 100_000, help: 'How many samples, each with its own composition' }),
  from: real({ initial: 1100, min: 200, max: 25_000, help: 'First wavelength, nm' }),
  to: real({ initial: 2498, min: 200, max: 25_000, help: 'Last wavelength, nm, if the step meets it' }),
  step: real({ initial: 2, min: 0.01, max: 1000, help: 'Distance of wavelengths, nm' }),
  components: integer({ initial: 3, min: 1, max: 20, help: 'Absorbing substances; the share of each is a column' }),
  noise: real({ initial: 0.0005, min: 0, max: 1, help: 'Standard deviation of white noise' }),
  scatter: real({ initial: 0.1, min: 0, max: 1, help: 'Standard deviation of the optical path length around 1' }),
  baseline: real({ initial: 0.05, min: 0, max: 1, help: 'Standard deviation of offset, slope and curvature' }),
  shift: real({
    initial: 0,
    min: 0,
    max: 100,
    help: 'Standard deviation of the wavelength shift of the instruments, nm',
  }),
  replicates: integer({ initial: 1, min: 1, max: 100, help: 'Measurements of each sample' }),
  groups: integer({
    initial: 1,
    min: 1,
    max: 1000,
    help: 'Batches of samples, each with its instrument and a mean composition',
  }),
  classes: integer({ initial: 0, min: 0, max: 100, help: 'Classes of samples by composition; 0 for none' }),
  seed: integer({ initial: 0, min: 0, max: 2 ** 32 - 1, help: 'The same seed gives the same bytes' }),
}

export type SyntheticParameters = ValuesOf<typeof syntheticParameters>
