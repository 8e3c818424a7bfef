import { writeSync } from 'node:fs'
import { openWorkspace } from '../../../src/core/workspace/index.ts'
import { describedDataset } from './records.ts'

/**
 * `register WORKSPACE NAME N`: register N datasets, and print the id of each once it is written.
 * `stop WORKSPACE NAME SIGNAL STEP`: register one, and send itself SIGNAL when it comes to STEP; the code of what it throws
 * is printed.
 */
const [mode, path = '', name = '', argument = '', fatal] = process.argv.slice(2)
const tell = (line: string) => writeSync(1, `${line}\n`)
const described = (called: string) => describedDataset({ name: called, path: `/data/${called}.csv` })

if (mode === 'register') {
  const workspace = openWorkspace(path)
  tell('ready')
  for (let i = 0; i < Number(argument); i++) {
    const { ref } = await workspace.datasets.register(described(`${name}${i}`))
    await workspace.datasets.countRun([ref])
    tell(ref)
  }
} else {
  const workspace = openWorkspace(path, {
    onStep: step => {
      if (step !== fatal) return
      tell(step)
      process.kill(process.pid, argument as NodeJS.Signals)
    },
  })
  await workspace.datasets.register(described(name)).then(
    ({ ref }) => tell(`registered ${ref}`),
    error => tell(`refused ${error.code}`),
  )
}
