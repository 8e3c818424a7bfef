import { basename } from 'node:path'
import type { DatasetCandidate, DatasetFile, DatasetProof } from '../../records/index.ts'
import { coversAll } from '../file-hash.ts'
import { type Comparing, compareWhole, quickHashOf, sizeReason } from './compare-file.ts'
import type { FileFacts } from './file-access.ts'
import type { SizeIndex } from './search-folders.ts'
import type { StageLog } from './stage-log.ts'
import { type Surroundings, usualPlaces } from './usual-places.ts'

export interface Finding extends Comparing {
  readonly surroundings: Surroundings
  /** Files of the folders that are looked through, by size; made when it is first asked for. Null: none are. */
  readonly index: (() => Promise<SizeIndex>) | null
  readonly log: StageLog
}

export interface FoundElsewhere {
  /** Null where nothing was proved to be the file. */
  readonly found: { readonly facts: FileFacts; readonly proof: DatasetProof } | null
  readonly candidates: readonly DatasetCandidate[]
}

/** Look for a file that is not where it was recorded, stage by stage; each looks only at what the one before has left. */
export async function findFile(wanted: DatasetFile, finding: Finding): Promise<FoundElsewhere> {
  const near = await nearby(wanted, finding)
  const first = await choose(near.sameSize, wanted, finding)
  if (first.found || finding.index === null) return { ...first, candidates: [...first.candidates, ...near.others] }
  // What is in its own place was looked at first.
  const known = new Set([wanted.path, ...near.sameSize.map(({ path }) => path)])
  const further = (await ofSameSize(wanted, finding)).filter(({ path }) => !known.has(path))
  const second = await choose(further, wanted, finding)
  return { found: second.found, candidates: [...second.candidates, ...first.candidates, ...near.others] }
}

async function nearby(wanted: DatasetFile, { access, surroundings, log }: Finding) {
  return log.timed('usual_places', async () => {
    const places = usualPlaces(wanted.path, surroundings)
    const sameSize: FileFacts[] = []
    const others: DatasetCandidate[] = []
    for (const path of places) {
      const found = await access.facts(path)
      if (found.kind !== 'file') continue
      if (found.size === wanted.size) sameSize.push(found)
      else others.push(candidateOf(found, 'differs', sizeReason(found, wanted)))
    }
    const seen = sameSize.length + others.length
    const evidence = seen === 0 ? 'no file of its name' : `files of its name: ${seen}, of its size: ${sameSize.length}`
    return { value: { sameSize, others }, examined: places.length, left: sameSize.length, evidence }
  })
}

async function ofSameSize(wanted: DatasetFile, { index, log }: Finding): Promise<readonly FileFacts[]> {
  return log.timed('same_size', async () => {
    const { bySize, examined, givenUp, unreadable } = await index!()
    const found = bySize.get(wanted.size) ?? []
    const notes = [
      `${found.length} of ${examined} files have its size`,
      ...(givenUp ? ['there are more, and the search was given up'] : []),
      ...(unreadable > 0 ? [`folders that cannot be listed: ${unreadable}`] : []),
    ]
    return { value: found, examined, left: found.length, evidence: notes.join('; ') }
  })
}

/** The file among those of its size. */
async function choose(sameSize: readonly FileFacts[], wanted: DatasetFile, finding: Finding): Promise<FoundElsewhere> {
  if (sameSize.length === 0) return { found: null, candidates: [] }
  const sampled = await sampledLike(sameSize, wanted, finding)
  const likely = likeliestFirst(sampled.left, wanted)
  const [best] = likely
  if (best && sampled.compared && !finding.full) {
    if (coversAll(best.size)) return { found: { facts: best, proof: 'content' }, candidates: [] }
    if (best.modified_at === wanted.modified_at) return { found: { facts: best, proof: 'sample' }, candidates: [] }
  }
  if (!best) return { found: null, candidates: sampled.others }
  const whole = await wholeLike(likely, wanted, finding)
  return { ...whole, candidates: [...whole.candidates, ...sampled.others] }
}

async function sampledLike(sameSize: readonly FileFacts[], wanted: DatasetFile, { access, log, signal }: Finding) {
  if (wanted.quick_hash === '') return { left: sameSize, others: [], compared: false }
  return log.timed('quick_hash', async () => {
    const left: FileFacts[] = []
    const others: DatasetCandidate[] = []
    for (const facts of sameSize) {
      signal?.throwIfAborted()
      const sample = await quickHashOf(access, facts).catch(() => null)
      if (sample === wanted.quick_hash) left.push(facts)
      else if (basename(facts.path) === basename(wanted.path)) {
        others.push(candidateOf(facts, 'differs', 'its size is as recorded, and its bytes are not'))
      }
    }
    const evidence = `${left.length} of ${sameSize.length} have its bytes at head, middle and tail`
    return { value: { left, others, compared: true }, examined: sameSize.length, left: left.length, evidence }
  })
}

async function wholeLike(likely: readonly FileFacts[], wanted: DatasetFile, finding: Finding): Promise<FoundElsewhere> {
  return finding.log.timed<FoundElsewhere>('full_hash', async () => {
    const candidates: DatasetCandidate[] = []
    let examined = 0
    for (const facts of likely) {
      const before = finding.reads.done
      const whole = await compareWhole(facts, wanted, finding)
      examined += finding.reads.done - before
      if (whole.verdict === 'same') {
        const evidence = 'all bytes of one are as recorded'
        return { value: { found: { facts, proof: whole.proof }, candidates }, examined, left: 1, evidence }
      }
      candidates.push(candidateOf(facts, whole.verdict === 'undecided' ? 'undecided' : 'differs', whole.reason))
    }
    const undecided = candidates.filter(({ verdict }) => verdict === 'undecided').length
    const evidence = undecided > 0 ? `not read whole: ${undecided}` : 'no file has all its bytes'
    return { value: { found: null, candidates }, examined, left: undecided, evidence }
  })
}

/** By their time of change, then by their name: what was copied or moved keeps one of them most of the time. */
function likeliestFirst(files: readonly FileFacts[], { path, modified_at }: DatasetFile): readonly FileFacts[] {
  const rank = (facts: FileFacts) =>
    (facts.modified_at === modified_at ? 0 : 2) + (basename(facts.path) === basename(path) ? 0 : 1)
  return [...files].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
}

export const candidateOf = (
  { path, size, modified_at }: FileFacts,
  verdict: DatasetCandidate['verdict'],
  reason: string,
): DatasetCandidate => ({ path, size, modified_at, verdict, reason })
