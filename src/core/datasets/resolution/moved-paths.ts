import { dirname, join, relative, resolve, sep } from 'node:path'

/** A file at its old and its new path, both absolute. */
export interface Move {
  readonly from: string
  readonly to: string
}

/**
 * Where `path` is after `moves`: the file itself, or what stands in a folder that has moved with a file in it. The same path
 * where nothing of it has moved.
 */
export function movedPath(path: string, moves: readonly Move[]): string {
  const own = moves.find(({ from }) => from === path)
  if (own) return own.to
  let nearest: { readonly folder: string; readonly length: number } | null = null
  for (const { from, to } of moves) {
    const shared = sharedFolder(path, from)
    const below = relative(shared, from)
    // What is beside the file has moved with it only if the file is still called the same from there.
    if (shared === '' || !`${sep}${to}`.endsWith(`${sep}${below}`)) continue
    const folder = to.slice(0, to.length - below.length)
    if (nearest === null || shared.length > nearest.length) nearest = { folder, length: shared.length }
  }
  if (nearest === null) return path
  const rest = path.slice(nearest.length)
  return resolve(join(nearest.folder, rest))
}

/** The deepest folder that holds both; `path` itself where it holds the other. */
function sharedFolder(path: string, other: string): string {
  let folder = path
  while (folder !== other && !other.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)) {
    const parent = dirname(folder)
    if (parent === folder) return ''
    folder = parent
  }
  return folder === dirname(folder) ? '' : folder
}

/**
 * `path` with `from` at its start replaced by `to`, or null where it does not begin so. Only whole names count: `/data` is not
 * the start of `/database`. Paths of Windows have either slash and either case.
 */
export function withPrefix(path: string, from: string, to: string): string | null {
  const ofWindows = /^([a-z]:|\\\\)/i.test(path)
  const plain = (text: string) => (ofWindows ? text.replaceAll('\\', '/').toLowerCase() : text).replace(/(?!^)\/+$/, '')
  const [whole, start] = [plain(path), plain(from)]
  if (whole === start) return resolve(to)
  if (!whole.startsWith(start === '/' ? start : `${start}/`)) return null
  const rest = path.slice(start.length)
  return resolve(join(to, ofWindows ? rest.replaceAll('\\', '/') : rest))
}
