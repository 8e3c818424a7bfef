import { madeSpectra } from './harness/data.mjs'
import { median } from './harness/statistics.mjs'
import { built } from './n4a/library.mjs'

/*
 * What each family of models saves: the same members fitted one by one, and together, in turn, on one fold of 400 × 1000
 * (lasso and elastic net 400 × 200). Best with the Node of the development packages:
 * `node_modules/.bin/node bench/families.mjs [NAME…]`, after npm run build.
 */
const { findOperator } = await built('operators/index.js')
const { takeRows, takeElements } = await built('math/matrix.js')
const { resolveParameters } = await built('params/index.js')

const logarithmic = (from, to, count) =>
  Array.from({ length: count }, (_, i) => 10 ** (Math.log10(from) + (i * Math.log10(to / from)) / (count - 1)))
const upTo = count => Array.from({ length: count }, (_, i) => i + 1)
const decades = logarithmic(1e-3, 10, 10)
const grid = (one, first, other, second) => first.flatMap(a => second.map(b => ({ [one]: a, [other]: b })))
const along = (parameter, values) => values.map(value => ({ [parameter]: value }))

const families = {
  PLSRegression: [{}, along('n_components', upTo(20))],
  PCR: [{}, along('n_components', upTo(20))],
  Ridge: [{}, along('alpha', logarithmic(1e-4, 1e4, 20))],
  KernelRidge: [{ kernel: 'rbf' }, along('alpha', decades)],
  KNeighborsRegressor: [{}, along('n_neighbors', upTo(20))],
  RandomForestRegressor: [{ max_features: 0.1 }, along('n_estimators', [5, 10, 20, 40])],
  ExtraTreesRegressor: [{ max_features: 0.1 }, along('n_estimators', [5, 10, 20, 40])],
  SVR: [{}, grid('C', [0.1, 1, 10, 100, 1000], 'epsilon', [0.05, 0.2])],
  Lasso: [{}, along('alpha', decades)],
  ElasticNet: [{}, grid('alpha', logarithmic(1e-3, 1, 5), 'l1_ratio', [0.5, 0.9])],
  KNeighborsClassifier: [{}, along('n_neighbors', upTo(20))],
  SVC: [{}, along('C', logarithmic(0.1, 1000, 10))],
  LogisticRegression: [{}, along('C', logarithmic(0.1, 1000, 10))],
}

/** Processor time in ms, which other work on the machine disturbs least. */
const timed = work => {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function measured(name) {
  const [given, members] = families[name]
  const operator = findOperator(name)
  const wide = ['Lasso', 'ElasticNet'].includes(name)
  const { X: values, y, n_features } = madeSpectra(500, wide ? 200 : 1000)
  const X = { rows: 500, columns: n_features, values }
  const ordered = Float64Array.from(y).sort()
  const known =
    operator.task === 'regression' ? y : y.map(value => (value > ordered[160] ? 1 : 0) + (value > ordered[330] ? 1 : 0))
  const params = members.map(own => resolveParameters(operator.label, operator.params, { ...given, ...own }))
  const rows = Array.from({ length: 500 }, (_, i) => i)
  const [train, val] = [rows.filter(i => i % 5), rows.filter(i => i % 5 === 0)]
  const [training, target, parts] = [
    takeRows(X, train),
    takeElements(known, train),
    [takeRows(X, train), takeRows(X, val)],
  ]
  const predict = operator.predict ?? operator.scores
  const single = () => {
    for (const own of params) {
      const state = operator.fit(training, target, own)
      for (const part of parts) predict(part, state, own)
    }
  }
  const together = () => operator.family.fitPredict(training, target, params, parts)
  const rounds = Array.from({ length: 4 }, () => [timed(single), timed(together)]).slice(1)
  const [alone, shared] = [0, 1].map(side => median(rounds.map(round => round[side])))
  const ratio = median(rounds.map(([a, b]) => a / b))
  return [
    name,
    operator.family.parameters.join(' × '),
    params.length,
    alone.toFixed(1),
    shared.toFixed(1),
    ratio.toFixed(1),
  ]
}

const wanted = process.argv.slice(2)
console.log('| model | parameters | members | one by one, ms | together, ms | ratio |\n|---|---|---|---|---|---|')
for (const name of wanted.length > 0 ? wanted : Object.keys(families)) console.log(`| ${measured(name).join(' | ')} |`)
