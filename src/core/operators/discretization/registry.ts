import type { AnyTransform } from '../operator.ts'
import { integerKBinsDiscretizer } from './integer-k-bins-discretizer.ts'
import { kBinsDiscretizer } from './k-bins-discretizer.ts'
import { rangeDiscretizer } from './range-discretizer.ts'

/** Quantities to classes. A new one is a file and a line here. */
export const discretizations: readonly AnyTransform[] = [kBinsDiscretizer, integerKBinsDiscretizer, rangeDiscretizer]
