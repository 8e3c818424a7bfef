import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingForNotebooks } from '../../scripts/setup-tests.mjs'
import { rootPath } from '../support/shared.ts'
import { complaints, executed, type Notebook, notebookPath, outputOf, readNotebook } from './executed-notebook.ts'

const names = readdirSync(rootPath('notebooks'))
  .filter(file => file.endsWith('.ipynb'))
  .map(file => basename(file, '.ipynb'))
const missing = missingForNotebooks()

/** What each must show, by words of the code of a cell: a notebook whose claims no longer hold is a wrong notebook. */
const shown: Readonly<Record<string, readonly (readonly [cell: string, shows: RegExp])[]>> = {
  '02-templates-and-generators': [
    ["name: 'pls'", /80 pipelines/],
    ["name: 'pls'", /_or_.*× 4.*_range_ \[1,20\] param n_components.*× 20/s],
    ["swept.boxes('pre", /RMSECV by preprocessing on.*Distribution of RMSECV on/s],
    ['SavitskyGolay', /UnknownOperator.*SavitskyGolay/s],
    ['swept.leaderboard', /RMSECV/],
  ],
  '03-honest-validation': [
    ["name: 'careless'", /R² = 0\.[3-9].*repeated measurements/s],
    ["name: 'careful'", /R² = -0/],
    ["name: 'selection'", /train_partition +R² = 0\.[2-9].*fold +R² = -0/s],
    ['winner.curve()', /one standard error/],
  ],
  '04-reading-results': [
    ['pooled.toRows', /172 samples/],
    ['best.residuals(', /Distribution of residuals.*normal distribution/s],
    ['fat.outliers(', /after SNV, coloured by fat.*T² and Q of 3 principal components/s],
    ['hard =', /tec\d+ +measured/],
    ['worst =', /among the ten worst of \d of 5 models/],
    ['best.explain()', /VIP/],
  ],
  '05-comparing': [
    ['before, after', /RMSECV/],
    ["top(1, 'rmse')", /fat .*RPD.*\nprotein .*RPD/],
    ["metric: 'rpd'", /RPD cv by preprocessing × dataset.*tecator_fat.*tecator_protein/s],
    ['after.lineage()', /tecator\.csv/],
  ],
  '06-your-own-operator': [
    ['run.leaderboard', /MeanOfNearest|BandRatio|SNV/],
    ["StretchesOfY' }", /random folds\W+\d.*stretches of y\W+\d/s],
    ["name: 'Broken'", /1 failed: .*"Broken"/],
    ['run.warnings', /BandRatio, MeanOfNearest/],
  ],
  '07-predicting-new-samples': [
    ['best.predict(fresh)', /95 % interval/],
    ['held =', /(3[4-9]|4[0-3]) of 43/],
    ['spoiled', /outside.*8 of 8 samples are unlike/s],
    ['resample: true', /AxisMismatch.*\n(-?0\.\d+ ?){8}/],
    ['toCSV', /sample_id,y_pred.*\ntec/],
  ],
  '08-python-workspaces': [['there', /No workspace of the Python library|Opened/]],
}

it.each(names)('%s is shipped without outputs', name => {
  const code = readNotebook(notebookPath(name)).cells.filter(({ cell_type }) => cell_type === 'code')
  expect(code.length).toBeGreaterThan(4)
  expect(code.flatMap(({ outputs }) => outputs)).toEqual([])
})

describe.skipIf(missing)(`executed${missing ? ` (left out: missing ${missing})` : ''}`, () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'n4a-notebooks-'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    for (const name of readdirSync(rootPath('notebooks'))) {
      if (name.startsWith('workspace-')) rmSync(rootPath('notebooks', name), { recursive: true })
    }
  })

  const held = (notebook: Notebook, name: string) => {
    expect(complaints(notebook)).toEqual([])
    for (const [cell, shows] of shown[name] ?? []) expect(outputOf(notebook, cell), cell).toMatch(shows)
  }

  it.each(Object.keys(shown))('%s in tslab', async name => held(await executed(folder, name), name), 240_000)

  it('06-your-own-operator in Deno', async () => {
    const name = '06-your-own-operator'
    held(await executed(folder, name, 'deno'), name)
  }, 240_000)
})
