import type { AnySplitter } from '../operator.ts'
import { kFold } from './k-fold.ts'

/** Splitters: they divide rows into folds. A new one is a file and a line here. */
export const splitters: readonly AnySplitter[] = [kFold]
