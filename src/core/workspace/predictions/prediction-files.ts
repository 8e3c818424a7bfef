import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { hashedSafeName, safeName } from '../files/safe-name.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { footerKeys, readFooter } from '../parquet/footer.ts'

const EXTENSION = '.meta.parquet'

export function predictionFiles(layout: Layout): string[] {
  try {
    return readdirSync(layout.predictions)
      .filter(name => name.endsWith(EXTENSION) && !name.startsWith('.'))
      .sort()
      .map(name => join(layout.predictions, name))
  } catch (error) {
    if (isMissing(error) || failureCode(error) === 'ENOTDIR') return []
    throw error
  }
}

/** Files that may hold a dataset: two datasets can share the safe form of their names, then one has a hash. */
export function candidateFiles(layout: Layout, dataset: string): [plain: string, hashed: string] {
  const path = (name: string) => join(layout.predictions, `${name}${EXTENSION}`)
  return [path(safeName(dataset)), path(hashedSafeName(dataset))]
}

/** Held while the file of a dataset is written, and while it is decided which that is. */
export function predictionLock(layout: Layout, dataset: string): string {
  return join(layout.predictions, `.${safeName(dataset).toLowerCase()}.lock`)
}

/** Which file a dataset's predictions are written to. */
export async function fileOf(layout: Layout, dataset: string): Promise<string> {
  const [plain, hashed] = candidateFiles(layout, dataset)
  const taken = (await readFooter(plain))?.keys.get(footerKeys.dataset)
  return taken === undefined || taken === dataset ? plain : hashed
}

/** What a file is called without its extension, where it does not say which dataset it holds. */
export function nameOfFile(path: string): string {
  return basename(path, EXTENSION)
}
