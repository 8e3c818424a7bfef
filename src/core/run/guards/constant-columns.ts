import { type DesignGuard, finding, some, verb } from './guard.ts'

/** A wavelength at which all training spectra are equal says nothing about y. */
export const constantColumns: DesignGuard = {
  id: 'constant_columns',
  summary: 'wavelengths at which nothing varies over the training samples',
  matters: 'They carry nothing, cannot be scaled, and often mean a saturated or masked detector.',
  remedy: 'Crop them.',
  find: ({ dataset: { X, axis }, rows: { train } }) => {
    const constant: number[] = []
    for (let j = 0; j < X.columns; j++) {
      const first = X.values[train.rows[0]! * X.columns + j]
      if (train.rows.every(row => X.values[row * X.columns + j] === first)) constant.push(j)
    }
    if (constant.length === 0) return []
    const named = some(constant.map(j => (axis ? String(axis.values[j]) : `column ${j}`)))
    return [
      finding(
        `${constant.length} of ${X.columns} wavelengths ${verb(constant.length, 'is', 'are')} constant over the training samples (${named}), and so of no use.`,
        'Crop them.',
      ),
    ]
  },
}
