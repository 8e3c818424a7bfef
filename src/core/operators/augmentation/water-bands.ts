/** First overtone and combination band of the O–H bonds of water, nm, and how they compare in absorbance. */
const bands = [
  { center: 1450, height: 0.5 },
  { center: 1940, height: 1 },
]

/** Height of the bands of water at a wavelength, as bells of standard deviation `width`, all moved by `shift` (nm). */
export function waterAt(wavelength: number, width: number, shift = 0): number {
  return bands.reduce(
    (sum, { center, height }) => sum + height * Math.exp(-0.5 * ((wavelength - center - shift) / width) ** 2),
    0,
  )
}
