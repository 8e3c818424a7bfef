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

/**
 * Move each free-standing parameter of a concrete list of steps into the next step whose operator declares it: the nested
 * form, which the Python library runs the same.
 * @throws UnboundParameter where no later step takes it
 */
export function bindFreeParameters(value: unknown): unknown {
  const alone = asFree(value)
  if (alone) throw UnboundParameter({ ...alone, steps: [] })
  if (!Array.isArray(value)) return value
  const steps = value.map(step => (Array.isArray(step) ? bindFreeParameters(step) : step))
  for (let i = 0; i < steps.length; i++) {
    const free = asFree(steps[i])
    if (!free) continue
    const later = steps.slice(i + 1)
    const at = later.findIndex(step => withParameter(step, free) !== undefined)
    if (at < 0) {
      const names = later.flatMap(step => operatorOf(step)?.name ?? [])
      throw UnboundParameter({ ...free, steps: names }).at({ field: `[${i}].param` })
    }
    steps[i + 1 + at] = withParameter(later[at], free)
  }
  return steps
}

/** A free-standing parameter that has been bound stays in the list, as no step, so that the steps keep their places. */
export function isBoundParameter(step: unknown): boolean {
  return asFree(step) !== undefined
}

/** The steps without them. */
export function withoutBoundParameters(value: unknown): unknown {
  return Array.isArray(value) ? value.filter(step => !isBoundParameter(step)).map(withoutBoundParameters) : value
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
