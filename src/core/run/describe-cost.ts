import type { Dataset } from '../datasets/index.ts'
import { isTransformStep, stepLabel } from '../pipeline/index.ts'
import type { RunCost, SharedPrefix } from '../records/index.ts'
import { probePlan } from './probe-plan.ts'
import type { RunPlan, SharedFit } from './run-plan.ts'
import { planBytes, type Resources, workerCount } from './workers/worker-count.ts'

/**
 * What a plan takes: families, fits, shared beginnings, threads and memory; with `probe`, milliseconds that may be spent to
 * compute a little of it, the time as well. Nothing is recorded.
 * @throws MemoryLimit, WrongShape of the resources
 */
export async function describeCost(plan: RunPlan, resources: Resources, probe = 0): Promise<RunCost> {
  const fits = plan.tasks.flatMap(task => task.fits)
  const workers = workerCount(resources, plan.datasets)
  const refits = plan.config.refit === 'all' ? 1 : 0
  const probed = probe > 0 ? await probePlan(plan, probe) : null
  const busy = Math.max(1, Math.min(workers, plan.tasks.length))
  return {
    families: fits.length,
    largest_family: fits.reduce((most, { members }) => Math.max(most, members.length), 0),
    fits: plan.fits,
    single_fits: fits.reduce((sum, { rows, members }) => sum + members.length * (rows.folds.length + refits), 0),
    shared_prefixes: prefixesOf(fits),
    workers,
    memory_bytes: planBytes(plan.datasets, busy),
    estimated_seconds: probed && probed.seconds / busy,
    probed_families: probed?.families ?? 0,
  }
}

function prefixesOf(fits: readonly SharedFit[]): readonly SharedPrefix[] {
  const found = new Map<Dataset, Map<string, number>>()
  for (const { dataset, members } of fits) {
    const steps: string[] = []
    for (const step of members[0]!.member.chain.steps) {
      if (!isTransformStep(step) || !step.operator.stateless) break
      steps.push(stepLabel(step))
    }
    if (steps.length === 0) continue
    const ofDataset = found.get(dataset) ?? new Map<string, number>()
    found.set(dataset, ofDataset)
    const label = steps.join(' > ')
    ofDataset.set(label, (ofDataset.get(label) ?? 0) + 1)
  }
  return [...found].flatMap(([{ name }, prefixes]) =>
    [...prefixes]
      .filter(([, families]) => families > 1)
      .map(([steps, families]) => ({ dataset: name, steps, families })),
  )
}
