import { UnsupportedStep, WrongShape, withinField } from '../../errors/index.ts'
import type { BranchNode, Division, MergeNode, Node } from './nodes.ts'
import { type Fields, isObject, oneOf, refuseOtherFields } from './parse-step.ts'

type ParseNodes = (steps: readonly unknown[]) => readonly Node[]

const separators = ['by_metadata', 'by_source', 'by_tag', 'by_filter'] as const

/**
 * `{branch: [[step, …], [step, …]]}` or `{branch: {name: [step, …]}}`: the same samples through each branch.
 * `{branch: {by_metadata: column, steps: …}}`, `{branch: {by_source: true, steps: …}}`: each through its own; `steps` is one
 * list for each value, or an object of lists by value.
 */
export function branchNode(step: Fields, parse: ParseNodes): BranchNode {
  refuseOtherFields(step, ['branch', 'name'])
  return withinField('branch', () => {
    const given = step.branch
    if (isObject(given)) {
      const separator = separators.find(key => key in given)
      if (separator) return separatingNode(given, separator, parse)
    }
    const branches = branchesOf(given, 'branch', parse).map(branch => ({ ...branch, value: null }))
    const written = Array.isArray(given)
      ? branches.map(writtenNodes)
      : Object.fromEntries(branches.map(branch => [branch.name, writtenNodes(branch)]))
    return { type: 'branch', division: { by: 'copies' }, branches, written: { branch: written } }
  })
}

const writtenNodes = ({ nodes }: { readonly nodes: readonly Node[] }) => nodes.map(({ written }) => written)

function branchesOf(given: unknown, what: string, parse: ParseNodes) {
  const entries = Array.isArray(given)
    ? given.map((steps, i) => [`branch_${i}`, steps, `[${i}]`] as const)
    : isObject(given)
      ? Object.entries(given).map(([name, steps]) => [name, steps, name] as const)
      : []
  if (entries.length === 0) {
    const expected = 'a list of lists of steps, or an object of them by name'
    throw WrongShape({ what, expected, received: given })
  }
  return entries.map(([name, steps, field]) => {
    const list = Array.isArray(steps) ? steps : [steps]
    return { name, nodes: withinField(field, () => parse(list)) }
  })
}

function separatingNode(given: Fields, separator: (typeof separators)[number], parse: ParseNodes): BranchNode {
  if (separator === 'by_tag' || separator === 'by_filter') {
    const reason =
      'which branch a test sample belongs to would depend on rows it must not see; write the values into a column and use by_metadata'
    throw UnsupportedStep({ keyword: separator, reason }).at({ field: separator })
  }
  refuseOtherFields(given, [separator, 'steps'])
  const { steps } = given
  const column = given[separator]
  if (separator === 'by_metadata' && (typeof column !== 'string' || column === '')) {
    throw WrongShape({ what: separator, expected: 'the name of a column', received: column }).at({ field: separator })
  }
  if (separator === 'by_source' && column !== true) {
    throw WrongShape({ what: separator, expected: 'true', received: column }).at({ field: separator })
  }
  const division: Division = separator === 'by_source' ? { by: 'source' } : { by: 'metadata', column: column as string }
  return withinField('steps', () => {
    if (!isObject(steps) && separator === 'by_source') {
      const expected = 'an object of lists of steps by the name of the instrument'
      throw WrongShape({ what: 'steps', expected, received: steps ?? null })
    }
    if (!isObject(steps)) {
      const nodes = parse(Array.isArray(steps) ? steps : [steps ?? null])
      const written = { branch: { [separator]: column, steps: nodes.map(node => node.written) } }
      return { type: 'branch', division, branches: [{ name: column as string, value: null, nodes }], written }
    }
    const branches = branchesOf(steps, 'steps', parse).map(branch => ({ ...branch, value: branch.name }))
    const writtenSteps = Object.fromEntries(branches.map(branch => [branch.name, writtenNodes(branch)]))
    return { type: 'branch', division, branches, written: { branch: { [separator]: column, steps: writtenSteps } } }
  })
}

const joins = ['features', 'predictions', 'all', 'concat'] as const

/** `{merge: features|predictions|all|concat}`, or `{merge: {features: true, predictions: true, include_original}}`. */
export function mergeNode(step: Fields): MergeNode {
  refuseOtherFields(step, ['merge', 'name'])
  const given = step.merge
  if (!isObject(given)) {
    const join = oneOf(given, 'merge', joins)
    return { type: 'merge', join, include_original: false, written: { merge: join } }
  }
  return withinField('merge', () => {
    refuseOtherFields(given, ['features', 'predictions', 'include_original', 'output_as'])
    const { features, predictions, include_original = false, output_as = 'features' } = given
    for (const [name, value] of [
      ['features', features],
      ['predictions', predictions],
    ] as const) {
      if (value === undefined || value === true || value === false || value === 'all') continue
      const reason =
        'choosing among branches by their scores would need validation inside each fold; give each choice a pipeline of its own with _or_'
      throw UnsupportedStep({ keyword: `merge.${name}`, reason }).at({ field: name })
    }
    oneOf(output_as, 'output_as', ['features'])
    const [wantsFeatures, wantsPredictions] = [Boolean(features), Boolean(predictions)]
    if (!wantsFeatures && !wantsPredictions) {
      throw WrongShape({ what: 'merge', expected: 'features, predictions or both', received: given })
    }
    const join = wantsFeatures && wantsPredictions ? 'all' : wantsFeatures ? 'features' : 'predictions'
    const parts = { ...(wantsFeatures && { features: true }), ...(wantsPredictions && { predictions: true }) }
    const written = { merge: include_original === true ? { ...parts, include_original: true } : join }
    return { type: 'merge', join, include_original: include_original === true, written }
  })
}
