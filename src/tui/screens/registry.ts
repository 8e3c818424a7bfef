import type { ScreenId } from '../state/level.ts'
import { compareScreen } from './compare.ts'
import { datasetScreen, datasetsScreen } from './datasets.ts'
import { explanationScreen } from './explanation.ts'
import { homeScreen } from './home.ts'
import { jobsScreen } from './jobs.ts'
import { logScreen } from './log.ts'
import { newRunScreens } from './new-run.ts'
import { operatorScreen, operatorsScreen } from './operators.ts'
import { predictionScreen } from './prediction.ts'
import { predictionsScreen } from './predictions.ts'
import { repairScreen } from './repair.ts'
import { repairsScreen } from './repairs.ts'
import { resultScreen } from './result.ts'
import { resultsScreen } from './results.ts'
import { runScreen } from './run.ts'
import { runsScreen } from './runs.ts'
import type { AnyScreen } from './screen.ts'
import { templateScreen, templatesScreen } from './templates.ts'

export const screens: readonly AnyScreen[] = [
  homeScreen,
  runsScreen,
  runScreen,
  ...newRunScreens,
  resultsScreen,
  resultScreen,
  explanationScreen,
  compareScreen,
  predictionsScreen,
  predictionScreen,
  datasetsScreen,
  datasetScreen,
  repairScreen,
  repairsScreen,
  templatesScreen,
  templateScreen,
  operatorsScreen,
  operatorScreen,
  jobsScreen,
  logScreen,
]

const byId = new Map(screens.map(screen => [screen.id, screen]))

export const findScreen = (id: ScreenId): AnyScreen => byId.get(id)!

/** In the order of their numbers. */
export const tabScreens: readonly AnyScreen[] = screens
  .filter(({ tab }) => tab !== undefined)
  .sort((a, b) => a.tab! - b.tab!)
