import { printable } from '../errors/index.ts'
import type { ModelExplanation, WavelengthUnit } from '../records/index.ts'
import { wavelengthUnitTexts } from './datasets.ts'
import type { Axis, LineDisplay } from './display.ts'
import { formatCount, formatScore } from './format.ts'

/** Where the features of a model lie: their wavelengths, or null where they are not known (after features were combined). */
export type Wavelengths = readonly number[] | null

/** Where columns lie: their wavelengths or wavenumbers with the unit, or their number. */
export function wavelengthAxis(wavelengths: Wavelengths, unit: WavelengthUnit | null): Axis {
  if (!wavelengths) return { label: 'Feature', unit: null }
  return { label: unit === 'cm-1' ? 'Wavenumber' : 'Wavelength', unit: unit && wavelengthUnitTexts[unit] }
}

/** One point a feature; without wavelengths they are counted from 1. */
const pointsOf = (values: readonly number[], wavelengths: Wavelengths) =>
  values.flatMap((y, j) => {
    const x = wavelengths ? (wavelengths[j] ?? Number.NaN) : j + 1
    return Number.isFinite(x) && Number.isFinite(y) ? [{ x, y }] : []
  })

/** The feature furthest from 0. */
function largestMark(points: readonly { readonly x: number; readonly y: number }[]) {
  const [first, ...rest] = points
  if (!first) return []
  return [
    { ...rest.reduce((best, point) => (Math.abs(point.y) > Math.abs(best.y) ? point : best), first), label: 'largest' },
  ]
}

/** Regression coefficients along the spectrum: of y per unit of X, as the spectra reached the model. */
export function coefficientsLine(
  { coefficients = [], intercept }: ModelExplanation,
  wavelengths: Wavelengths,
  unit: WavelengthUnit | null,
  target: { readonly label?: string; readonly unit?: string | null } = {},
): LineDisplay {
  const points = pointsOf(coefficients, wavelengths)
  const words = printable(target.unit ?? target.label ?? 'y')
  return {
    kind: 'line',
    title: target.label ? `Regression coefficients of ${printable(target.label)}` : 'Regression coefficients',
    x: wavelengthAxis(wavelengths, unit),
    y: { label: 'Coefficient', unit: `${words} per unit of X` },
    series: points.length > 0 ? [{ name: 'coefficient', points }] : [],
    marks: largestMark(points),
    notes: intercept === undefined ? [] : [`intercept ${formatScore(intercept)}${target.unit ? ` ${words}` : ''}`],
    whenEmpty: 'This model is not linear in the spectra, so it has no coefficients.',
  }
}

/** Variable importance in projection along the spectrum, and 1, the root mean square of all. */
export function vipLine(
  { components }: ModelExplanation,
  wavelengths: Wavelengths,
  unit: WavelengthUnit | null,
): LineDisplay {
  const points = pointsOf(components?.vip ?? [], wavelengths)
  const ends = [points[0], points.at(-1)].flatMap(point => (point ? [{ x: point.x, y: 1 }] : []))
  const above = points.filter(({ y }) => y > 1).length
  return {
    kind: 'line',
    title: 'Variable importance in projection',
    x: wavelengthAxis(wavelengths, unit),
    y: { label: 'VIP', unit: null },
    series:
      points.length > 0
        ? [
            { name: 'VIP', points },
            { name: 'root mean square', points: ends },
          ]
        : [],
    marks: largestMark(points),
    notes: points.length > 0 ? [`VIP is above 1 at ${above} of ${formatCount(points.length, 'feature')}.`] : [],
    whenEmpty: 'This model has no components that are combinations of features, so it has no VIP.',
  }
}

/** How much of each feature varies with what the model predicts, against the rest. */
export function selectivityRatioLine(
  { components }: ModelExplanation,
  wavelengths: Wavelengths,
  unit: WavelengthUnit | null,
): LineDisplay {
  const points = pointsOf(components?.selectivity_ratio ?? [], wavelengths)
  return {
    kind: 'line',
    title: 'Selectivity ratio',
    x: wavelengthAxis(wavelengths, unit),
    y: { label: 'Explained / residual variance', unit: null },
    series: points.length > 0 ? [{ name: 'selectivity ratio', points }] : [],
    marks: largestMark(points),
    notes: [],
    whenEmpty: 'This model has no components that are combinations of features, so it has no selectivity ratio.',
  }
}

/** Loadings along the spectrum, one series a component, with what each describes of X and y. */
export function loadingsLines(
  { components }: ModelExplanation,
  wavelengths: Wavelengths,
  unit: WavelengthUnit | null,
): LineDisplay {
  const percent = (share: number | undefined) => (share === undefined ? '–' : `${formatScore(100 * share)} %`)
  return {
    kind: 'line',
    title: 'Loadings',
    x: wavelengthAxis(wavelengths, unit),
    y: { label: 'Loading', unit: null },
    series: (components?.x_loadings ?? []).map((loadings, a) => ({
      name: `component ${a + 1}`,
      points: pointsOf(loadings, wavelengths),
    })),
    marks: [],
    notes: (components?.x_loadings ?? []).map((_, a) => {
      return `component ${a + 1}: ${percent(components?.x_explained?.[a])} of X, ${percent(components?.y_explained[a])} of y`
    }),
    whenEmpty: 'This model has no components that are combinations of features, so it has no loadings.',
  }
}
