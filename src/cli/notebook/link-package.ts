import { existsSync, lstatSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { OutputNotWritable } from '../../core/index.ts'
import { packageRoot } from '../package-root.ts'

/**
 * Kernels look for `n4a` in `node_modules` beside a notebook and above it. Where there is none, a link to this one is made
 * beside it. @returns the link that was made, or null where none was needed @throws OutputNotWritable
 */
export function linkPackage(folder: string): string | null {
  if (findsPackage(folder)) return null
  const modules = join(folder, 'node_modules')
  const link = join(modules, 'n4a')
  try {
    mkdirSync(modules, { recursive: true })
    // A link that leads nowhere stands in the way, and is not ours to remove.
    if (lstatSync(link, { throwIfNoEntry: false })) throw new Error('it leads nowhere: remove it')
    symlinkSync(realpathSync(packageRoot), link, 'dir')
  } catch (error) {
    const instead = 'Choose a folder that you may write to.'
    throw OutputNotWritable({ path: link, reason: (error as Error).message, instead }, { cause: error })
  }
  return link
}

function findsPackage(folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', 'n4a', 'package.json'))) return true
  const above = dirname(folder)
  return above !== folder && findsPackage(above)
}

/**
 * Deno takes packages from `node_modules` only where its settings say so. Settings that are there are left alone.
 * @returns the file that was made, or null where there was one @throws OutputNotWritable
 */
export function denoSettings(folder: string): string | null {
  if (['deno.json', 'deno.jsonc'].some(name => existsSync(join(folder, name)))) return null
  const file = join(folder, 'deno.json')
  try {
    writeFileSync(file, `${JSON.stringify({ nodeModulesDir: 'manual' })}\n`, { flag: 'wx' })
  } catch (error) {
    const instead = 'Choose a folder that you may write to.'
    throw OutputNotWritable({ path: file, reason: (error as Error).message, instead }, { cause: error })
  }
  return file
}
