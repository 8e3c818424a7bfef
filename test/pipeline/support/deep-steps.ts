import fc from 'fast-check'

type Steps = readonly unknown[]

/** What steps are made of: single steps, and models where predictions are merged. */
interface Parts {
  readonly step: fc.Arbitrary<unknown>
  readonly model: fc.Arbitrary<unknown>
}

const merges = fc.constantFrom<Steps>([], [{ merge: 'features' }], [{ merge: 'concat' }])
const stacked = fc.constantFrom<unknown>(
  { merge: 'predictions' },
  { merge: 'all' },
  { merge: { predictions: true, include_original: true } },
)

/**
 * Steps that no model need follow, with branches in branches: copies, by the column `set` (values C and M), and by the sources
 * NIR and MIR. Some are refused when they are parsed.
 */
export function deepSteps({ step, model }: Parts): fc.Arbitrary<Steps> {
  return fc.letrec<{ steps: Steps; step: Steps }>(tie => {
    const two = fc.tuple(tie('steps'), tie('steps'))
    const ended = fc.tuple(tie('steps'), model).map(([steps, last]) => [...steps, last])
    const branches = fc.array(tie('steps'), { minLength: 1, maxLength: 2 })
    return {
      step: fc.oneof(
        { maxDepth: 3 },
        step.map(one => [one]),
        step.map(one => [one]),
        fc.tuple(branches, merges).map(([branch, merge]) => [{ branch }, ...merge]),
        tie('steps').map(steps => [{ branch: { by_metadata: 'set', steps } }, { merge: 'concat' }]),
        two.map(([C, M]) => [{ branch: { by_metadata: 'set', steps: { C, M } } }]),
        two.map(([NIR, MIR]) => [{ branch: { by_source: true, steps: { NIR, MIR } } }, { merge: 'features' }]),
        fc
          .tuple(ended, ended)
          .map(([NIR, MIR]) => [{ branch: { by_source: true, steps: { NIR, MIR } } }, { merge: 'predictions' }]),
        fc.tuple(ended, ended, stacked).map(([first, second, merge]) => [{ branch: { first, second } }, merge]),
      ),
      steps: fc.array(tie('step'), { maxLength: 2 }).map(list => list.flat()),
    }
  }).steps
}
