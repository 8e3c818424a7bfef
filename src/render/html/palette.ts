/**
 * The house style: two sets of colours, for light and for dark pages. A drawing names a colour as a variable of the style
 * sheet that travels with it, with the light one beside it for places that take the sheet away. Series are told apart by
 * colour-blind readers in both.
 *
 * @see Okabe & Ito (2008), Color Universal Design
 */
export interface Palette {
  readonly paper: string
  readonly ink: string
  readonly faint: string
  readonly rule: string
  /** Behind what is best. */
  readonly best: string
  readonly series: readonly string[]
  /** From low to high, dark to bright in both: viridis without the end that the paper swallows. */
  readonly scale: readonly string[]
}

export const light: Palette = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#59636e',
  rule: '#d1d9e0',
  best: '#d3ecdf',
  series: ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#B07A00', '#3D9BD4', '#4b535b'],
  scale: ['#440154', '#472c7a', '#3b518b', '#2c718e', '#21908d', '#27ad81', '#5cc863'],
}

export const dark: Palette = {
  paper: '#11151a',
  ink: '#e6edf3',
  faint: '#9da7b3',
  rule: '#343b44',
  best: '#14442f',
  series: ['#56B4E9', '#F0894A', '#2FBF97', '#E39CC4', '#E6B040', '#8FD0F5', '#b8c0c8'],
  scale: ['#5a63b0', '#3f7bb0', '#2c93a0', '#27ad81', '#5cc863', '#aadc32', '#fde725'],
}

const variable = (name: string, fallback: string) => `var(--n4a-${name},${fallback})`

export const paper = variable('paper', light.paper)
export const ink = variable('ink', light.ink)
export const faintInk = variable('faint', light.faint)
export const rule = variable('rule', light.rule)
export const bestPaper = variable('best', light.best)
export const fonts = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif'

/** The next series begin anew after the last colour. */
export const seriesColour = (i: number): string =>
  variable(`s${i % light.series.length}`, light.series[i % light.series.length]!)

/** `share` 0 … 1 of the way from low to high. */
export function scaleColour(share: number): string {
  const i = Math.round(Math.min(1, Math.max(0, share)) * (light.scale.length - 1))
  return variable(`v${i}`, light.scale[i]!)
}

export const scaleColours = light.scale.map((fallback, i) => variable(`v${i}`, fallback))

const channels = (colour: string) => [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16)).join(' ')

/** A series' colour laid over the paper, 0 … 1: it darkens a light page and lights a dark one. */
export const tint = (i: 0 | 1, share: number): string =>
  `rgb(${variable(`t${i}`, channels(light.series[i]!))}/${Number(share.toFixed(3))})`

const declared = ({ series, scale, ...plain }: Palette) =>
  [
    ...series.slice(0, 2).map((colour, i) => [`t${i}`, channels(colour)]),
    ...Object.entries(plain).map(([name, colour]) => [name, colour]),
    ...series.map((colour, i) => [`s${i}`, colour]),
    ...scale.map((colour, i) => [`v${i}`, colour]),
  ]
    .map(([name, colour]) => `--n4a-${name}:${colour}`)
    .join(';')

/** How pages say that they are light or dark: JupyterLab and nbconvert, VS Code, pages made of notebooks (pydata, Quarto). */
const saysLight = '[data-jp-theme-light=true] .n4a,.vscode-light .n4a,[data-theme=light] .n4a,.quarto-light .n4a'
const saysDark =
  '[data-jp-theme-light=false] .n4a,.vscode-dark .n4a,.vscode-high-contrast:not(.vscode-high-contrast-light) .n4a,[data-theme=dark] .n4a,.quarto-dark .n4a'
/** Where the page is one of theirs, its own paper. */
const hostPaper = (fallback: string) =>
  `--n4a-paper:var(--jp-layout-color0,var(--vscode-editor-background,${fallback}))`

/** What the page says goes before what the system prefers; a drawing brings its paper, so it is read on any page. */
export const styleSheet = `<style>.n4a{${declared(light)}}@media(prefers-color-scheme:dark){.n4a{${declared(dark)}}}${saysLight}{${declared(light)};${hostPaper(light.paper)}}${saysDark}{${declared(dark)};${hostPaper(dark.paper)}}@media print{.n4a.n4a.n4a{${declared(light)}}}</style>`
