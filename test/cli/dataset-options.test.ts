import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, describe, expect, it } from 'vitest'
import { addDatasetOptions, datasetFields, datasetFlags, flagFor } from '../../src/cli/dataset-options.ts'
import { csvFields } from '../../src/core/datasets/validate-reading.ts'
import { specFields, validateDatasetSpec } from '../../src/core/datasets/validate-spec.ts'
import { createEngine } from '../../src/core/index.ts'
import { registeredDataset } from '../displays/records.ts'
import { fakeEngine } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-flags-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const parsed = (args: readonly string[]) => {
  const command = addDatasetOptions(new Command('it'), 'dataset', 'target').exitOverride()
  return datasetFields('dataset', command.parse(args, { from: 'user' }).opts())
}

describe('flags that say how a dataset is read', () => {
  it('reach every field that a run file knows', () => {
    const fields = new Set(datasetFlags().map(({ field }) => field.split('.')[0]))
    for (const field of specFields.filter(name => name !== 'path')) {
      expect(field === 'y' || fields.has(field), field).toBe(true)
    }
    for (const field of csvFields) expect(flagFor(`csv.${field}`), field).toMatch(/^--/)
  })

  it.each<[string, readonly string[], Record<string, unknown>]>([
    ['nothing', [], {}],
    ['targets', ['--y', 'fat', '--y', 'protein'], { y: ['fat', 'protein'] }],
    [
      'delimited text',
      ['--delimiter', 'tab', '--decimal', ',', '--encoding', 'latin1', '--no-header', '--skip-rows', '3'],
      { csv: { delimiter: 'tab', decimal: ',', encoding: 'latin1', header: false, skip_rows: 3 } },
    ],
    ['a header', ['--header'], { csv: { header: true } }],
    ['no comments', ['--comment', 'none'], { csv: { comment: null } }],
    ['texts for missing values', ['--na-value', '-', '--na-value', 'n.a.'], { csv: { na_values: ['-', 'n.a.'] } }],
    ['a value for missing ones', ['--missing', 'fill=0.5'], { missing: { fill: 0.5 } }],
    ['columns', ['--id', 'lab', '--group', 'batch'], { id: 'lab', group: 'batch' }],
    ['parts of files', ['--sheet', 'S', '--key', 'X', '--archive-member', 'm'], { sheet: 'S', key: 'X', member: 'm' }],
    [
      'a partition by column',
      ['--partition-column', 'set', '--train', 'C', '--train', 'M', '--test', 'T'],
      { partition: { column: 'set', train: ['C', 'M'], test: ['T'] } },
    ],
    [
      'a partition by a splitter',
      ['--test-size', '0.25', '--test-splitter', 'KennardStone', '--test-random-state', '7'],
      { partition: { test_size: 0.25, splitter: 'KennardStone', random_state: 7 } },
    ],
    [
      'other instruments',
      ['--source', 'nir=b.csv', '--source', 'mir=c.csv', '--source-name', 'vis'],
      {
        sources: [
          { name: 'nir', path: 'b.csv' },
          { name: 'mir', path: 'c.csv' },
        ],
        source_name: 'vis',
      },
    ],
    ['a reference table', ['--reference', 'lab.csv'], { reference: 'lab.csv' }],
    [
      'a reference table and how it is joined',
      ['--reference', 'lab.csv', '--reference-on', 'no', '--reference-unmatched', 'drop'],
      { reference: { path: 'lab.csv', on: 'no', unmatched: 'drop' } },
    ],
    [
      'what the spectra are',
      ['--header-unit', 'cm-1', '--signal-type', 'absorbance', '--task-type', 'regression', '--dataset-name', 'n'],
      { header_unit: 'cm-1', signal_type: 'absorbance', task_type: 'regression', name: 'n' },
    ],
  ])('of %s give what a run file would say', (_, args, fields) => {
    const found = parsed(args)
    expect(found).toEqual(fields)
    expect(() => validateDatasetSpec({ path: 'a.csv', ...found })).not.toThrow()
  })

  it.each([
    [['--train', 'C'], /--train says how a partition is made/],
    [['--reference-on', 'no'], /--reference-on says how a reference table is joined, and there is none/],
    [['--reference-unmatched', 'x'], /abort, drop/],
    [['--missing', 'mean'], /fill=NUMBER/],
    [['--source', 'b.csv'], /NAME=FILE/],
    [['--skip-rows', '-1'], /whole number/],
    [['--test-size', '0'], /share below 1/],
  ])('refuse %j', async (args, reason) => {
    const { code, err } = await invoke(['datasets', 'show', 'a.csv', ...args])
    expect(code).toBe(2)
    expect(err).toMatch(reason)
  })

  it.each([
    [['predict', 'r1', 'new.csv'], 'predict', 1],
    [['transform', 'steps.yaml', 'new.csv'], 'datasets.transform', 1],
    [['datasets', 'show', 'new.csv'], 'datasets.describe', 0],
  ])('reach the engine from %j', async (command, called, place) => {
    const engine = fakeEngine({ datasets: [registeredDataset()] })
    await invoke([...command, '--delimiter', ';', '--id', 'lab'], { engine })
    const [, ...args] = engine.calls.find(([name]) => name === called)!
    expect(args[place]).toMatchObject({ path: 'new.csv', id: 'lab', csv: { delimiter: ';' } })
  })

  it('name the flag where a field is wrong, and no flag where a run file says it', async () => {
    const path = join(scratch, 'a.csv')
    writeFileSync(path, 'a,900,902\n1,2,3\n2,3,5\n')
    const engine = createEngine({ workspace: join(scratch, 'w') })
    const shown = await invoke(['datasets', 'show', path, '--delimiter', 'xx'], { engine })
    expect(shown.err).toContain('field --delimiter')
    expect((await invoke(['datasets', 'show', path, '--sheet', 'A'], { engine })).err).toContain('field --sheet')
    const request = { templates: [{ pipeline: ['SNV', { model: 'PLSRegression' }] }], datasets: [{ path, sheet: 'A' }] }
    writeFileSync(join(scratch, 'run.json'), JSON.stringify(request))
    const ran = await invoke(['run', join(scratch, 'run.json')], { engine })
    expect(ran.err).toMatch(/only a workbook has sheets/)
    expect(ran.err).not.toContain('--sheet')
  })
})
