import { madeSpectra, writeData } from '../harness/data.mjs'
import { timesAsFast } from '../harness/goals.mjs'
import { n4aSide, pythonSides } from '../harness/side.mjs'
import { mean } from '../harness/statistics.mjs'

const [run, operator] = ['n4a, a run in the process, all scored', 'n4a, the operator fold by fold']
const peer = 'scikit-learn, all cores'
const n_estimators = 100

export const forest = {
  name: 'forest',
  title: 'Random forest, 100 trees, 5 folds, 500 × 200',
  rounds: 5,
  groups: (scratch, { quick }) => {
    const data = writeData(scratch, 'forest', () => madeSpectra(500, 200))
    const seeds = quick ? 4 : 20
    const model = { class: 'RandomForestRegressor', params: { n_estimators, random_state: 0 } }
    return [
      {
        label: operator,
        ours: true,
        sides: [
          n4aSide('1 thread', 'models', {
            data,
            model: [model.class, model.params],
            values: [n_estimators],
            seeds,
          }),
        ],
      },
      {
        label: run,
        ours: true,
        sides: [1, 2].map(workers =>
          n4aSide(`${workers} worker${workers > 1 ? 's' : ''}`, 'plan', { data, pipelines: [[{ model }]], workers }),
        ),
      },
      { label: peer, sides: pythonSides('forest', { data, n_estimators, seeds }).slice(0, 1) },
    ]
  },
  compare: sameOverSeeds,
  goals: [timesAsFast(run, peer, 12)],
}

/** Forests draw their own random numbers: the means over seeds may differ by four standard errors, and a run is its operator. */
function sameOverSeeds(all) {
  const [ours, ...others] = all
  const peers = others.filter(({ group }) => group.label === peer)
  for (const { answer, group } of others.filter(({ group }) => group.ours)) {
    if (answer[0] !== ours.answer[0]) throw new Error(`${group.label}: RMSE ${answer[0]}, not ${ours.answer[0]}`)
  }
  for (const { answer } of peers) {
    const [mine, its] = [mean(ours.answer), mean(answer)]
    const squares = [ours.answer, answer].flatMap(values => values.map(value => (value - mean(values)) ** 2))
    const error = Math.sqrt(squares.reduce((a, b) => a + b) / (answer.length - 1) / answer.length)
    if (!(Math.abs(mine - its) <= 4 * error))
      throw new Error(`Mean RMSE over seeds ${mine}, of scikit-learn ${its} ± ${error}`)
  }
  return Math.abs(mean(ours.answer) / mean(peers[0].answer) - 1)
}
