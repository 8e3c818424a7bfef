import { type RunRecord, runColumnsFor, runState } from '../../core/index.ts'
import { withProgress } from '../state/live-runs.ts'
import { statusGlyph, statusTone } from '../theme/status.ts'
import { defineScreen } from './screen.ts'

export const runsScreen = defineScreen<readonly RunRecord[], RunRecord>({
  id: 'runs',
  marks: 'run',
  title: 'Runs',
  tab: 2,
  live: true,
  load: engine => engine.runs.list(),
  grow: (runs, { live }) => withProgress(runs, live),
  run: (_, run) => run,
  list: {
    items: runs => runs,
    columns: (_, metrics) => runColumnsFor(metrics),
    idOf: run => run.id,
    open: run => ({ screen: 'run', subject: run.id, title: run.name }),
    tone: (run, key) => {
      if (key === 'status') return statusTone(runState(run))
      return key === 'failed_results' && run.failed_results > 0 ? 'bad' : undefined
    },
    sign: { key: 'status', of: (run, glyphs) => statusGlyph(runState(run), glyphs) },
    order: 'newest first',
    example: 'status:completed  name:tecator  failed_results>0',
    whenEmpty: () => [
      'No runs yet.',
      'Start one:  n4a run run.yaml',
      'See one:    n4a demo',
      'A run appears here as soon as it starts, whichever process executes it.',
    ],
  },
})
