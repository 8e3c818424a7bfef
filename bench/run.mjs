import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAll } from '../scripts/build.mjs'
import { measureGrowth } from './harness/growth.mjs'
import { interleave } from './harness/interleave.mjs'
import { machineFacts } from './harness/machine.mjs'
import { goalsTable, growthSection, workloadSection } from './harness/report.mjs'
import { here } from './harness/side.mjs'
import { growths } from './workloads/growth.mjs'
import { workloads } from './workloads/registry.mjs'

/* npm run bench [-- NAME… --quick --write --list]: bench/README.md says what is measured and how. */
const args = process.argv.slice(2)
const quick = args.includes('--quick')
const names = args.filter(arg => !arg.startsWith('--'))
const known = [...workloads, ...growths].map(({ name }) => name)
const unknown = names.filter(name => !known.some(one => one.startsWith(name)))
if (args.includes('--list') || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no ${unknown.join(', ')}.`)
  console.log(known.join('\n'))
  process.exit(unknown.length > 0 ? 2 : 0)
}
const startsWith = name => one => one.name.startsWith(name)
const chosen = all => (names.length === 0 ? all : [...new Set(names.flatMap(name => all.filter(startsWith(name))))])
if (!(await buildAll())) process.exit(1)

const facts = machineFacts()
console.log(`${facts.join('\n')}\n`)
const scratch = mkdtempSync(join(tmpdir(), 'n4a-bench-'))
const [results, grown, failures] = [[], [], []]
try {
  for (const workload of chosen(workloads)) {
    try {
      const { compare, warmUp } = workload
      const rounds = quick ? Math.min(workload.rounds, Math.max(3, Math.ceil(workload.rounds / 4))) : workload.rounds
      const groups = workload.groups(scratch, { quick })
      const measured = await interleave({ groups, compare, rounds, warmUp })
      const result = { workload, measured, goals: workload.goals.map(goal => goal(measured.groups)) }
      results.push(result)
      console.log(`${workloadSection(result)}\n`)
    } catch (error) {
      failures.push(`${workload.title}: ${error.message}`)
      console.error(`${workload.name}: ${error.message}\n`)
    }
    save()
  }
  for (const growth of chosen(growths)) {
    grown.push(await measureGrowth({ ...growth, rounds: quick ? 1 : growth.rounds }, scratch))
    save()
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
const parts = []
if (results.length > 0) parts.push(goalsTable(results))
if (grown.length > 0) parts.push(growthSection(grown))
console.log(parts.join('\n\n'))
process.exitCode = failures.length > 0 ? 1 : 0

/** After every workload, so that a bench that is stopped leaves what it has. Parts of the whole, or few rounds, only where asked. */
function save() {
  if (!args.includes('--write') && (names.length > 0 || quick)) return
  const inOrder = results.toSorted((a, b) => workloads.indexOf(a.workload) - workloads.indexOf(b.workload))
  const measured = new Set(results.map(({ workload }) => workload))
  const missing = workloads.filter(workload => !measured.has(workload)).map(({ title }) => title)
  const text = [
    '# Results of `npm run bench`',
    `${new Date().toISOString().slice(0, 10)}. Written by the bench itself; README.md says how it measures.`,
    facts.map(fact => `* ${fact}`).join('\n'),
    '## Goals',
    goalsTable(inOrder),
    ...(missing.length > 0 ? [`Not measured this time: ${missing.join('; ')}.`] : []),
    ...failures.map(failure => `Failed: ${failure}`),
    readFileSync(join(here, 'remarks.md'), 'utf8').trim(),
    ...(grown.length > 0 ? ['## Growth', growthSection(grown)] : []),
    '## All sides',
    ...inOrder.map(workloadSection),
  ]
  writeFileSync(join(here, 'RESULTS.md'), `${text.join('\n\n')}\n`)
}
