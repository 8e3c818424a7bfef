import { forest } from './forest.mjs'
import { plsLarge, plsMedium, plsTecator } from './pls.mjs'
import { preprocessing } from './preprocessing.mjs'
import { reading } from './reading.mjs'
import { ridge } from './ridge.mjs'
import { listing, version } from './start-up.mjs'
import {
  firstPage,
  firstScreen,
  imported,
  latency,
  nextPage,
  pipelines,
  record,
  results,
  summaries,
  unchanged,
} from './store.mjs'
import { sweep } from './sweep.mjs'
import { distinct, eighty } from './whole-process.mjs'

/** What is measured against peers, in the order of the table. */
export const workloads = [
  sweep,
  plsTecator,
  plsMedium,
  plsLarge,
  forest,
  ridge,
  preprocessing,
  eighty,
  distinct,
  reading,
  version,
  listing,
  summaries,
  unchanged,
  latency,
  firstScreen,
  record,
  firstPage,
  nextPage,
  imported,
  results,
  pipelines,
]
