import { MissingOwnMetric, UnknownField, UnknownMetric, WrongShape, withinField } from '../errors/index.ts'
import { everyMetric, findMetric } from '../metrics/index.ts'
import { type FoldsConfig, fitScopes, type RunConfig, type RunRequest, refitChoices } from '../records/index.ts'
import { seededFolds } from '../run/index.ts'

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function checkFields(what: string, object: Fields, known: readonly string[]): void {
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) throw UnknownField({ what, name, known }).at({ field: name, text: name })
  }
}

/**
 * The value of a run file as a request. Templates and datasets are checked where they are loaded.
 * @throws WrongShape, UnknownField
 */
export function checkRequest(value: unknown): RunRequest {
  if (!isObject(value)) {
    throw WrongShape({ what: 'A run file', expected: 'an object with `templates` and `datasets`', received: value })
  }
  checkFields('A run file', value, ['name', 'description', 'templates', 'datasets', 'config', 'base_directory', 'file'])
  for (const field of ['templates', 'datasets']) {
    const list = value[field]
    if (!Array.isArray(list) || list.length === 0) {
      const expected = `a list of at least one ${field.slice(0, -1)}`
      throw WrongShape({ what: `\`${field}\``, expected, received: list ?? null }).at({ field })
    }
  }
  for (const field of ['name', 'description']) {
    if (value[field] !== undefined && typeof value[field] !== 'string') {
      throw WrongShape({ what: `\`${field}\``, expected: 'text', received: value[field] }).at({ field })
    }
  }
  return value as unknown as RunRequest
}

/** `config:` with its defaults. @throws WrongShape, UnknownField, UnknownMetric */
export function checkConfig(config: unknown): RunConfig {
  const given = config ?? {}
  if (!isObject(given)) throw WrongShape({ what: '`config`', expected: 'an object', received: given })
  checkFields('`config`', given, ['folds', 'metric', 'refit', 'fit_scope', 'random_state', 'max_pipelines'])
  checkMaxPipelines(given.max_pipelines)
  const { metric: asked = 'rmse', refit = 'best', fit_scope = 'fold', random_state = null } = given
  if (typeof asked !== 'string') {
    throw WrongShape({ what: '`metric`', expected: 'the name of a metric', received: asked }).at({ field: 'metric' })
  }
  const metric = findMetric(asked)
  if (!metric) {
    const known = everyMetric().map(({ name }) => name)
    throw UnknownMetric({ name: asked, known }).at({ field: 'metric', text: asked })
  }
  if (metric.remembered) throw MissingOwnMetric({ name: asked }).at({ field: 'metric', text: asked })
  if (random_state !== null && !Number.isSafeInteger(random_state)) {
    const what = '`random_state`'
    throw WrongShape({ what, expected: 'a whole number, or null', received: random_state }).at({
      field: 'random_state',
    })
  }
  return {
    folds: withinField('folds', () => checkFolds(given.folds, random_state as number | null)),
    // An alias, such as `f1`, is recorded under the name of what it means.
    metric: metric.name,
    refit: oneOf('refit', refit, refitChoices),
    fit_scope: oneOf('fit_scope', fit_scope, fitScopes),
    random_state: random_state as number | null,
  }
}

/** How many pipelines a template may expand to. @throws WrongShape */
function checkMaxPipelines(limit: unknown): void {
  if (limit === undefined || (Number.isSafeInteger(limit) && (limit as number) > 0)) return
  throw WrongShape({ what: '`max_pipelines`', expected: 'a whole number above 0', received: limit }).at({
    field: 'max_pipelines',
  })
}

function oneOf<const Choice extends string>(field: string, value: unknown, choices: readonly Choice[]): Choice {
  if (choices.includes(value as Choice)) return value as Choice
  throw WrongShape({ what: `\`${field}\``, expected: `one of ${choices.join(', ')}`, received: value }).at({ field })
}

function checkFolds(folds: unknown, random_state: number | null): FoldsConfig {
  if (folds === undefined) return { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: random_state ?? 42 }
  if (!isObject(folds)) {
    throw WrongShape({ what: '`folds`', expected: '{splitter, …} or {file}', received: folds })
  }
  if (folds.file !== undefined) {
    checkFields('`folds` from a file', folds, ['file', 'hash'])
    if (typeof folds.file !== 'string') {
      throw WrongShape({ what: '`file`', expected: 'a path', received: folds.file }).at({ field: 'file' })
    }
  }
  return seededFolds(folds, random_state)
}
