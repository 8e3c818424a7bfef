import { createHash } from 'node:crypto'

const LIMIT = 80

export function shortHash(text: string, digits = 6): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits)
}

/**
 * A name as a file or folder may be called: only `[A-Za-z0-9._-]`, never empty, never starting with a dot, at most 80
 * characters. Different names may give the same: see `hashedSafeName`.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^\.+/, '_')
  if (plain === '') return 'unnamed'
  return plain.length <= LIMIT ? plain : hashed(plain, name)
}

/** The same with a hash of the name, for where the plain one is taken. */
export function hashedSafeName(name: string): string {
  return hashed(safeName(name), name)
}

function hashed(plain: string, name: string): string {
  return `${plain.slice(0, LIMIT - 7)}_${shortHash(name)}`
}

/** A path name for each of `names`, unlike each other on any file system: the first keeps the plain form. */
export function distinctSafeNames(names: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of names) {
    if (given.has(name)) continue
    const plain = safeName(name)
    const chosen = taken.has(plain.toLowerCase()) ? hashedSafeName(name) : plain
    taken.add(chosen.toLowerCase())
    given.set(name, chosen)
  }
  return given
}
