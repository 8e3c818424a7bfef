import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { quote, UnsupportedRequest, WrongConvention } from '../../errors/index.ts'
import type { ConventionFile, ConventionFiles, FileKind } from './convention-files.ts'
import { pairedSources } from './paired-sources.ts'

const affixes = { train: ['cal', 'train'], test: ['val', 'test'] } as const
type Part = keyof typeof affixes

/** Names that mean each kind, before or behind the name of the part, joined by nothing or `_`. */
const kindNames: Readonly<Record<FileKind, readonly string[]>> = { x: ['x'], y: ['y'], m: ['metadata', 'meta', 'm'] }
const wholeNames: Readonly<Record<FileKind, readonly string[]>> = {
  x: ['x'],
  y: ['y'],
  m: ['m', 'meta', 'metadata', 'group'],
}
const foldNames = ['folds', 'fold', 'cv_folds', 'cvfolds', 'cross_validation', 'crossvalidation', 'cv', 'splits']
const tables = /\.(csv|tsv|txt)(\.gz|\.zip)?$|\.zip$/i

/**
 * The files of a folder by their names, as the Python library finds them: `Xcal`, `X_train`, `trainX`, … for training
 * spectra, `val` and `test` for test spectra, `Y…` for reference values, `M…` or `Meta…` for metadata.
 *
 * Several files of spectra are of several instruments, in the order of their names.
 *
 * @returns null where no file is named so
 * @throws WrongConvention for reference values without spectra; UnsupportedRequest for several files of one kind
 */
export function conventionOfFolder(folder: string): ConventionFiles | null {
  const names = readdirSync(folder)
    .filter(name => tables.test(name))
    .sort()
  const found = new Map<string, string[]>()
  for (const name of names) {
    const role = roleOf(name.replace(tables, '').toLowerCase())
    if (role) found.set(role, [...(found.get(role) ?? []), name])
  }
  const namesOf = (part: Part, kind: FileKind): readonly string[] =>
    found.get(`${part}_${kind}`) ?? (part === 'train' ? found.get(kind) : undefined) ?? []
  const asFile = (name: string): ConventionFile => ({ path: join(folder, name), options: {} })
  const file = (part: Part, kind: FileKind): ConventionFile | null => {
    const own = namesOf(part, kind)
    if (own.length > 1) throw severalFiles(folder, kind, part, own)
    return own.length === 0 ? null : asFile(own[0]!)
  }
  if (found.size === 0) return null
  const [trainX, testX] = (['train', 'test'] as const).map(part => namesOf(part, 'x').map(asFile)) as [
    ConventionFile[],
    ConventionFile[],
  ]
  for (const [part, files] of [['train', trainX] as const, ['test', testX] as const]) {
    const instruments = new Set(files.map(({ path }) => instrumentOf(path).toLowerCase()))
    // Names that say no instrument are two tries at one thing.
    if (instruments.size < files.length) throw severalFiles(folder, 'x', part, namesOf(part, 'x'))
  }
  const spectra = pairedSources(trainX, testX, { file: folder }, instrumentOf)
  const part = (name: Part) => ({ x: spectra[0]?.[name] ?? null, y: file(name, 'y'), m: file(name, 'm') })
  const [train, test] = [part('train'), part('test')]
  if (!train.x) throw WrongConvention({ reason: `${quote(folder)} holds no training spectra, such as Xcal.csv` })
  const lonely = [test.y, test.m].find(Boolean)
  if (!test.x && lonely) {
    throw WrongConvention({ reason: `${quote(basename(lonely.path))} has no spectra beside it, such as Xval.csv` })
  }
  const used = new Set(
    [...trainX, ...testX, train.y, train.m, test.y, test.m].flatMap(one => (one ? basename(one.path) : [])),
  )
  const folds = names.filter(name => foldNames.includes(name.replace(tables, '').toLowerCase()))
  const others = names.filter(name => !used.has(name) && !folds.includes(name))
  return {
    train: { ...train, x: train.x },
    test: test.x && { ...test, x: test.x },
    sources: spectra.slice(1),
    defaults: spectra.length > 1 ? { source_name: spectra[0]!.name } : {},
    notes: [
      `A folder of several files: ${[...used].map(name => quote(name)).join(', ')}.`,
      ...(folds.length > 0
        ? [`Not used: ${quote(folds[0])}; folds belong to the run, as \`folds: {file: …}\` in JSON.`]
        : []),
      ...(others.length > 0
        ? [`Not used, for their names say no role: ${others.map(name => quote(name)).join(', ')}.`]
        : []),
    ],
  }
}

/** `train_x`, `test_y`, … or `x`, `y`, `m` for a table without parts. */
function roleOf(stem: string): string | null {
  for (const kind of ['x', 'y', 'm'] as const) if (wholeNames[kind].includes(stem)) return kind
  for (const part of ['train', 'test'] as const) {
    for (const kind of ['y', 'm', 'x'] as const) {
      const means = (name: string) =>
        kindNames[kind].some(letter => affixes[part].some(affix => joins(letter, affix, name)))
      if (means(stem)) return `${part}_${kind}`
    }
  }
  return null
}

/** The two words side by side, anywhere in the name but not within a longer word. */
function joins(kind: string, affix: string, stem: string): boolean {
  const pattern = `(?:^|[^a-z])(?:${kind}[_-]?${affix}|${affix}[_-]?${kind})(?:$|[^a-z])`
  return new RegExp(pattern).test(stem)
}

/** `Xcal_NIR.csv` is of NIR. */
const instrumentOf = (path: string): string =>
  basename(path)
    .replace(tables, '')
    .replace(/(^|[^a-z])(?:x[_-]?(?:cal|train|val|test)|(?:cal|train|val|test)[_-]?x)(?=$|[^a-z])/i, '$1')
    .replace(/^[_\-. ]+|[_\-. ]+$/g, '')

function severalFiles(folder: string, kind: FileKind, part: Part, names: readonly string[]): Error {
  return UnsupportedRequest({
    what: `Reading ${quote(basename(folder))} as one dataset`,
    reason: `it holds ${names.length} files for the ${part} ${kind.toUpperCase()}: ${names.map(name => quote(name)).join(', ')}`,
    instead:
      kind === 'x'
        ? 'Leave one, or call each by its instrument: Xcal_NIR.csv, Xcal_MIR.csv.'
        : 'Leave one file of this kind.',
  })
}
