import { UnboundParameter } from '../../errors/index.ts'
import { findOperator } from '../../operators/index.ts'

/** `{_range_: [5, 15, 5], param: n_components}` standing alone as a step, once a value has been chosen. */
interface FreeParameter {
  readonly keyword: string
  readonly param: string
  readonly value: unknown
}

const mark = Symbol('free parameter')

export function freeParameter(parameter: FreeParameter): unknown {
  return { [mark]: parameter }
}

const asFree = (value: unknown): FreeParameter | undefined =>
  typeof value === 'object' && value !== null ? (value as { [mark]?: FreeParameter })[mark] : undefined

/** A free parameter on its way to a step, and where it stood. */
interface Pending extends FreeParameter {
  readonly field: string
}

/** Steps with what was pending bound in them, what is pending after them, and the names of the operators passed. */
interface Bound {
  readonly value: unknown
  readonly pending: readonly Pending[]
  readonly passed: readonly string[]
}

/**
 * Move each free-standing parameter of a concrete list of steps into the next step whose operator declares it: the nested
 * form, which the Python library runs the same. It looks into lists of steps and into every branch on its way.
 * @throws UnboundParameter where no later step takes it
 */
export function bindFreeParameters(value: unknown): unknown {
  if (!holdsFree(value)) return value
  const { value: bound, pending, passed } = bindIn(value, [], '')
  const [left] = pending
  if (left) throw UnboundParameter({ ...left, steps: passed }).at({ field: `${left.field}.param` })
  return bound
}

function holdsFree(value: unknown): boolean {
  if (asFree(value)) return true
  if (Array.isArray(value)) return value.some(holdsFree)
  return branchesOf(value)?.lists.some(([, steps]) => holdsFree(steps)) ?? false
}

function bindIn(step: unknown, pending: readonly Pending[], field: string): Bound {
  const free = asFree(step)
  if (free) return { value: step, pending: [...pending, { ...free, field }], passed: [] }
  if (Array.isArray(step)) return bindInList(step, pending, field)
  const branches = branchesOf(step)
  if (branches) return bindInBranches(branches, pending, field)
  const name = operatorOf(step)?.name
  let [value, left] = [step, pending]
  for (const parameter of pending) {
    const taken = withParameter(value, parameter)
    if (taken === undefined) continue
    value = taken
    left = left.filter(other => other !== parameter)
  }
  return { value, pending: left, passed: name === undefined ? [] : [name] }
}

function bindInList(steps: readonly unknown[], pending: readonly Pending[], field: string): Bound {
  const passed: string[] = []
  let left = pending
  const value = steps.map((step, i) => {
    const bound = bindIn(step, left, `${field}[${i}]`)
    // Only what stands after a parameter can take it.
    if (left.length > 0) passed.push(...bound.passed)
    left = bound.pending
    return bound.value
  })
  return { value, pending: left, passed }
}

/** The lists of steps of a branching step, each with its field, and the step with others in their places. */
interface Branches {
  readonly lists: readonly (readonly [field: string, steps: unknown])[]
  readonly with: (lists: readonly unknown[]) => unknown
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of `{branch: [[…], […]]}`, `{branch: {name: […], …}}` or `{branch: {by_metadata: column, steps: …}}`. */
function branchesOf(step: unknown): Branches | null {
  if (!isObject(step) || !('branch' in step)) return null
  const { branch } = step
  if (!isObject(branch) || !('steps' in branch)) {
    return inBranches(branch, '.branch', fresh => ({ ...step, branch: fresh }))
  }
  const put = (steps: unknown) => ({ ...step, branch: { ...branch, steps } })
  if (Array.isArray(branch.steps)) return { lists: [['.branch.steps', branch.steps]], with: ([steps]) => put(steps) }
  return inBranches(branch.steps, '.branch.steps', put)
}

function inBranches(branches: unknown, field: string, put: (branches: unknown) => unknown): Branches | null {
  if (Array.isArray(branches)) return { lists: branches.map((steps, i) => [`${field}[${i}]`, steps]), with: put }
  if (!isObject(branches)) return null
  const names = Object.keys(branches)
  return {
    lists: names.map(name => [`${field}.${name}`, branches[name]]),
    with: lists => put(Object.fromEntries(names.map((name, i) => [name, lists[i]]))),
  }
}

/** A parameter that several branches declare goes into each; one that none takes goes on behind them. */
function bindInBranches(branches: Branches, pending: readonly Pending[], field: string): Bound {
  const bound = branches.lists.map(([name, steps]) => bindIn(steps, pending, `${field}${name}`))
  const untaken = pending.filter(parameter => bound.every(({ pending }) => pending.includes(parameter)))
  const own = bound.flatMap(one => one.pending.filter(parameter => !pending.includes(parameter)))
  return {
    value: branches.with(bound.map(({ value }) => value)),
    pending: [...untaken, ...own],
    passed: bound.flatMap(({ passed }) => passed),
  }
}

/** A free-standing parameter that has been bound stays in the list, as no step, so that the steps keep their places. */
export function isBoundParameter(step: unknown): boolean {
  return asFree(step) !== undefined
}

/** The steps without them. */
export function withoutBoundParameters(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(step => !isBoundParameter(step)).map(withoutBoundParameters)
  const branches = branchesOf(value)
  return branches ? branches.with(branches.lists.map(([, steps]) => withoutBoundParameters(steps))) : value
}

type Operatorlike = { readonly name: string; readonly params: object; readonly put: (params: object) => unknown }

/** The operator of a step in any of its forms, and how to put parameters into it. */
function operatorOf(step: unknown): Operatorlike | undefined {
  if (typeof step === 'string') return { name: step, params: {}, put: params => ({ class: step, params }) }
  if (typeof step !== 'object' || step === null || Array.isArray(step)) return undefined
  const object = step as Record<string, unknown>
  if (typeof object.class === 'string') {
    const params = (object.params as object | undefined) ?? {}
    return { name: object.class, params, put: given => ({ ...object, params: given }) }
  }
  for (const key of ['model', 'preprocessing', 'y_processing', 'split']) {
    const inner = key in object ? operatorOf(object[key]) : undefined
    if (inner) return { ...inner, put: params => ({ ...object, [key]: inner.put(params) }) }
  }
  return undefined
}

function withParameter(step: unknown, { param, value }: FreeParameter): unknown {
  const target = operatorOf(step)
  const operator = target && findOperator(target.name)
  return operator && Object.hasOwn(operator.params, param)
    ? target.put({ ...target.params, [param]: value })
    : undefined
}
