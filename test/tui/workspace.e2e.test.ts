import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, it, vi } from 'vitest'
import { rootPath } from '../support/shared.ts'
import { openTerminal, type Terminal } from '../support/terminal.ts'

/** The command as users have it, on a workspace that a run has made. */

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const node = rootPath('node_modules/.bin/node')
const command = rootPath('bin/n4a.cjs')
const patience = 30_000
let folder = ''
const terminals: Terminal[] = []

/** Enough fits to be seen while they last. */
const sweep = {
  name: 'Sweep',
  templates: [
    {
      name: 'sweep',
      pipeline: [
        { _or_: ['SNV', 'MSC', 'Detrend'] },
        {
          class: 'SavitzkyGolay',
          params: { window_length: { _range_: [7, 65, 2] }, polyorder: 2, deriv: { _or_: [0, 1, 2] } },
        },
        { _range_: [1, 20, 1], param: 'n_components' },
        'PLSRegression',
      ],
    },
  ],
  datasets: [
    {
      path: rootPath('examples/tecator/tecator.csv'),
      y: 'fat',
      partition: { column: 'set', train: ['C', 'M'], test: ['T'] },
    },
  ],
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'n4a-dashboard-'))
  writeFileSync(join(folder, 'sweep.json'), JSON.stringify(sweep))
  const args = [command, 'run', rootPath('examples/tecator/run.yaml'), '--workspace', join(folder, 'done')]
  execFileSync(node, args, { stdio: 'ignore' })
})
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function dashboard(...args: readonly string[]): Terminal {
  const terminal = openTerminal(node, [command, 'tui', ...args], { cwd: folder })
  terminals.push(terminal)
  return terminal
}

describe('n4a tui', () => {
  it('shows what a run has made, from the run to the drawing of a prediction', async () => {
    const terminal = dashboard('--workspace', join(folder, 'done'))
    await terminal.until(/best on[\s\S]*Templates used/, patience)
    terminal.keys('2')
    await terminal.until(/Tecator fat and protein +✓ completed +172\/172/, patience)
    terminal.keys('\r')
    await terminal.until(/172 of 172 rows[\s\S]*row 1 of 172/, patience)
    terminal.keys('/dataset:fat nc:10 config:SNV\r')
    await terminal.until(/SNV > PLS\(n_components=10\)/, patience)
    terminal.keys('\r')
    await terminal.until(/RMSECV[\s\S]*RMSE against the number of components[\s\S]*[╭╮╰╯]/, patience)
    await terminal.until(/RMSECV is lowest with \d+ components/)
    terminal.keys('p')
    await terminal.until(/final +test/, patience)
    terminal.keys('/fold=final partition=test\r\r')
    await terminal.until(/Predicted fat[\s\S]*RMSEP[\s\S]*Worst samples[\s\S]*tec\d+/, patience)
    terminal.keys('q')
    await terminal.until(/n4a ▸ Home/)
    for (const [key, shown] of [
      ['5', /▸ Datasets[\s\S]*tecator_fat/],
      ['6', /▸ Templates[\s\S]*ridge/],
      ['7', /▸ Operators[\s\S]*SNV/],
    ] as const) {
      terminal.keys(key)
      await terminal.until(shown, patience)
    }
    terminal.keys('qq')
    await terminal.exit
  })

  it('stands where it was left when it is started again, with the keys of the user', async () => {
    const env = { XDG_STATE_HOME: join(folder, 'state'), N4A_CONFIG: join(folder, 'config') }
    mkdirSync(env.N4A_CONFIG)
    writeFileSync(join(env.N4A_CONFIG, 'config.yaml'), 'keys: k9s\nbind: {star: S}\n')
    const start = (...more: readonly string[]) => {
      const args = [command, 'tui', '--workspace', join(folder, 'done'), ...more]
      const terminal = openTerminal(node, args, { cwd: folder, env })
      terminals.push(terminal)
      return terminal
    }
    const first = start()
    await first.until(/best on tecator_fat[\s\S]*\^r refresh/, patience)
    first.keys('3')
    await first.until(/row 1 of 172[\s\S]*S star/, patience)
    first.keys('/dataset:fat config:MSC\rjj')
    await first.until(/row 3 of \d+ /, patience)
    // Told to end: as polite as leaving.
    first.kill('SIGTERM')
    await first.exit
    const second = start()
    await second.until(/\/ dataset:fat config:MSC[\s\S]*As you left it/, patience)
    second.keys('k')
    await second.until(/row 2 of \d+ /, patience)
    second.keys('qq')
    await second.exit
    const third = start('--fresh')
    await third.until(/n4a ▸ Home[\s\S]*best on tecator_fat/, patience)
    third.keys('q')
    await third.exit
  })

  it('holds marked results against the first, and comes back to the list as it was', async () => {
    const terminal = dashboard('--workspace', join(folder, 'done'))
    await terminal.until(/best on tecator_fat/, patience)
    terminal.keys('3')
    await terminal.until(/row 1 of 172/, patience)
    terminal.keys('/dataset:fat config:SNV\r')
    await terminal.until(/\/ +dataset:fat config:SNV/, patience)
    terminal.keys('  j c')
    await terminal.until(/Compare 3[\s\S]*3 results compared; all: dataset tecator_fat, preprocessing SNV/, patience)
    await terminal.until(/n_components +RMSECV ± sd[\s\S]*A [\s\S]*B [\s\S]*C /)
    await terminal.until(/3 results on the same 172 samples[\s\S]*Verdict +One SE[\s\S]*baseline[\s\S]*\d\/5 +0\.\d{3}/)
    await terminal.until(/(tie \(p > 0\.05\)|than A)\./)
    terminal.keys('\u001b')
    await terminal.until(/row 5 of \d+ · 3 marked/)
    await terminal.until(/\n ◆ [\s\S]*\n ◆ [\s\S]*\n ◆ /)
    terminal.keys('qq')
    await terminal.exit
  })

  it('counts the results of a run that another process executes, and sees it end', async () => {
    const workspace = join(folder, 'elsewhere')
    const terminal = dashboard('--workspace', workspace)
    await terminal.until(/This workspace is empty/, patience)
    const run = spawn(node, [command, 'run', join(folder, 'sweep.json'), '--workspace', workspace], { stdio: 'ignore' })
    try {
      await terminal.until(/● 1 run \d+\/5400/, patience)
      terminal.keys('2')
      await terminal.until(/Sweep +▶ running/, patience)
      terminal.keys('\r')
      await terminal.until(/of [\d,]+ rows[\s\S]*Sweep {2}▶ running/, patience)
      await terminal.until(/Sweep {2}✓ completed[\s\S]*5,400\/5,400 {2}100 %/, 60_000)
      await terminal.until(/5,400 of 5,400 rows/, patience)
    } finally {
      run.kill()
    }
  })

  it('finds a dataset that was moved, and takes the repair back', async () => {
    const workspace = join(folder, 'moved')
    const [before, after] = [join(folder, 'before.csv'), join(folder, 'after.csv')]
    copyFileSync(rootPath('examples/tecator/tecator.csv'), before)
    execFileSync(node, [command, 'datasets', 'register', before, '--y', 'fat', '--workspace', workspace])
    renameSync(before, after)
    const terminal = dashboard('datasets', '--workspace', workspace)
    await terminal.until(/before_fat +✓ valid/, patience)
    terminal.keys('R')
    await terminal.until(/1 where it was[\s\S]*it is not there[\s\S]*3 same size[\s\S]*Found: .*after\.csv/, patience)
    terminal.keys('\r')
    await terminal.until(/before_fat +! relocated[\s\S]*z takes it back/, patience)
    terminal.keys('z')
    await terminal.until(/before_fat +✓ valid[\s\S]*Undone: repair of 1 dataset/, patience)
    terminal.keys('qq')
    await terminal.exit
  })

  it('executes a run itself, and pauses it when it is left', async () => {
    const workspace = join(folder, 'own')
    const terminal = dashboard('--workspace', workspace, '--run', join(folder, 'sweep.json'))
    await terminal.until(/Sweep {2}▶ running/, patience)
    terminal.keys('\u0003\u0003')
    await terminal.until(/Pause it and quit\?/)
    terminal.keys('y')
    await terminal.exit
    const listed = execFileSync(node, [command, 'runs', 'list', '--json', '--workspace', workspace], {
      encoding: 'utf8',
    })
    const [record] = JSON.parse(listed) as { status: string; partial: boolean }[]
    if (record?.status !== 'paused') throw new Error(`The run is ${record?.status}, not paused.`)
  })

  it('says why a run was not started', async () => {
    writeFileSync(
      join(folder, 'wrong.json'),
      JSON.stringify({ ...sweep, datasets: [{ path: 'nowhere.csv', y: 'fat' }] }),
    )
    const terminal = dashboard('--workspace', join(folder, 'wrong'), '--run', join(folder, 'wrong.json'))
    await terminal.until(/The run was not started {2}MissingDataset[\s\S]*nowhere\.csv/, patience)
  })
})
