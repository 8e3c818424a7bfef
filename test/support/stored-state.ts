import { fromExactJson, toExactJson } from '../../src/core/math/exact-json.ts'

/** Learned state as a model file keeps it, read again. */
export const storedState = <State>(state: State): State =>
  fromExactJson(JSON.parse(JSON.stringify(toExactJson(state)))) as State
