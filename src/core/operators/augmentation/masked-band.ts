import { choice } from '../../params/index.ts'

export type Masking = 'interp' | 'zero'

export const masking = choice({
  initial: 'interp',
  options: ['interp', 'zero'],
  help: 'Values that are masked: the line between those beside them, or 0',
})

/** Mask the features `from … to`, the end not included; at an end of the spectrum the line is flat. */
export function maskBand(spectrum: Float64Array, from: number, to: number, mode: Masking): void {
  if (mode === 'zero') {
    spectrum.fill(0, from, to)
    return
  }
  const left = from > 0 ? spectrum[from - 1] : spectrum[to]
  const right = to < spectrum.length ? spectrum[to] : spectrum[from - 1]
  // A band of all features has nothing beside it.
  if (left === undefined || right === undefined) return
  for (let j = from; j < to; j++) spectrum[j] = left + ((right - left) * (j - from + 1)) / (to - from + 1)
}
