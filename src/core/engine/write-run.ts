import { resolve } from 'node:path'
import { stringify } from 'yaml'
import type { RunRequest } from '../records/index.ts'
import { writeNewFile } from '../workspace/index.ts'
import type { WrittenRun } from './run-engine.ts'

/** @throws OutputNotWritable where something is there already, or the folder takes nothing */
export async function writeRun({ file: _, ...request }: RunRequest, path?: string): Promise<WrittenRun> {
  const text = stringify(request, { lineWidth: 0, aliasDuplicateObjects: false })
  if (path === undefined) return { text, path: null }
  const target = resolve(path)
  await writeNewFile(target, false, write => write(Buffer.from(text)))
  return { text, path: target }
}
