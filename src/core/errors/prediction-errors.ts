import { defineError } from './n4a-error.ts'
import { printable } from './quote.ts'

/** New spectra do not fit the model that is to predict them. */

export const AxisMismatch = defineError<{ reason: string; model: string; data: string; resampling: boolean }>(
  'AxisMismatch',
  {
    kind: 'data',
    message: ({ reason, model, data }) =>
      `The spectra do not have the axis of the model: ${reason}. The model has ${model}, the spectra have ${data}.`,
    hint: ({ resampling }) =>
      resampling
        ? 'Resampling interpolates within what was measured and invents nothing beyond it: measure the whole range, or calibrate on the common one (`Crop`).'
        : 'With --resample (`resample: true`) they are interpolated to the axis of the model, where they cover it.',
  },
)

export const DamagedModel = defineError<{ reason: string }>('DamagedModel', {
  kind: 'data',
  message: ({ reason }) => `This is no model that can be used: ${printable(reason)}.`,
  hint: 'Make it anew: `n4a models keep RESULT` in the workspace, `n4a models export RESULT --format n4a -o FILE` as a file.',
})

export const NewerModel = defineError<{ version: string; known: string }>('NewerModel', {
  kind: 'data',
  message: ({ version, known }) => `The model file has format ${printable(version)}; this n4a reads ${known}.`,
  hint: 'Update n4a, or export the model with this version.',
})
