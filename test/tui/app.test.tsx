import { render } from 'ink-testing-library'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { App } from '../../src/tui/App.tsx'
import { createDesk } from '../../src/tui/state/desk.ts'
import { createPress } from '../../src/tui/state/press.ts'
import { surfaceFor } from '../../src/tui/theme/surface.ts'
import { createFakeEngine } from './fake-engine.ts'

vi.setConfig({ testTimeout: 30_000 })

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** The app as Ink's own testing library draws it, driven by what a terminal sends. */
function openApp() {
  const desk = createDesk({
    engine: createFakeEngine(),
    workspace: '/home/ana/nirs/workspace',
    surface: surfaceFor({ TERM: 'xterm-256color', LANG: 'C.UTF-8' }),
    size: { columns: 100, rows: 24 },
    host: {
      exit: () => {},
      redraw: () => {},
      detach: () => ({ log: '', pid: 1 }),
      page: async () => {},
      report: async () => '',
      copy: async () => ({ tool: null, sent: false, file: null, reason: '' }),
    },
  })
  const app = render(<App desk={desk} press={createPress(desk)} />)
  desk.start()
  ends.push(() => {
    desk.stop()
    app.unmount()
  })
  const until = async (wanted: RegExp) => {
    const end = Date.now() + 15_000
    while (!wanted.test(app.lastFrame() ?? '')) {
      if (Date.now() > end) throw new Error(`Never shown: ${wanted}. Shown:\n${app.lastFrame()}`)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
  return { app, desk, until }
}

describe('the app', () => {
  it('understands what a terminal sends for its keys', async () => {
    const { app, until } = openApp()
    await until(/best on fat/)
    app.stdin.write('3')
    await until(/row 1 of 161/)
    app.stdin.write('\u001b[B\u001b[B')
    await until(/row 3 of 161/)
    app.stdin.write('jjj')
    await until(/row 6 of 161/)
    app.stdin.write('\u001b[6~')
    await until(/row (1\d|2\d) of 161/)
    app.stdin.write('\u001b[F')
    await until(/row 161 of 161/)
    app.stdin.write('\u001b[H')
    await until(/row 1 of 161/)
    app.stdin.write('\r')
    await until(/Folds/)
    app.stdin.write('\t')
    await until(/view 2/)
    app.stdin.write('\u001b[Z')
    await until(/view 1/)
    app.stdin.write('\u001b[D')
    await until(/row 1 of 161/)
    app.stdin.write('/nc:5..6\u007f7')
    await until(/24 of 161 rows/)
    app.stdin.write('\u001b')
    await until(/161 of 161 rows/)
  })

  it('takes what is pasted into the filter as text', async () => {
    const { app, until } = openApp()
    await until(/best on fat/)
    app.stdin.write('3')
    await until(/row 1 of 161/)
    app.stdin.write('/')
    await until(/to the list/)
    app.stdin.write('dataset:protein nc=4')
    await until(/4 of 161 rows/)
    expect(app.lastFrame()).toContain('/ dataset:protein nc=4')
  })
})
