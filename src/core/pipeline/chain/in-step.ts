import { located } from '../../errors/index.ts'
import type { Step } from '../pipeline.ts'

/** Run `work`; a foreseen error that leaves it names the step. */
export function inStep<T>(step: Step, work: () => T): T {
  return located({ step: step.operator.label }, work)
}
