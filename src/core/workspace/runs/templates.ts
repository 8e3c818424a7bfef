import { join } from 'node:path'
import { DamagedFile, UnknownRecord } from '../../errors/index.ts'
import type { RunManifest, TemplateRecord } from '../../records/index.ts'
import { readText } from '../files/regular-file.ts'
import { safeName } from '../files/safe-name.ts'
import { isMissing } from '../files/storage-failure.ts'
import type { Layout } from '../layout.ts'
import { readManifest } from './run-manifest.ts'

/** Where a template stands as given, relative to the run's folder. */
export function givenFile(template_id: string, extension: 'yaml' | 'json'): string {
  return `templates/${safeName(template_id)}.${extension}`
}

/** Its normal form: `<id>.json`, or, where that is what was given, beside it. */
export function recordFile(template_id: string, extension: 'yaml' | 'json'): string {
  return `templates/${safeName(template_id)}${extension === 'json' ? '.record' : ''}.json`
}

async function readEither(folder: string, files: readonly string[], missing: string): Promise<[string, string]> {
  for (const file of files) {
    try {
      return [await readText(join(folder, file)), join(folder, file)]
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw DamagedFile({ path: join(folder, missing), reason: 'it is missing' })
}

/** The templates of a run as it saved them before expansion. */
export async function readTemplates(layout: Pick<Layout, 'run'>, run: RunManifest): Promise<TemplateRecord[]> {
  const { folder } = layout.run(run.id)
  return Promise.all(
    run.templates.map(async ({ id }) => {
      const files = [recordFile(id, 'json'), recordFile(id, 'yaml')]
      const [text, path] = await readEither(folder, files, files[1]!)
      try {
        return JSON.parse(text) as TemplateRecord
      } catch (error) {
        throw DamagedFile({ path, reason: 'it is not JSON' }, { cause: error })
      }
    }),
  )
}

/** As given, byte for byte. @throws UnknownRecord */
export async function readTemplateText(layout: Layout, run_id: string, template_id: string): Promise<string> {
  const run = await readManifest(layout, run_id)
  const known = run.templates.map(({ id }) => id)
  if (!known.includes(template_id)) throw UnknownRecord({ noun: 'template', id: template_id, known })
  const files = [givenFile(template_id, 'yaml'), givenFile(template_id, 'json')]
  return (await readEither(layout.run(run_id).folder, files, files[0]!))[0]
}
