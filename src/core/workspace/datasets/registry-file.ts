import { DamagedFile } from '../../errors/index.ts'
import { datasetStatuses, isDatasetFile, type RegisteredDataset, schemaVersion } from '../../records/index.ts'
import { readText } from '../files/regular-file.ts'
import { isMissing } from '../files/storage-failure.ts'
import { checkSchema } from '../runs/run-manifest.ts'
import { parseYaml } from '../yaml/read-yaml.ts'

/** `datasets.yaml`. */
export interface RegistryFile {
  readonly schema_version: string
  /** Counts the versions of the file: a writer commits only onto the one it has read. */
  readonly generation: number
  readonly datasets: readonly RegisteredDataset[]
}

type Fields = Readonly<Record<string, unknown>>
type Check = (value: unknown) => boolean

const isText: Check = value => typeof value === 'string'
const isCount: Check = value => Number.isSafeInteger(value) && (value as number) >= 0
const isObject: Check = value => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts: Check = value => Array.isArray(value) && value.every(isText)
const orNull =
  (check: Check): Check =>
  value =>
    value === null || check(value)
const isVersion: Check = value => {
  if (!isObject(value)) return false
  const { version, hash, path, files } = value as Fields
  const known = files === undefined || (Array.isArray(files) && files.every(isDatasetFile))
  return isText(version) && isText(hash) && known && (path === undefined || isText(path))
}

/** What the fields must be that anything is done with; a field that is absent has a default. */
const checks: readonly (readonly [name: string, expected: string, check: Check])[] = [
  ...['name', 'quick_hash', 'task_type', 'task_type_reason', 'version', 'original_path', 'created_at'].map(
    name => [name, 'a text', isText] as const,
  ),
  ...['first_used', 'last_used'].map(name => [name, 'a text', isText] as const),
  ['current_path', 'a path or null', orNull(isText)],
  ...['file_size', 'n_samples', 'n_features', 'n_train', 'n_test', 'run_count'].map(
    name => [name, 'a number of 0 or above', isCount] as const,
  ),
  ['y_columns', 'a list of texts', isTexts],
  ['y_stats', 'a mapping', isObject],
  ['metadata', 'a mapping', isObject],
  ['class_counts', 'a mapping or null', orNull(isObject)],
  ['wavelength_range', 'two numbers or null', orNull(value => Array.isArray(value) && value.length === 2)],
  ['versions', 'a list of {version, hash, …}', value => Array.isArray(value) && value.every(isVersion)],
]

/** The first field that is not what it must be, as a clause; null where all are. */
export function faultOf(fields: object): string | null {
  const wrong = checks.find(([name, , check]) => {
    const value = (fields as Fields)[name]
    return value !== undefined && !check(value)
  })
  return wrong ? `${wrong[0]} is not ${wrong[1]}` : null
}

/** Null where there is no such file. @throws DamagedFile naming the field, NewerSchema */
export async function readRegistry(path: string): Promise<RegistryFile | null> {
  let text: string
  try {
    text = await readText(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const value = await parseYaml(text, path)
  if (!isObject(value)) throw DamagedFile({ path, reason: 'it is not a mapping of fields' })
  const { schema_version, generation = 0, datasets = [], ...unknown } = value as Fields
  checkSchema(schema_version, path)
  if (!isCount(generation)) throw DamagedFile({ path, reason: 'generation is not a number of 0 or above' })
  if (!Array.isArray(datasets)) throw DamagedFile({ path, reason: 'datasets is not a list' })
  const entries = datasets.map((entry: unknown, i) => registeredDataset(entry, i, path))
  const ids = entries.map(({ id }) => id)
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i)
  if (twice >= 0) throw DamagedFile({ path, reason: `datasets[${twice}].id is that of an entry above it` })
  return { ...unknown, schema_version: schemaVersion, generation: generation as number, datasets: entries }
}

/** What an older version or a hand has left out is filled in; unknown fields stay. @throws DamagedFile */
function registeredDataset(value: unknown, i: number, path: string): RegisteredDataset {
  const damaged = (what: string) => DamagedFile({ path, reason: `datasets[${i}]${what}` })
  if (!isObject(value)) throw damaged(' is not a mapping of fields')
  // An empty field of YAML is null, and says no more than one that is not there.
  const given = Object.fromEntries(Object.entries(value as Fields).filter(([, field]) => field !== null))
  if (!isText(given.id) || given.id === '' || !isText(given.hash)) throw damaged(' has no id or no hash')
  const fault = faultOf(given)
  if (fault !== null) throw damaged(`.${fault}`)
  const entry = given as Partial<RegisteredDataset> & { readonly id: string; readonly hash: string }
  const { status = 'unknown' } = entry
  const first = entry.created_at ?? new Date(0).toISOString()
  return {
    // First for the order of the fields, last for their values.
    ...entry,
    name: entry.id,
    quick_hash: '',
    file_size: 0,
    task_type: 'regression',
    task_type_reason: '',
    n_samples: 0,
    n_features: 0,
    n_train: 0,
    n_test: 0,
    y_columns: [],
    y_stats: {},
    metadata: {},
    created_at: first,
    version: 'v1',
    original_path: entry.current_path ?? '',
    first_used: first,
    last_used: first,
    run_count: 0,
    versions: [],
    ...entry,
    // Null has a meaning of its own there.
    ...nullsOf(value as Fields),
    wavelength_range: entry.wavelength_range ?? null,
    wavelength_unit: entry.wavelength_unit ?? null,
    current_path: entry.current_path ?? null,
    status: datasetStatuses.includes(status) ? status : 'unknown',
  }
}

const mayBeNull = ['class_counts', 'partition', 'group']

const nullsOf = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => value === null && mayBeNull.includes(name)))
