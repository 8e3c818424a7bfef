import { ParametersConflict } from '../../errors/index.ts'
import { choice } from '../../params/index.ts'
import { copy } from '../accepted-parameters.ts'
import { defineTransform } from '../operator.ts'
import { type BaselineSetting, baselineMethods, baselineSettings } from './baseline-methods.ts'
import { subtractBaselines } from './subtract-baselines.ts'
import { checkSmoothness } from './whittaker-parameters.ts'

const names = Object.keys(baselineMethods)

/**
 * Baseline correction by the name of a method, with the usual values of pybaselines.
 *
 * X: (n_samples, n_features), any unit → same shape and unit. Learns nothing.
 *
 * Unlike the Python library: a setting that the method does not take is refused, and so are windows left to a guess.
 *
 * @throws WrongFeatureCount; SingularFit; NotFinite
 * @see pybaselines 1.2; each method's own operator cites its article
 */
export const baselineByName = defineTransform({
  id: 'baseline_by_name',
  label: 'PyBaseline',
  class_path: 'nirs4all.operators.transforms.PyBaselineCorrection',
  aliases: [
    'PyBaselineCorrection',
    'nirs4all.operators.PyBaselineCorrection',
    'nirs4all.operators.transforms.nirs.PyBaselineCorrection',
  ],
  summary: 'Subtract a baseline found by the named method from each spectrum',
  formula: 'x − z, z as the operator of that method defines it; mor: min(o, (min(o) + max(o)) / 2), o the opening of x',
  source: 'pybaselines 1.2',
  checked_against:
    'nirs4all 0.11, within 1e-9 (aspls 0.05); numpy 1.24.2 by the published formulas for iarpls and psalsa, within 1e-9',
  differs: 'a setting that the method does not take is refused, and so are windows left to a guess',
  params: {
    method: choice({ initial: 'asls', options: names, abbreviation: 'm', help: 'Name of the method in pybaselines' }),
    ...baselineSettings,
    copy,
  },
  check: ({ method, ...values }) => {
    const { takes, needs } = baselineMethods[method]!
    const given = (Object.keys(baselineSettings) as BaselineSetting[]).filter(name => values[name] !== null)
    const foreign = given.find(name => !takes.includes(name))
    if (foreign) throw ParametersConflict({ reason: `${method} takes ${takes.join(', ')}, but not ${foreign}` })
    if (needs && values[needs] === null) throw ParametersConflict({ reason: `${method} needs ${needs}` })
    checkSmoothness({ lam: values.lam ?? 1, p: values.p ?? 0.5 })
  },
  stateless: true,
  fit: () => null,
  transform: (X, _state, { method, ...values }) => {
    const { shortest, estimate } = baselineMethods[method]!
    return subtractBaselines(X, shortest(values), spectrum => estimate(spectrum, values))
  },
})
