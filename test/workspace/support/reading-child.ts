import { writeSync } from 'node:fs'
import { openWorkspace } from '../../../src/core/workspace/index.ts'

/**
 * `WORKSPACE RUN`: look at all there is again and again, and print `looked`, or what was broken: an error, a file that was
 * left out, a result that was there before and is not now, a prediction that comes twice.
 */
const [path = '', run = ''] = process.argv.slice(2)

const say = (line: string) => writeSync(1, `${line}\n`)
const seen = new Set<string>()
for (;;) {
  try {
    const workspace = openWorkspace(path)
    const results = new Set((await workspace.runs.results(run)).map(({ id }) => id))
    for (const id of seen) if (!results.has(id)) say(`result ${id} is gone`)
    for (const id of results) seen.add(id)
    const predictions = await workspace.predictions({ run_id: run })
    if (new Set(predictions.map(({ id }) => id)).size !== predictions.length) say('a prediction twice')
    const of = new Set(predictions.map(({ result_id }) => result_id))
    for (const id of results) if (!of.has(id)) say(`result ${id} has no predictions`)
    for (const { dataset, num_rows, summary } of await workspace.summaries()) {
      if (summary?.total_predictions !== num_rows) say(`the summary of ${dataset} does not count its rows`)
    }
    for (const { path, what } of workspace.omissions()) say(`${path}: ${what}`)
    say('looked')
  } catch (error) {
    say(String(error))
  }
}
