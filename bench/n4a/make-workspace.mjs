import { makeWorkspace } from './made-workspace.mjs'

/* `make-workspace.mjs PATH OPTIONS`: makes the workspace that a process beside it measures. */
const [path, options] = process.argv.slice(2)
await makeWorkspace(path, JSON.parse(options))
