import type {
  DatasetCandidate,
  DatasetFile,
  DatasetProof,
  DatasetStatus,
  ResolutionStage,
} from '../../records/index.ts'
import { type Comparison, compareFile } from './compare-file.ts'
import type { FileFacts } from './file-access.ts'
import { candidateOf, type Finding, findFile } from './find-file.ts'
import { type Move, movedPath } from './moved-paths.ts'
import { type StageWatcher, stageLog } from './stage-log.ts'
import { weakestOf } from './weakest-proof.ts'

export interface Resolution {
  readonly status: DatasetStatus
  /** Null unless it is valid or relocated; of several files the weakest. */
  readonly proof: DatasetProof | null
  /** The files as they were found, in the order they were given; null where not all were. */
  readonly files: readonly DatasetFile[] | null
  readonly moves: readonly Move[]
  readonly stages: readonly ResolutionStage[]
  readonly candidates: readonly DatasetCandidate[]
}

export interface Resolving extends Omit<Finding, 'log'> {
  /**
   * What to do where a file is in its place and has changed: a copy of what it was is only told of (`tell`), or taken for the
   * dataset (`take`).
   */
  readonly changed: 'tell' | 'take'
  readonly onStage?: StageWatcher | undefined
}

interface Placed {
  readonly wanted: DatasetFile
  readonly compared: Comparison
}

/** More candidates than anyone looks at. */
const mostCandidates = 20

/**
 * Where the files of a dataset are now. Cheap evidence comes first, and no stage is asked that the one before has answered:
 * where they were recorded; the usual places; files of the same size in the folders that are looked through; of these those
 * with the same bytes at head, middle and tail; and whole files only while `reads` lasts.
 */
export async function resolveDataset(files: readonly DatasetFile[], resolving: Resolving): Promise<Resolution> {
  const log = stageLog(resolving.onStage)
  const placed = await log.timed('stored_path', async () => {
    const value: Placed[] = []
    for (const wanted of files) {
      value.push({ wanted, compared: await compareFile(wanted.path, wanted, true, resolving) })
    }
    const left = value.filter(({ compared }) => compared.verdict === 'same').length
    return { value, examined: files.length, left, evidence: storedEvidence(value) }
  })
  const lost = placed.filter(({ compared }) => !isThere(compared))
  const { search, candidates } = lost.length > 0 ? await searchLost(lost, { ...resolving, log }) : nothingLost
  const known = new Map(search)
  for (const { wanted, compared } of placed) {
    if (compared.verdict === 'same') known.set(wanted, { facts: compared.facts, proof: compared.proof })
  }
  const changed = placed.some(({ compared }) => compared.verdict === 'differs')
  const found = files.every(file => known.has(file))
  const taken = found && !(changed && resolving.changed === 'tell')
  const moves = taken ? movesOf(files, known) : []
  return {
    status: taken ? (moves.length > 0 ? 'relocated' : 'valid') : statusOf(placed),
    proof: taken ? weakestOf(files.map(file => ({ from: file.path, ...known.get(file)! }))) : null,
    files: taken ? files.map(file => ({ ...file, ...factsOf(known.get(file)!.facts) })) : null,
    moves,
    stages: log.stages(),
    candidates: taken
      ? []
      : [...(found ? asCandidates(search) : []), ...undecided(placed), ...candidates].slice(0, mostCandidates),
  }
}

type Known = Map<DatasetFile, { readonly facts: FileFacts; readonly proof: DatasetProof }>

const nothingLost: { search: Known; candidates: DatasetCandidate[] } = { search: new Map(), candidates: [] }

/** A file whose bytes were not read to the end is in its place, if it is one; looking elsewhere would not decide it. */
const isThere = ({ verdict }: Comparison) => verdict === 'same' || verdict === 'undecided'

/** The largest is looked for; the others are where it has gone, or are looked for as well. */
async function searchLost(lost: readonly Placed[], finding: Finding) {
  const search: Known = new Map()
  const candidates: DatasetCandidate[] = []
  const moves: Move[] = []
  for (const { wanted } of [...lost].sort((a, b) => b.wanted.size - a.wanted.size)) {
    const beside = movedPath(wanted.path, moves)
    if (beside !== wanted.path) {
      const compared = await compareFile(beside, wanted, false, finding)
      if (compared.verdict === 'same') {
        search.set(wanted, compared)
        continue
      }
    }
    const { found, candidates: seen } = await findFile(wanted, finding)
    candidates.push(...seen)
    // Without one of its files a dataset is not found.
    if (!found) break
    search.set(wanted, found)
    moves.push({ from: wanted.path, to: found.facts.path })
  }
  return { search, candidates }
}

function movesOf(files: readonly DatasetFile[], known: Known): readonly Move[] {
  return files.flatMap(file => {
    const { path } = known.get(file)!.facts
    return path === file.path ? [] : [{ from: file.path, to: path }]
  })
}

/** Of a dataset that was not found whole. */
function statusOf(placed: readonly Placed[]): DatasetStatus {
  const some = (...verdicts: readonly Comparison['verdict'][]) =>
    placed.some(({ compared }) => verdicts.includes(compared.verdict))
  if (some('differs')) return 'hash_mismatch'
  return some('absent') ? 'missing' : 'unknown'
}

function storedEvidence(placed: readonly Placed[]): string {
  const worst =
    placed.find(({ compared }) => !isThere(compared)) ?? placed.find(({ compared }) => compared.verdict !== 'same')
  const { reason } = (worst ?? placed[0]!).compared
  return placed.length > 1 && worst ? `${worst.wanted.path}: ${reason}` : reason
}

const undecided = (placed: readonly Placed[]): readonly DatasetCandidate[] =>
  placed.flatMap(({ compared }) =>
    compared.verdict === 'undecided' ? [candidateOf(compared.facts, 'undecided', compared.reason)] : [],
  )

const asCandidates = (search: Known): readonly DatasetCandidate[] =>
  [...search.values()].map(({ facts }) => candidateOf(facts, 'same', 'it is what the file was when it was recorded'))

const factsOf = ({ path, size, modified_at }: FileFacts) => ({ path, size, modified_at })
