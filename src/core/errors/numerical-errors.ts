import { defineError } from './n4a-error.ts'

/** Noted on the result that met it; the run goes on. */

export const ConstantSpectrum = defineError<{ sample: number }>('ConstantSpectrum', {
  kind: 'numerical',
  message: ({ sample }) => `Spectrum ${sample} is constant, so it has no scatter to correct.`,
  hint: 'Drop the sample, or leave this step out.',
})

export const ConstantReference = defineError<Record<never, never>>('ConstantReference', {
  kind: 'numerical',
  message: () => 'The mean training spectrum is constant, so no spectrum can be regressed on it.',
  hint: 'Leave this step out, or put it before the step that flattens the spectra.',
})

export const ConstantTarget = defineError<{ value: number }>('ConstantTarget', {
  kind: 'numerical',
  message: ({ value }) => `All reference values of the training rows are ${value}, so there is nothing to model.`,
  hint: 'Check the y column and the partition.',
})

export const SingularFit = defineError<{ reason: string }>('SingularFit', {
  kind: 'numerical',
  message: ({ reason }) => `The fit has no unique solution: ${reason}.`,
  hint: 'Use fewer components or a larger penalty, and look for duplicated or constant spectra.',
})

export const NotFinite = defineError<{ what: string }>('NotFinite', {
  kind: 'numerical',
  message: ({ what }) => `${what} are not all finite numbers.`,
  hint: 'Look for extreme values in the spectra, or change the step before.',
})
