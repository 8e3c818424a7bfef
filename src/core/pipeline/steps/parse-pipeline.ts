import type { GeneratorChoice } from '../../records/index.ts'
import type { Pipeline } from '../pipeline.ts'
import { layOut } from './lay-out.ts'
import { parseNodes } from './parse-nodes.ts'

/**
 * Concrete steps → pipeline: one chain for each model of each branch.
 * @throws what parseNodes and layOut throw, with the field
 */
export function parsePipeline(steps: readonly unknown[], choices: readonly GeneratorChoice[]): Pipeline {
  const nodes = parseNodes(steps)
  return { ...layOut(nodes), choices, written: nodes.map(({ written }) => written) }
}
