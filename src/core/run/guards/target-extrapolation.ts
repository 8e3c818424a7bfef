import { count, type DesignGuard, figure, finding, verb } from './guard.ts'

/** Of the training range, beyond which even one sample is worth a word. */
const far = 0.25
/** Of the test samples; with few training samples more lie outside by chance (2 / (n + 1) are expected to). */
const often = (n_train: number) => Math.max(0.05, 10 / n_train)

/** A test set is to tell how a model does where it was calibrated. */
export const targetExtrapolation: DesignGuard = {
  id: 'target_extrapolation',
  summary: 'test samples whose reference value lies outside the range of the training samples',
  matters: 'Scores of such samples tell of extrapolation, which a calibration is not made for.',
  remedy: 'Add training samples that span the range, or divide by a splitter that spans it (SPXY, Kennard-Stone).',
  field: 'datasets[].partition',
  find: ({ dataset: { classes, target }, rows: { train, test } }) => {
    if (classes !== null || test.rows.length === 0 || train.rows.length < 2) return []
    const [low, high] = [least(train.y_true), greatest(train.y_true)]
    const outside = test.y_true.filter(value => value < low || value > high)
    const beyond = greatest(outside.map(value => Math.max(low - value, value - high)))
    if (outside.length <= often(train.rows.length) * test.rows.length && !(beyond > far * (high - low))) return []
    const [from, to] = [Math.min(low, least(outside)), Math.max(high, greatest(outside))]
    return [
      finding(
        `${outside.length} of ${count(test.rows.length, 'test sample')} ${verb(outside.length, 'lies', 'lie')} outside the ${target} of the training samples (${figure(low)} to ${figure(high)}; with them ${figure(from)} to ${figure(to)}), so test scores tell of extrapolation too.`,
        'Add training samples that span the range, or divide by a splitter that does (SPXY, Kennard-Stone).',
      ),
    ]
  },
}

const least = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const greatest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
