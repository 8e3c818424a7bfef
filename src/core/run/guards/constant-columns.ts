import { takeRows } from '../../math/matrix.ts'
import type { DesignGuard } from './guard.ts'

/** A wavelength at which all training spectra are equal says nothing about y. */
export const constantColumns: DesignGuard = {
  id: 'constant_columns',
  summary: 'wavelengths at which nothing varies',
  warnings: ({ X, axis }, { train }) => {
    const training = takeRows(X, train.rows)
    const constant: number[] = []
    for (let j = 0; j < training.columns; j++) {
      const first = training.values[j]
      let varies = false
      for (let i = 1; i < training.rows && !varies; i++) varies = training.values[i * training.columns + j] !== first
      if (!varies) constant.push(j)
    }
    if (constant.length === 0) return []
    const named = constant.slice(0, 3).map(j => (axis ? axis.values[j] : `column ${j}`))
    const more = constant.length > 3 ? ', …' : ''
    return [
      `${constant.length} of ${X.columns} wavelengths are constant over the training samples (${named.join(', ')}${more}): they carry nothing. Crop them.`,
    ]
  },
}
