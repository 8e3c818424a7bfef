import { built, pooledRmse, readSpectra } from './library.mjs'

/*
 * Operators of n4a called fold by fold in one thread, without planning, scoring and recording: what a peer's fit and predict are
 * held against. `preprocessings`: names of transforms, with their parameters. `values`: of the first parameter that the family serves.
 */
const { findOperator } = await built('operators/index.js')
const { takeRows, takeElements } = await built('math/matrix.js')
const { resolveParameters } = await built('params/index.js')

const resolved = ([name, given]) => {
  const operator = findOperator(name)
  return { operator, params: resolveParameters(operator.label, operator.params, given) }
}

export function prepare({ data, preprocessings = [null], model, values, seeds }) {
  const spectra = readSpectra(data)
  const steps = preprocessings.map(step => step && resolved(step))
  const { operator, params } = resolved(model)
  const work = modelParams => () =>
    steps.flatMap(step => pooledRmse(spectra, predictions(spectra, step, operator, modelParams, values)))
  const time = work(params)
  if (seeds === undefined) return { time }
  const answer = () => Array.from({ length: seeds }, (_, random_state) => work({ ...params, random_state })()[0])
  return { time, answer }
}

function predictions({ X, y, folds }, step, { family }, params, values) {
  const members = values.map(value => ({ ...params, [family.parameters[0]]: value }))
  const stateless = step?.operator.stateless
  const whole = stateless ? transformed(X, step, step.operator.fit(X, step.params)) : X
  return folds.map(({ train, val }) => {
    const parts = [takeRows(whole, train), takeRows(whole, val)]
    const state = step && !stateless ? step.operator.fit(parts[0], step.params) : null
    const [training, validation] = step && !stateless ? parts.map(part => transformed(part, step, state)) : parts
    return family
      .fitPredict(training, takeElements(y, train), members, [validation])
      .map(({ predictions: [predicted] }) => predicted)
  })
}

const transformed = (X, { operator, params }, state) => operator.transform(X, state, params)
