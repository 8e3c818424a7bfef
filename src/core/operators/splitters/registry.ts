import type { AnySplitter } from '../operator.ts'
import { binnedStratifiedGroupKFold } from './binned-stratified-group-k-fold.ts'
import { contiguousBlocks } from './contiguous-blocks.ts'
import { duplexSplitter } from './duplex-splitter.ts'
import { groupKFold } from './group-k-fold.ts'
import { groupShuffleSplit } from './group-shuffle-split.ts'
import { kBinsStratifiedSplitter } from './k-bins-stratified-splitter.ts'
import { kFold } from './k-fold.ts'
import { kMeansSplitter } from './k-means-splitter.ts'
import { kennardStoneSplitter } from './kennard-stone-splitter.ts'
import { leaveOneGroupOut } from './leave-one-group-out.ts'
import { leaveOneOut } from './leave-one-out.ts'
import { leavePGroupsOut } from './leave-p-groups-out.ts'
import { leavePOut } from './leave-p-out.ts'
import { repeatedKFold } from './repeated-k-fold.ts'
import { repeatedStratifiedKFold } from './repeated-stratified-k-fold.ts'
import { shuffleSplit } from './shuffle-split.ts'
import { splitSplitter } from './split-splitter.ts'
import { spxyFold } from './spxy-fold.ts'
import { spxyGroupFold } from './spxy-group-fold.ts'
import { spxySplitter } from './spxy-splitter.ts'
import { stratifiedGroupKFold } from './stratified-group-k-fold.ts'
import { stratifiedKFold } from './stratified-k-fold.ts'
import { stratifiedShuffleSplit } from './stratified-shuffle-split.ts'
import { systematicCircularSplitter } from './systematic-circular-splitter.ts'
import { timeSeriesSplit } from './time-series-split.ts'
import { venetianBlinds } from './venetian-blinds.ts'

/** Splitters: they divide rows into folds. A new one is a file and a line here. */
export const splitters: readonly AnySplitter[] = [
  kFold,
  repeatedKFold,
  stratifiedKFold,
  repeatedStratifiedKFold,
  groupKFold,
  stratifiedGroupKFold,
  binnedStratifiedGroupKFold,
  leaveOneOut,
  leaveOneGroupOut,
  leavePOut,
  leavePGroupsOut,
  shuffleSplit,
  stratifiedShuffleSplit,
  groupShuffleSplit,
  timeSeriesSplit,
  venetianBlinds,
  contiguousBlocks,
  kBinsStratifiedSplitter,
  kennardStoneSplitter,
  spxySplitter,
  duplexSplitter,
  kMeansSplitter,
  systematicCircularSplitter,
  splitSplitter,
  spxyFold,
  spxyGroupFold,
]
