export * from './display.ts'
export * from './format.ts'
