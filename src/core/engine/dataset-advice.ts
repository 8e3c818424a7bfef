import type { DatasetCandidate, DatasetStatus } from '../records/index.ts'

/** What to do about a dataset that was checked, as a sentence; null where nothing has to be done. */
export function datasetAdvice(
  id: string,
  status: DatasetStatus,
  candidates: readonly DatasetCandidate[],
): string | null {
  const command = (verb: string, rest: string) => `\`n4a datasets ${verb} ${id}${rest}\``
  const same = candidates.find(({ verdict }) => verdict === 'same')
  const undecided = candidates.some(({ verdict }) => verdict === 'undecided')
  switch (status) {
    case 'valid':
    case 'relocated':
      return null
    case 'unknown':
      return undecided
        ? `${command('check', ' --full')} reads it whole.`
        : 'It cannot be read, so nothing is known of it: mend its permissions.'
    case 'hash_mismatch': {
      const accept = `${command('accept', '')} takes what is there now for a new version`
      if (same) return `${accept}; the recorded content is at ${same.path}: ${command('relocate', ' PATH')}.`
      return `${accept}; ${command('relocate', ' --search FOLDER')} looks for the file as it was.`
    }
    case 'missing':
      if (undecided) return `${command('check', ' --full')} reads the candidates whole.`
      return `${command('relocate', ' --search FOLDER')} looks for it by its content; ${command('relocate', ' PATH')} says where it is.`
  }
}
