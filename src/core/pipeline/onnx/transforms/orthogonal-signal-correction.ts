import { orthogonalSignalCorrection } from '../../../operators/decomposition/orthogonal-signal-correction.ts'
import { convertTransform } from '../conversion.ts'
import { addWithoutComponents } from '../orthogonal-filter.ts'
import { addScaleAndShift, addShiftAndScale } from './shift-and-scale.ts'

export const onnxOrthogonalSignalCorrection = convertTransform(orthogonalSignalCorrection, {
  how: 'its components taken off one after the other',
  convert: (graph, X, { weights, loadings, ...scaling }) => {
    const filtered = addWithoutComponents(graph, addShiftAndScale(graph, X, scaling), weights, loadings)
    return addScaleAndShift(graph, filtered, scaling)
  },
})
