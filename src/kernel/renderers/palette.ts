/**
 * Colours for drawings on white, the same on light and dark pages. The first are told apart by colour-blind readers.
 *
 * @see Okabe & Ito (2008), Color Universal Design
 */
export const seriesColours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000'] as const

export const paper = '#ffffff'
export const ink = '#1f2328'
export const faintInk = '#59636e'
export const rule = '#d1d9e0'
export const fonts = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif'

export const seriesColour = (i: number): string => seriesColours[i % seriesColours.length]!
