import type { WavelengthUnit } from '../records/index.ts'
import { wavelengthUnitTexts } from './datasets.ts'

/** Where columns lie on the spectrum. */
export interface FeaturePlaces {
  readonly wavelengths: readonly number[] | null
  readonly wavelength_unit: WavelengthUnit | null
}

/** `Wavelength (nm)`; `Feature` where columns have no wavelengths. */
export function featureWord({ wavelengths, wavelength_unit: unit }: FeaturePlaces): string {
  if (!wavelengths) return 'Feature'
  const word = unit === 'cm-1' ? 'Wavenumber' : 'Wavelength'
  return unit ? `${word} (${wavelengthUnitTexts[unit]})` : word
}

/** Its wavelength, or its place counted from 1. */
export function formatFeature({ wavelengths }: FeaturePlaces, j: number): string {
  return wavelengths ? String(Number(wavelengths[j]?.toPrecision(6))) : String(j + 1)
}
