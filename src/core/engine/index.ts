export { createEngine } from './create-engine.ts'
export type * from './engine.ts'
export { parseFilter, type RecordFilter } from './query/parse-filter.ts'
export { n4aVersion } from './version.ts'
