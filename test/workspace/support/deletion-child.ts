import { openWorkspace } from '../../../src/core/workspace/index.ts'

/** `delete|restore|compact WORKSPACE RUN STEP N`: the process kills itself when it comes to STEP for the Nth time. */
const [command, path = '', run = '', fatal, times = '1'] = process.argv.slice(2)

let left = Number(times)
const workspace = openWorkspace(path, {
  onStep: step => {
    if (step !== fatal) return
    left -= 1
    if (left <= 0) process.kill(process.pid, 'SIGKILL')
  },
})
if (command === 'delete') await workspace.runs.delete(run, 'ana')
else if (command === 'restore') await workspace.runs.restore(run)
else await workspace.care.compact()
