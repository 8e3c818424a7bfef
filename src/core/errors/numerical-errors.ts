import { defineError } from './n4a-error.ts'
import { printable, quote } from './quote.ts'

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

export const NotFinite = defineError<{ what: string; where?: string }>('NotFinite', {
  kind: 'numerical',
  message: ({ what, where }) => `${what} are not all finite numbers${where === undefined ? '' : `: ${where}`}.`,
  hint: 'Look for extreme values in the spectra, or change the step before.',
})

export const ZeroDivisor = defineError<{ sample: number; divisor: string }>('ZeroDivisor', {
  kind: 'numerical',
  message: ({ sample, divisor }) => `Spectrum ${sample} cannot be divided by ${divisor}, which is 0 but for rounding.`,
  hint: 'Drop the sample, or leave this step out; after centered or differentiated spectra it has no meaning.',
})

export const ConstantWindow = defineError<{ sample: number; first: number; last: number }>('ConstantWindow', {
  kind: 'numerical',
  message: ({ sample, first, last }) =>
    `Spectrum ${sample} is constant over its features ${first} to ${last}, so it has no local standard deviation.`,
  hint: 'Use a wider window, or crop the part where the detector is saturated or dead.',
})

export const NotPositive = defineError<{ what: string; sample: number; feature: number; value: number }>(
  'NotPositive',
  {
    kind: 'numerical',
    message: ({ what, sample, feature, value }) =>
      `${what} of spectrum ${sample} is ${value} at feature ${feature}, but this step needs values above 0.`,
    hint: 'Check the unit of the spectra, and put this step before any centering, derivative or baseline step.',
  },
)

export const NothingSelected = defineError<{ score: string; best: number; least: number }>('NothingSelected', {
  kind: 'numerical',
  message: ({ score, best, least }) =>
    `No feature is selected: the best ${score} is ${Number(best.toPrecision(4))}, not enough for the threshold of ${least}.`,
  hint: 'Lower the threshold.',
})

export const OneClass = defineError<{ n_samples: number }>('OneClass', {
  kind: 'numerical',
  message: ({ n_samples }) => `All ${n_samples} training samples are of one class, so there is nothing to tell apart.`,
  hint: 'Use a splitter that keeps the share of each class (StratifiedKFold), or fewer folds.',
})

export const NothingLeft = defineError<{ filter: string; left: number; of: number }>('NothingLeft', {
  kind: 'numerical',
  message: ({ filter, left, of }) => `${filter} leaves ${left} of ${of} training samples: too few to learn from.`,
  hint: 'Raise its threshold, or leave it out.',
})

export const UnseenValue = defineError<{ column: string; value: string; known: readonly string[] }>('UnseenValue', {
  kind: 'numerical',
  message: ({ column, value }) =>
    `Samples with ${quote(value)} in ${quote(column)} have no branch: none was among the training samples.`,
  hint: ({ known }) => `Values with a branch: ${known.join(', ') || 'none'}. Use folds in which each value occurs.`,
})

export const NoSpread = defineError<{ measure: string }>('NoSpread', {
  kind: 'numerical',
  message: ({ measure }) =>
    `The ${measure} of the reference values is 0, so every value but one would be called an outlier.`,
  hint: 'Use another method of the filter, such as percentile, or leave the filter out.',
})

export const OwnOperatorFailed = defineError<{ name: string; reason: string }>('OwnOperatorFailed', {
  kind: 'numerical',
  message: ({ name, reason }) => `The operator ${quote(name)} of your own failed: ${printable(reason)}.`,
  hint: 'Mend its function where it is defined, define it again, and run again.',
})
