import { openWorkspace } from '../../../src/core/workspace/index.ts'

/** `WORKSPACE ARCHIVE STEP N`: the process kills itself when it comes to STEP for the Nth time. */
const [path = '', archive = '', fatal, times = '1'] = process.argv.slice(2)

let left = Number(times)
const workspace = openWorkspace(path, {
  onStep: step => {
    if (step !== fatal) return
    left -= 1
    if (left <= 0) process.kill(process.pid, 'SIGKILL')
  },
})
const resultId = (run_id: string, { id }: { readonly id: string }) => `${run_id}-${id}`
await workspace.runs.import(archive, { resultId, prepare: workspace.prepare })
