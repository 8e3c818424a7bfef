import { afterEach, describe, expect, it, vi } from 'vitest'
import { rootPath } from '../support/shared.ts'
import { openTerminal, type Terminal } from '../support/terminal.ts'

// Real processes on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const terminals: Terminal[] = []
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.kill('SIGKILL')
})

const patience = 20_000
const look = (terminal: Terminal) => process.env.SHOW_SCREENS && process.stdout.write(`${terminal.text()}\n`)

for (const [columns, rows] of [
  [120, 36],
  [80, 24],
] as const) {
  describe(`a new run in a terminal of ${columns} × ${rows}`, () => {
    it('is put together, started and looked at', async () => {
      const args = ['--import', 'tsx', rootPath('test/tui/fake-dashboard.tsx'), JSON.stringify({ pace: 5 })]
      const terminal = openTerminal(rootPath('node_modules/.bin/node'), args, {
        cwd: rootPath(),
        columns,
        rows,
        env: { NODE_ENV: 'production' },
      })
      terminals.push(terminal)
      const step = async (keys: string, wanted: RegExp) => {
        terminal.keys(keys)
        await terminal.until(wanted, patience)
        await terminal.quiet(50)
        look(terminal)
      }
      await terminal.until(/best on fat/, patience)
      await step('n', /1 Templates[\s\S]*row 1 of/)
      await step(' \r', /2 Datasets[\s\S]*row 1 of 2/)
      await step('  \r', /3 Settings[\s\S]*Number of folds/)
      await step(' Autumn\r', /Name +Autumn/)
      await step('\r', /4 Review[\s\S]*Warnings/)
      await step('\r', /n4a ▸ Autumn[\s\S]*160\/160/)
      await step('\t', /view 2\/6 Matrix/)
      await step('\t', /view 3\/6 Factors/)
      await step('\t', /view 4\/6 Race/)
      expect(terminal.text()).toMatch(/[\u2801-\u28ff]/)
      await step('\t', /view 5\/6 Events/)
      await step('\t', /view 6\/6 Template/)
    })
  })
}
