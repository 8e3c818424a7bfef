import { describe, expect, it } from 'vitest'
import { runRecord } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const problems = [
  {
    kind: 'damaged_table',
    path: '/w/predictions/a\u001b[31m.meta.parquet',
    what: 'it is too short',
    advice: 'Restore it.',
  },
  { kind: 'missing_dataset', path: '/data/meat.csv', what: 'dataset ds_meat should be there', advice: 'Put it back.' },
] as const

describe('workspace verify', () => {
  it('prints a line for each problem and exits with 3', async () => {
    const { code, out } = await invoke(['workspace', 'verify'], { engine: fakeEngine({ problems }) })
    expect(code).toBe(3)
    const lines = out.trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toBe('/data/meat.csv: dataset ds_meat should be there. Put it back.')
    expect(lines[2]).toBe('2 problems found; nothing was changed.')
    expect(out).not.toContain('\u001b')
  })

  it('--json prints the problems, and exits with 3 all the same', async () => {
    const { code, out } = await invoke(['workspace', 'verify', '--json'], { engine: fakeEngine({ problems }) })
    expect(code).toBe(3)
    expect(JSON.parse(out)).toEqual(problems)
  })

  it('says that nothing is wrong, and exits with 0', async () => {
    expect(await invoke(['workspace', 'verify'])).toMatchObject({ code: 0, out: 'Nothing is wrong.\n' })
    expect(await invoke(['workspace', 'verify', '--json'])).toMatchObject({ code: 0, out: '[]\n' })
  })
})

describe('a listing of a workspace with damaged files', () => {
  const listings = [
    ['runs', 'list'],
    ['results', 'list', '--json'],
    ['predictions', 'list'],
    ['templates', 'list'],
  ]

  it.each(listings)('%s %s gives the rest, warns on standard error, and exits with 3', async (...args) => {
    const whole = await invoke(args)
    const { code, out, err } = await invoke(args, { engine: fakeEngine({ omissions: problems.slice(0, 1) }) })
    expect(whole).toMatchObject({ code: 0, err: '' })
    expect({ code, out }).toEqual({ code: 3, out: whole.out })
    expect(err).toContain(
      'warning: left out, because it is damaged: /w/predictions/a\\u001b[31m.meta.parquet: it is too short',
    )
    expect(err).toContain('n4a workspace verify')
    expect(err).not.toContain('\u001b')
  })

  it('warns all the same where one record was asked for, which is whole', async () => {
    const engine = fakeEngine({ runs: [runRecord()], omissions: problems.slice(0, 1) })
    const { code, err } = await invoke(['runs', 'show', runRecord().id], { engine })
    expect(code).toBe(0)
    expect(err).toContain('warning: left out')
  })
})

describe('workspace import', () => {
  it('shows each run, and what could not be carried', async () => {
    const { code, out } = await invoke(['workspace', 'import', 'old'])
    expect(code).toBe(0)
    expect(out).toMatch(/^pls \(inferred\) +imported +2 +24 +imported_pls_r1$/m)
    expect(out).toMatch(/^Not carried:\n {2}3 fitted models: they are pickles$/m)
  })

  it('--json prints the record', async () => {
    const { out } = await invoke(['workspace', 'import', 'old', '--json'])
    expect(JSON.parse(out)).toMatchObject({ runs: [{ run_id: 'imported_pls_r1' }], not_carried: [{ count: 3 }] })
  })
})

describe('workspace info', () => {
  it('counts runs by status and tells the size of each part that is there', async () => {
    const { code, out } = await invoke(['workspace', 'info'])
    expect(code).toBe(0)
    expect(out).toMatch(/^Runs +1 paused, 2 completed$/m)
    expect(out).toMatch(/^Predictions +1,200$/m)
    expect(out).toMatch(/^Size +6\.5 kB \(runs 1\.5 kB, predictions 2\.0 kB, arrays 3\.0 kB\)$/m)
    expect(out).not.toMatch(/Segments|Summaries|Damaged/)
  })

  it('says which command helps where something is to be done', async () => {
    const info = { unapplied_segments: 2, files_without_summary: ['a'], unreadable_files: ['b', 'c'] }
    const { out } = await invoke(['workspace', 'info'], { engine: fakeEngine({ info }) })
    expect(out).toMatch(/^Segments +2 segments .*workspace compact/m)
    expect(out).toMatch(/^Summaries +.*1 file.*rebuild-summaries/m)
    expect(out).toMatch(/^Damaged +2 files.*verify/m)
  })

  it('--json prints the record', async () => {
    const { out } = await invoke(['workspace', 'info', '--json'])
    expect(JSON.parse(out)).toMatchObject({ path: '/w', runs: { completed: 2 }, bytes: { arrays: 3000 } })
  })
})

it('workspace rebuild-summaries tells what was wrong in each file it changed', async () => {
  const { code, out, err } = await invoke(['workspace', 'rebuild-summaries'])
  expect({ code, out, err }).toEqual({
    code: 0,
    out: '/w/predictions/fat.meta.parquet: it has no summary; counted 9 predictions.\n',
    err: '',
  })
  const { out: json } = await invoke(['workspace', 'rebuild-summaries', '--json'])
  expect(JSON.parse(json)).toMatchObject([{ dataset: 'fat', num_rows: 9 }])
})

it('workspace compact tells its progress on a terminal, and what it has done', async () => {
  const { out, err } = await invoke(['workspace', 'compact'], { terminal: { errors: true } })
  expect(err).toBe('1/1 /w/runs/r\n')
  expect(out).toBe('Checkpointed 1 run and wrote 0 predictions files anew: 2.0 kB before, 1.0 kB now.\n')
  const { out: json } = await invoke(['workspace', 'compact', '--json'])
  expect(JSON.parse(json)).toMatchObject({ checkpointed_runs: 1, bytes_after: 1000 })
})
