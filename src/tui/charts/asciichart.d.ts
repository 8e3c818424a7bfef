declare module 'asciichart' {
  export interface PlotOptions {
    readonly offset?: number
    readonly height?: number
    readonly min?: number
    readonly max?: number
    readonly format?: (value: number, row: number) => string
    readonly symbols?: string[]
  }
  const asciichart: { readonly plot: (series: readonly number[], options?: PlotOptions) => string }
  export default asciichart
}
