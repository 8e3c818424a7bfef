export * from './parameter.ts'
export { resolveParameters } from './resolve-parameters.ts'
