import {
  ParametersConflict,
  PipelineWithoutModel,
  StepAfterModel,
  UnsupportedStep,
  withinField,
} from '../../errors/index.ts'
import type { AnySplitter, AnyTransform } from '../../operators/index.ts'
import { closeComposites, compositeStep } from '../chain/composite.ts'
import { separatedStep } from '../chain/separated-step.ts'
import type { Separation } from '../chain/separation.ts'
import { sourceStep } from '../chain/source-step.ts'
import { type MergedPredictions, type StackedStep, stackedChain } from '../models-of-models/stacked-chain.ts'
import { type Chain, type ChainStep, isTransformStep, type Step } from '../pipeline.ts'
import type { Chart, ChartKind } from './charts.ts'
import { modelName, stepLabel } from './names.ts'
import type { BranchNode, MergeNode, MetaModel, Node } from './nodes.ts'

/** A way through the steps so far: branches make several of one, merges one of several. */
interface Path {
  readonly steps: readonly ChainStep[]
  readonly targets: readonly Step<AnyTransform>[]
  /** Names of the branches on the way. */
  readonly names: readonly string[]
  readonly separation: Separation | null
  /** Models met on the way, the first first. */
  readonly models: readonly Chain[]
  /** Predictions that were merged: the features of every model that follows. */
  readonly merged: MergedPredictions | null
}

interface LaidOut {
  readonly chains: readonly Chain[]
  readonly splitter: Step<AnySplitter> | null
  readonly charts: readonly Chart[]
}

/** Steps → one chain for each model of each branch. @throws PipelineWithoutModel, StepAfterModel, UnsupportedStep, ParametersConflict */
export function layOut(nodes: readonly Node[]): LaidOut {
  const chains: Chain[] = []
  const splitters: Step<AnySplitter>[] = []
  const charts: Chart[] = []
  const branchIds = new Map<string, number>()
  const start: Path = { steps: [], targets: [], names: [], separation: null, models: [], merged: null }

  const emit = (path: Path, parts: Pick<Chain, 'steps' | 'targetTransforms' | 'model'>): Path => {
    const branch = path.names.length === 0 ? null : branchOf(path.names, branchIds)
    const chain: Chain = { ...parts, branch, separation: path.separation }
    // Laid out once more for the result; the raw chain stays comparable with its neighbours.
    chains.push({ ...chain, steps: closeComposites(chain.steps) })
    return { ...path, models: [...path.models, chain] }
  }

  const walk = (list: readonly Node[], from: Path): readonly Path[] => {
    let paths: readonly Path[] = [from]
    let open: readonly { readonly origin: Path; readonly children: readonly Path[] }[] | null = null
    const take = (node: Node) => {
      switch (node.type) {
        case 'transform':
        case 'rows':
          paths = paths.map(path => withStep(path, node.step))
          break
        case 'target':
          paths = paths.map(path => ({ ...path, targets: [...path.targets, node.step] }))
          break
        case 'splitter':
          if (from !== start)
            throw UnsupportedStep({
              keyword: 'split',
              reason: 'folds are those of the whole pipeline; put it before the branch',
            })
          splitters.push(node.step)
          break
        case 'model':
          paths = paths.map(path => emit(path, partsOf(path, node.step)))
          break
        case 'meta':
          paths = paths.map(path => emit(path, metaParts(path, node.meta)))
          break
        case 'branch':
          open = paths.map(origin => ({ origin, children: childrenOf(node, origin, walk) }))
          paths = open.flatMap(({ children }) => children)
          break
        case 'merge':
          if (!open) throw UnsupportedStep({ keyword: 'merge', reason: 'there is no branch before it' })
          paths = open.map(({ origin, children }) => merged(node, origin, children))
          open = null
          break
        case 'chart':
          charts.push(...paths.map(path => chartOn(path, node.kind)))
      }
    }
    for (const node of list) {
      const { place } = node
      if (place === undefined || from !== start) take(node)
      else withinField(place, () => take(node))
    }
    return paths
  }

  const ends = walk(nodes, start)
  if (chains.length === 0) throw PipelineWithoutModel({ steps: nodes.flatMap(namesOfNode) })
  refuseLooseEnds(ends, chains)
  if (splitters.length > 1) throw ParametersConflict({ reason: 'a pipeline has one splitter at most' })
  return { chains, splitter: splitters[0] ?? null, charts }
}

/** Transforms alone, with what follows a feature augmentation in each of its chains. */
export function closedTransforms(transforms: readonly Step<AnyTransform>[]): readonly Step<AnyTransform>[] {
  return closeComposites(transforms).filter(isTransformStep)
}

const chartOn = ({ steps, names, separation }: Path, kind: ChartKind): Chart => ({
  kind,
  after: closeComposites(steps),
  branch: names.join('/') || null,
  separation,
})

const namesOfNode = (node: Node): readonly string[] =>
  node.type === 'transform' ? [stepLabel(node.step)] : [node.type]

function withStep(path: Path, step: ChainStep): Path {
  if (!path.merged) return { ...path, steps: [...path.steps, step] }
  return { ...path, merged: { ...path.merged, between: [...path.merged.between, step] } }
}

/** A step that no model follows would have no effect. */
function refuseLooseEnds(ends: readonly Path[], chains: readonly Chain[]): void {
  for (const { steps, merged, models, names } of ends) {
    const last = models.at(-1)
    if (!last) {
      throw UnsupportedStep({ keyword: 'branch', reason: `branch ${names.join('/')} leads to no model` })
    }
    const loose = (merged ? [...steps, ...merged.between] : steps).at(-1)
    if (merged && models.every(chain => !('through' in chain.model))) {
      throw UnsupportedStep({ keyword: 'merge', reason: 'no model follows it' })
    }
    if (loose === undefined || models.some(chain => reaches(chain, loose))) continue
    throw StepAfterModel({ step: stepLabel(loose), model: chains.at(-1)!.model.operator.label })
  }
}

/** Whether a chain goes through the step, be it inside of a model of models. */
const reaches = ({ steps, model }: Chain, step: ChainStep): boolean =>
  steps.includes(step) || ('through' in model && (model as StackedStep).through.includes(step))

function childrenOf(
  { division, branches }: BranchNode,
  origin: Path,
  walk: (list: BranchNode['branches'][number]['nodes'], from: Path) => readonly Path[],
): readonly Path[] {
  if (origin.merged) throw UnsupportedStep({ keyword: 'branch', reason: 'merged predictions go to one model' })
  return branches.flatMap(({ name, value, nodes }) => {
    const child = { ...origin, names: [...origin.names, name] }
    if (division.by === 'copies') return walk(nodes, child)
    if (division.by === 'source') return walk(nodes, { ...child, steps: [...origin.steps, sourceStep(name)] })
    if (origin.separation) {
      throw UnsupportedStep({ keyword: 'by_metadata', reason: 'samples are separated by one column at a time' })
    }
    return walk(nodes, { ...child, separation: { column: division.column, value } })
  })
}

function merged({ join, include_original }: MergeNode, origin: Path, children: readonly Path[]): Path {
  const models = children.flatMap(child => child.models.slice(origin.models.length))
  const all = { ...origin, models: [...origin.models, ...models] }
  const separation = children.find(child => child.separation !== origin.separation)?.separation
  if (separation) {
    if (join !== 'concat') {
      throw UnsupportedStep({
        keyword: `merge: ${join}`,
        reason: 'branches of separate samples are joined by `merge: concat`',
      })
    }
    const byValue = new Map(children.map(child => [child.separation!.value, suffixOf(child, origin)]))
    return withStep(all, separatedStep(separation.column, byValue))
  }
  const suffixes = () => children.map(child => suffixOf(child, origin))
  const original = include_original ? [[]] : []
  if (join === 'features' || join === 'concat') return withStep(all, compositeStep([...original, ...suffixes()], false))
  if (models.length === 0)
    throw UnsupportedStep({ keyword: 'merge', reason: 'its branches have no models whose predictions could be joined' })
  const beside = join === 'all' ? [...original, ...suffixes()] : original
  return { ...all, merged: { models, beside, between: [] } }
}

/** The transforms of a branch. @throws UnsupportedStep where it also filters or augments samples, or transforms y */
function suffixOf(child: Path, origin: Path): readonly Step<AnyTransform>[] {
  const steps = closeComposites(child.steps.slice(origin.steps.length))
  const transforms = steps.filter(isTransformStep)
  if (transforms.length < steps.length || child.targets.length > origin.targets.length) {
    throw UnsupportedStep({
      keyword: 'merge',
      reason: 'features of branches that change samples or y cannot be joined; do that before the branch',
    })
  }
  return transforms
}

function partsOf({ steps, targets, merged }: Path, model: Chain['model']) {
  if (merged) return stackedChain({ steps, targetTransforms: targets }, merged, model, usualFolds)
  return { steps, targetTransforms: targets, model }
}

/** Folds inside the training rows, where a template does not say. */
const usualFolds = 5

function branchOf(names: readonly string[], ids: Map<string, number>) {
  const name = names.join('/')
  const id = ids.get(name) ?? ids.size
  ids.set(name, id)
  return { id, name }
}

function metaParts({ steps, targets, models }: Path, { model, source_models, passthrough, cv, name }: MetaModel) {
  const chosen = source_models === 'all' ? models : source_models.flatMap(source => modelsCalled(models, source))
  if (chosen.length === 0) throw UnsupportedStep({ keyword: 'MetaModel', reason: 'there is no model before it' })
  const merged = { models: chosen, beside: passthrough ? [[]] : [], between: [] }
  return stackedChain({ steps, targetTransforms: targets }, merged, { ...model, name }, cv)
}

function modelsCalled(models: readonly Chain[], name: string): readonly Chain[] {
  const found = models.filter(({ model }) => modelName({ model }) === name || model.operator.label === name)
  if (found.length > 0) return found
  const known = models.map(modelName).join(', ')
  throw UnsupportedStep({
    keyword: 'source_models',
    reason: `no model before it is called ${name}; there are: ${known || 'none'}`,
  })
}
