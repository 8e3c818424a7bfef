export interface Page {
  open(html: string, theme: 'light' | 'dark', width?: number): Promise<void>
  evaluate(expression: string): Promise<unknown>
  photograph(selector: string, options?: { readonly margin?: number; readonly height?: number }): Promise<Buffer>
}
export function withPage<T>(chromium: string, work: (page: Page) => Promise<T>): Promise<T>
