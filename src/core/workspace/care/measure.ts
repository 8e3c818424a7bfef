import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type WorkspacePart, workspaceParts } from '../../records/index.ts'
import { failureCode, isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'

/** Bytes of the files of each part; those that vanish meanwhile count nothing. */
export async function measure({ root }: Layout): Promise<Record<WorkspacePart, number>> {
  const bytes = { runs: 0, deleted: 0, predictions: 0, arrays: 0, binaries: 0, tables: 0, other: 0 }
  for (const name of await namesIn(root)) {
    const part = workspaceParts.find(part => part === name) ?? 'other'
    bytes[part] += await sizeOf(join(root, name))
  }
  return bytes
}

/** Symbolic links are not followed. */
async function sizeOf(path: string): Promise<number> {
  let total = 0
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true }).catch(nothingThere)) {
    if (entry.isFile()) total += await fileSize(join(entry.parentPath, entry.name))
  }
  return total || fileSize(path)
}

async function fileSize(path: string): Promise<number> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : 0
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}

function nothingThere(error: unknown): [] {
  if (isMissing(error) || failureCode(error) === 'ENOTDIR') return []
  throw error
}

async function namesIn(path: string): Promise<string[]> {
  return readdir(path).catch(nothingThere)
}

export async function totalBytes(layout: Layout): Promise<number> {
  return Object.values(await measure(layout)).reduce((sum, bytes) => sum + bytes, 0)
}
