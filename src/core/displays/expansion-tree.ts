import { groupedDigits, printable } from '../errors/index.ts'
import type { ExpansionNode } from '../records/index.ts'
import type { TreeDisplay, TreeNode } from './display.ts'
import { formatCount } from './format.ts'

/** A template's steps with what each generator chooses from, and how many pipelines that makes. */
export function expansionTree(name: string, count: number, steps: readonly ExpansionNode[]): TreeDisplay {
  return {
    kind: 'tree',
    title: printable(`${name}: ${formatCount(count, 'pipeline')}`),
    nodes: steps.map(nodeOf),
    notes:
      steps.filter(step => step.count > 1).length > 1
        ? [
            `${steps
              .filter(step => step.count > 1)
              .map(step => groupedDigits(step.count))
              .join(' × ')} alternatives of the steps`,
          ]
        : [],
    whenEmpty: 'This template has no steps.',
  }
}

const nodeOf = ({ label, count, children }: ExpansionNode): TreeNode => ({
  label: printable(label),
  ...(count > 1 && { fact: `× ${groupedDigits(count)}` }),
  children: children.map(nodeOf),
})
