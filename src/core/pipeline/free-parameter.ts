import { UnboundParameter } from '../errors/index.ts'
import { findOperator } from '../operators/index.ts'

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
  return branchesOf(value).some(([, steps]) => holdsFree(steps))
}

function bindIn(step: unknown, pending: readonly Pending[], field: string): Bound {
  const free = asFree(step)
  if (free) return { value: step, pending: [...pending, { ...free, field }], passed: [] }
  if (Array.isArray(step)) return bindInList(step, pending, field)
  const branches = branchesOf(step)
  if (branches.length > 0) return bindInBranches(step as BranchStep, branches, pending, field)
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

type Branch = readonly [name: string | number, steps: unknown]
type BranchStep = Readonly<Record<'branch', object>>

/** The lists of steps of `{branch: [[…], […]]}` or `{branch: {name: […], …}}`. */
function branchesOf(step: unknown): readonly Branch[] {
  if (typeof step !== 'object' || step === null || !('branch' in step)) return []
  const { branch } = step
  if (typeof branch !== 'object' || branch === null) return []
  return Array.isArray(branch) ? branch.map((steps, i) => [i, steps] as const) : Object.entries(branch)
}

/** A parameter that several branches declare goes into each; one that none takes goes on behind them. */
function bindInBranches(step: BranchStep, branches: readonly Branch[], pending: readonly Pending[], field: string) {
  const list = Array.isArray(step.branch)
  const bound = branches.map(([name, steps]) =>
    bindIn(steps, pending, `${field}.branch${list ? `[${name}]` : `.${name}`}`),
  )
  const values = bound.map(({ value }) => value)
  const branch = list ? values : Object.fromEntries(branches.map(([name], i) => [name, values[i]]))
  const untaken = pending.filter(parameter => bound.every(({ pending }) => pending.includes(parameter)))
  const own = bound.flatMap(one => one.pending.filter(parameter => !pending.includes(parameter)))
  return {
    value: { ...step, branch },
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
  if (branches.length === 0) return value
  const steps = branches.map(([name, steps]) => [name, withoutBoundParameters(steps)] as const)
  const { branch } = value as BranchStep
  return {
    ...(value as BranchStep),
    branch: Array.isArray(branch) ? steps.map(([, list]) => list) : Object.fromEntries(steps),
  }
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
