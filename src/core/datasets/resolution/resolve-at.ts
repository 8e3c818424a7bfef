import type { DatasetFile } from '../../records/index.ts'
import { type Comparing, type Comparison, compareFile } from './compare-file.ts'
import { candidateOf } from './find-file.ts'
import { type Move, movedPath } from './moved-paths.ts'
import type { Resolution } from './resolve-dataset.ts'
import { stageLog } from './stage-log.ts'
import { weakestOf } from './weakest-proof.ts'

/** Whether the files of a dataset are where someone says they are; nothing else is looked at. */
export async function resolveAt(
  files: readonly DatasetFile[],
  moves: readonly Move[],
  comparing: Comparing,
): Promise<Resolution> {
  const log = stageLog()
  const compared = await log.timed('given_path', async () => {
    const value: { readonly path: string; readonly found: Comparison }[] = []
    for (const wanted of files) {
      const path = movedPath(wanted.path, moves)
      value.push({ path, found: await compareFile(path, wanted, path === wanted.path, comparing) })
    }
    const wrong = value.find(({ found }) => found.verdict !== 'same')
    const left = value.filter(({ found }) => found.verdict === 'same').length
    const { path, found } = wrong ?? value[0]!
    const evidence = wrong && value.length > 1 ? `${path}: ${found.reason}` : found.reason
    return { value, examined: files.length, left, evidence }
  })
  const same = compared.flatMap(({ found }) => (found.verdict === 'same' ? [found] : []))
  if (same.length === files.length) {
    const moved = files.map((file, i) => {
      const { path, size, modified_at } = same[i]!.facts
      return { ...file, path, size, modified_at }
    })
    const made = files.flatMap(({ path }, i) => (path === moved[i]!.path ? [] : [{ from: path, to: moved[i]!.path }]))
    return {
      status: made.length > 0 ? 'relocated' : 'valid',
      proof: weakestOf(same.map((found, i) => ({ from: files[i]!.path, ...found }))),
      files: moved,
      moves: made,
      stages: log.stages(),
      candidates: [],
    }
  }
  const verdicts = compared.map(({ found }) => found.verdict)
  const candidates = compared.flatMap(({ found }) =>
    found.verdict === 'differs' || found.verdict === 'undecided'
      ? [candidateOf(found.facts, found.verdict, found.reason)]
      : [],
  )
  const status = verdicts.includes('differs') ? 'hash_mismatch' : verdicts.includes('absent') ? 'missing' : 'unknown'
  return { status, proof: null, files: null, moves: [], stages: log.stages(), candidates }
}
