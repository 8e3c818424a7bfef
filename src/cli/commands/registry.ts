import type { AddCommand } from '../context.ts'
import { addCompletion } from './completion.ts'
import { addDatasetsAccept } from './datasets-accept.ts'
import { addDatasetsCheck } from './datasets-check.ts'
import { addDatasetsList } from './datasets-list.ts'
import { addDatasetsRegister } from './datasets-register.ts'
import { addDatasetsRelocate } from './datasets-relocate.ts'
import { addDatasetsShow } from './datasets-show.ts'
import { addDatasetsSync } from './datasets-sync.ts'
import { addDatasetsSynth } from './datasets-synth.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addGuardsList } from './guards-list.ts'
import { addLineage } from './lineage.ts'
import { addMarksList } from './marks-list.ts'
import { addMarksNote } from './marks-note.ts'
import { addMarksRedo } from './marks-redo.ts'
import { addMarksReject } from './marks-reject.ts'
import { addMarksStar } from './marks-star.ts'
import { addMarksTag } from './marks-tag.ts'
import { addMarksUndo } from './marks-undo.ts'
import { addMetricsList } from './metrics-list.ts'
import { addMetricsShow } from './metrics-show.ts'
import { addModelsExport } from './models-export.ts'
import { addModelsImport } from './models-import.ts'
import { addModelsKeep } from './models-keep.ts'
import { addModelsList } from './models-list.ts'
import { addModelsShow } from './models-show.ts'
import { addNotebook } from './notebook.ts'
import { addOperatorsList } from './operators-list.ts'
import { addOperatorsShow } from './operators-show.ts'
import { addPredict } from './predict.ts'
import { addPredictionsAggregate } from './predictions-aggregate.ts'
import { addPredictionsCompare } from './predictions-compare.ts'
import { addPredictionsExport } from './predictions-export.ts'
import { addPredictionsFacets } from './predictions-facets.ts'
import { addPredictionsList } from './predictions-list.ts'
import { addPredictionsShow } from './predictions-show.ts'
import { addResultsBoxes } from './results-boxes.ts'
import { addResultsCharts } from './results-charts.ts'
import { addResultsCompare } from './results-compare.ts'
import { addResultsExplain } from './results-explain.ts'
import { addResultsExport } from './results-export.ts'
import { addResultsFacets } from './results-facets.ts'
import { addResultsList } from './results-list.ts'
import { addResultsMatrix } from './results-matrix.ts'
import { addResultsShow } from './results-show.ts'
import { addRun } from './run.ts'
import { addRunsCancel } from './runs-cancel.ts'
import { addRunsCompare } from './runs-compare.ts'
import { addRunsDelete } from './runs-delete.ts'
import { addRunsExport } from './runs-export.ts'
import { addRunsImport } from './runs-import.ts'
import { addRunsList } from './runs-list.ts'
import { addRunsPause } from './runs-pause.ts'
import { addRunsReport } from './runs-report.ts'
import { addRunsRestore } from './runs-restore.ts'
import { addRunsResume } from './runs-resume.ts'
import { addRunsRetry } from './runs-retry.ts'
import { addRunsShow } from './runs-show.ts'
import { addRunsWatch } from './runs-watch.ts'
import { addTemplatesCompose } from './templates-compose.ts'
import { addTemplatesConvert } from './templates-convert.ts'
import { addTemplatesDelete } from './templates-delete.ts'
import { addTemplatesDiff } from './templates-diff.ts'
import { addTemplatesExpand } from './templates-expand.ts'
import { addTemplatesHistory } from './templates-history.ts'
import { addTemplatesList } from './templates-list.ts'
import { addTemplatesPreview } from './templates-preview.ts'
import { addTemplatesSave } from './templates-save.ts'
import { addTemplatesShow } from './templates-show.ts'
import { addTemplatesTag } from './templates-tag.ts'
import { addTemplatesValidate } from './templates-validate.ts'
import { addTransform } from './transform.ts'
import { addTui } from './tui.ts'
import { addViewsDelete } from './views-delete.ts'
import { addViewsList } from './views-list.ts'
import { addViewsSave } from './views-save.ts'
import { addWorkspaceCompact } from './workspace-compact.ts'
import { addWorkspaceImport } from './workspace-import.ts'
import { addWorkspaceInfo } from './workspace-info.ts'
import { addWorkspaceRebuildSummaries } from './workspace-rebuild-summaries.ts'
import { addWorkspaceVerify } from './workspace-verify.ts'

interface Noun {
  readonly name: string
  readonly summary: string
  readonly verbs: readonly AddCommand[]
}

/** Commands without a noun, in the order of the help. */
export const topLevelCommands: readonly AddCommand[] = [
  addRun,
  addTransform,
  addPredict,
  addLineage,
  addTui,
  addNotebook,
  addDemo,
  addDoctor,
  addCompletion,
]

/** Nouns and their verbs, in the order of the help. */
export const nouns: readonly Noun[] = [
  {
    name: 'runs',
    summary: 'what was executed, is being executed or was interrupted',
    verbs: [
      addRunsList,
      addRunsShow,
      addRunsReport,
      addRunsCompare,
      addRunsWatch,
      addRunsPause,
      addRunsResume,
      addRunsRetry,
      addRunsCancel,
      addRunsDelete,
      addRunsRestore,
      addRunsExport,
      addRunsImport,
    ],
  },
  {
    name: 'results',
    summary: 'one pipeline on one dataset each',
    verbs: [
      addResultsList,
      addResultsFacets,
      addResultsExport,
      addResultsShow,
      addResultsCompare,
      addResultsMatrix,
      addResultsBoxes,
      addResultsExplain,
      addResultsCharts,
    ],
  },
  {
    name: 'predictions',
    summary: 'what a model predicted for a partition of a fold',
    verbs: [
      addPredictionsList,
      addPredictionsFacets,
      addPredictionsCompare,
      addPredictionsShow,
      addPredictionsExport,
      addPredictionsAggregate,
    ],
  },
  {
    name: 'views',
    summary: 'what is asked of listings, kept under names',
    verbs: [addViewsList, addViewsSave, addViewsDelete],
  },
  {
    name: 'marks',
    summary: 'what people say of results, predictions, samples and runs',
    verbs: [addMarksList, addMarksStar, addMarksReject, addMarksNote, addMarksTag, addMarksUndo, addMarksRedo],
  },
  {
    name: 'models',
    summary: 'what a result learned, to be used elsewhere',
    verbs: [addModelsList, addModelsShow, addModelsKeep, addModelsExport, addModelsImport],
  },
  {
    name: 'templates',
    summary: 'pipelines with generators, before expansion; a library of them',
    verbs: [
      addTemplatesList,
      addTemplatesShow,
      addTemplatesPreview,
      addTemplatesExpand,
      addTemplatesValidate,
      addTemplatesSave,
      addTemplatesHistory,
      addTemplatesDiff,
      addTemplatesTag,
      addTemplatesDelete,
      addTemplatesCompose,
      addTemplatesConvert,
    ],
  },
  {
    name: 'operators',
    summary: 'preprocessing steps, models and splitters',
    verbs: [addOperatorsList, addOperatorsShow],
  },
  { name: 'metrics', summary: 'scores of predictions against the truth', verbs: [addMetricsList, addMetricsShow] },
  { name: 'guards', summary: 'what is watched for bad designs and suspicious results', verbs: [addGuardsList] },
  {
    name: 'datasets',
    summary: 'spectra with reference values',
    verbs: [
      addDatasetsList,
      addDatasetsShow,
      addDatasetsRegister,
      addDatasetsCheck,
      addDatasetsRelocate,
      addDatasetsAccept,
      addDatasetsSync,
      addDatasetsSynth,
    ],
  },
  {
    name: 'workspace',
    summary: 'the folder that holds all of these',
    verbs: [
      addWorkspaceInfo,
      addWorkspaceVerify,
      addWorkspaceRebuildSummaries,
      addWorkspaceCompact,
      addWorkspaceImport,
    ],
  },
]
