/** The only door of the core for its faces. */
export * from './displays/index.ts'
export * from './engine/index.ts'
export * from './errors/index.ts'
export * from './exports/index.ts'
export * from './records/index.ts'
