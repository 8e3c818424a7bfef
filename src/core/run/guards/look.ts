import type { DesignWarning, GuardCard, GuardFinding, GuardKind, ResultRecord } from '../../records/index.ts'
import type { Evaluation } from '../run-plan.ts'
import { type DesignGuard, findingText, type GuardedResult, type ResultGuard, type RunGuard } from './guard.ts'
import { designGuards, resultGuards, runGuards } from './registry.ts'

/** What the guards say of each division of each dataset, each finding once, with the datasets it holds for. */
export function designWarnings(evaluations: readonly Evaluation[]): readonly DesignWarning[] {
  const found = new Map<string, { guard: string; finding: GuardFinding; datasets: Set<string> }>()
  const divisions = new Map(evaluations.map(({ dataset, rows, metric }) => [rows, { dataset, rows, metric }]))
  for (const design of divisions.values()) {
    for (const guard of designGuards) {
      for (const finding of guard.find(design)) {
        const key = JSON.stringify([guard.id, finding])
        const same = found.get(key) ?? { guard: guard.id, finding, datasets: new Set<string>() }
        same.datasets.add(design.dataset.name)
        found.set(key, same)
      }
    }
  }
  return [...found.values()].map(({ guard, finding, datasets }) => ({ guard, ...finding, datasets: [...datasets] }))
}

/** A finding about a design as one text. */
export const designWarningText = (warning: DesignWarning): string =>
  `${warning.datasets.join(', ')}: ${findingText(warning)}`

/** What the guards say of a result: sentences. */
export function resultWarnings(result: GuardedResult): readonly string[] {
  return resultGuards.flatMap(guard => guard.find(result).map(findingText))
}

/** What the guards say of a run that has ended: sentences. @param best result of each dataset */
export function runWarnings(best: readonly ResultRecord[], all: readonly ResultRecord[]): readonly string[] {
  return runGuards.flatMap(guard => guard.find(best, all).map(findingText))
}

/** Every guard, as it is declared. */
export function guardCards(): readonly GuardCard[] {
  return [...cardsOf('design', designGuards), ...cardsOf('result', resultGuards), ...cardsOf('run', runGuards)]
}

function cardsOf(kind: GuardKind, guards: readonly (DesignGuard | ResultGuard | RunGuard)[]): readonly GuardCard[] {
  return guards.map(({ id, summary, matters, remedy, field }) => ({
    id,
    kind,
    summary,
    matters,
    remedy,
    field: field ?? null,
  }))
}
