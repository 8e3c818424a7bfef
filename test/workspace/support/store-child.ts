import { writeSync } from 'node:fs'
import { openWorkspace } from '../../../src/core/workspace/index.ts'
import { refitLine, resultLine } from './records.ts'

/**
 * `record WORKSPACE RUN SHARD STEP N`: record results without end and print the id of each once it is durable;
 * `record-too-early` prints it before. `checkpoint WORKSPACE RUN - STEP N`: one checkpoint.
 * Either way the process kills itself when it comes to STEP for the Nth time.
 */
const [mode, path = '', run = '', shard = '', fatal, times = '1'] = process.argv.slice(2)

let left = Number(times)
const workspace = openWorkspace(path, {
  onStep: step => {
    if (step !== fatal) return
    left -= 1
    if (left <= 0) process.kill(process.pid, 'SIGKILL')
  },
})
const tell = (id: string) => writeSync(1, `${id}\n`)

if (mode === 'checkpoint') {
  await workspace.checkpoint(run)
} else {
  const writer = await workspace.runs.openWriter(run, { shard, attempt: 1, n4a_version: '0.1.0' })
  for (let i = 0; ; i++) {
    const change = { id: `${process.pid}x${i}`, dataset: i % 2 ? 'fat' : 'protein', score: 1 + (i % 17) }
    if (mode === 'record-too-early') tell(change.id)
    await writer.record([resultLine(writer, change)])
    if (mode === 'record') tell(change.id)
    if (i % 5 !== 0) continue
    await writer.record([refitLine(writer, change)])
    tell(`refit ${change.id}`)
  }
}
