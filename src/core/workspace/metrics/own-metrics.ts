import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DamagedFile } from '../../errors/index.ts'
import { writeFileAtomic } from '../files/atomic-file.ts'
import { fileInside } from '../files/inside.ts'
import { makeFolder } from '../files/make-folder.ts'
import { safeName } from '../files/safe-name.ts'
import type { Omissions } from '../omissions.ts'

/** Ours have a few hundred bytes. */
const MOST_BYTES = 16 * 1024

/** Keep what a metric of a program's own says of itself, one file a metric, so that its scores can be ordered later on. */
export async function saveOwnMetric(folder: string, name: string, card: object): Promise<void> {
  makeFolder(folder)
  await writeFileAtomic(join(folder, `${safeName(name)}.json`), `${JSON.stringify(card, null, 2)}\n`)
}

/** What was kept, by file; mostly there is no such folder. What cannot be read is noted, and hides nothing else. */
export function readOwnMetrics(root: string, folder: string, omissions: Omissions): readonly unknown[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  const cards: unknown[] = []
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue
    const path = join(folder, name)
    try {
      const file = fileInside(root, path)
      if (file === null) continue
      if (statSync(file).size > MOST_BYTES) throw DamagedFile({ path, reason: `it has more than ${MOST_BYTES} bytes` })
      cards.push(parsed(path, readFileSync(file, 'utf8')))
      omissions.forget(path)
    } catch (error) {
      omissions.note('damaged_metric', path, error)
    }
  }
  return cards
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw DamagedFile({ path, reason: 'it is not JSON' }, { cause })
  }
}
