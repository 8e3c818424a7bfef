import { type RunRecord, requestOfRun } from '../../core/index.ts'
import type { Desk } from './desk.ts'

/** An argument as a shell takes it. */
export const shellWord = (text: string) => (/^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

/** A stored run as a run file in YAML. Templates that cannot be read are not left out in silence: it throws. */
export async function runFileOf({ engine }: Desk, run: RunRecord): Promise<string> {
  const templates = await Promise.all(run.templates.map(({ id }) => engine.templates.get(id)))
  return (await engine.runs.write(requestOfRun(run, templates))).text
}

/** A template as it stands before expansion, in YAML. */
export async function templateTextOf({ engine }: Desk, id: string): Promise<string> {
  const { name, description, steps } = await engine.templates.get(id)
  const template = { name, ...(description === undefined ? {} : { description }), pipeline: steps }
  return (await engine.templates.convert(template, 'yaml')).text
}

/** What a cell imports; the sources of n4a themselves import nothing of that name. */
const library = "'n4a/kernel'"

const literal = (text: string) => JSON.stringify(text)

/** What shows records of a kind in a notebook; null where nothing does. */
function shown(kind: string, ids: readonly string[], filter: string, subject: string | null): string | null {
  const [first] = ids
  const query = [
    ...(filter === '' ? [] : [`where: ${literal(filter)}`]),
    ...(subject === null ? [] : [`${kind === 'predictions' ? 'result' : 'run'}: ${literal(subject)}`]),
  ].join(', ')
  if (kind === 'results' || kind === 'predictions') return `n4a.${kind}(${query === '' ? '' : `{ ${query} }`})`
  if (first === undefined) return null
  if (kind === 'result')
    return ids.length > 1 ? `n4a.compare(${ids.map(literal).join(', ')})` : `n4a.report(${literal(first)})`
  if (kind === 'run')
    return ids.length > 1 ? `n4a.compare(${ids.map(literal).join(', ')})` : `n4a.leaderboard(${literal(first)})`
  if (kind === 'prediction') return `n4a.scatter(${literal(first)})`
  return null
}

/** A notebook cell, which runs by itself; null where a notebook has nothing to show of it. */
export function notebookCell(
  workspace: string,
  kind: string,
  { ids = [], filter = '', subject = null }: { ids?: readonly string[]; filter?: string; subject?: string | null },
): string | null {
  const expression = shown(kind, ids, filter, subject)
  if (expression === null) return null
  return `import { open, show } from ${library}\n\nconst n4a = open(${literal(workspace)})\nawait show(${expression})\n`
}
