import * as bug from './bug-errors.ts'
import * as data from './data-errors.ts'
import * as input from './input-errors.ts'
import type { ErrorEntry } from './n4a-error.ts'
import * as numerical from './numerical-errors.ts'
import * as prediction from './prediction-errors.ts'
import * as reading from './reading-errors.ts'
import * as record from './record-errors.ts'
import * as run from './run-errors.ts'
import * as storage from './storage-errors.ts'

/** Every error n4a can foresee, by its permanent code. */
export const errorCatalogue: readonly ErrorEntry[] = [
  input,
  data,
  reading,
  record,
  prediction,
  numerical,
  run,
  storage,
  bug,
].flatMap(entries =>
  Object.values(entries).filter((entry): entry is typeof entry & ErrorEntry => typeof entry === 'function'),
)
