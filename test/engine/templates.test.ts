import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { createEngine, type Engine } from '../../src/core/index.ts'
import { rootPath } from '../support/shared.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

let scratch: string
let engine: Engine
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'n4a-templates-'))
  vi.stubEnv('N4A_CONFIG', join(scratch, 'config'))
  engine = createEngine({ workspace: join(scratch, 'workspace') })
  mkdirSync(join(scratch, 'files'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(scratch, { recursive: true, force: true })
})

const pls = rootPath('examples', 'tecator', 'templates', 'pls.yaml')

function file(name: string, text: string): string {
  const path = join(scratch, 'files', name)
  writeFileSync(path, text)
  return path
}

const scatter = '# How scatter is treated\nname: scatter\npipeline:\n  # one of these\n  - _or_: [SNV, MSC] # both\n'
const short = 'name: pls\npipeline:\n  - {_range_: [1, 4], param: n_components}\n  - model: PLSRegression # last\n'

describe('a template of the library', () => {
  it('is run, previewed and expanded by its name, and the run says which version it was', async () => {
    await engine.templates.save({ text: short })
    await engine.templates.save({ text: short.replace('4]', '3]') })
    expect((await engine.templates.preview('library:pls')).count).toBe(3)
    expect((await engine.templates.preview('library:pls@1')).count).toBe(4)
    const request = { templates: ['library:pls@1'], datasets: [tecator('fat')] }
    const run = await engine.runs.start(request)
    expect(run).toMatchObject({ status: 'completed', total_results: 4 })
    expect(await engine.templates.list()).toMatchObject([{ name: 'pls', source: 'library:pls@1', expansion_count: 4 }])
    await engine.templates.remove('pls')
    const folder = join(engine.workspace, 'runs', run.id, 'templates')
    expect(readFileSync(join(folder, 'pls.yaml'), 'utf8')).toBe(short)
  })

  it('is read from a run file and from the command line, and an unknown one is placed there', async () => {
    await engine.templates.save({ text: short })
    const dataset = tecator('fat')
    const request = await engine.runs.read(['library:pls'], [dataset])
    expect((await engine.runs.preview(request)).total_results).toBe(4)
    const run = file(
      'run.yaml',
      JSON.stringify({ templates: ['library:pls', 'library:plss'], datasets: [dataset] }, null, 1),
    )
    await expect(engine.runs.preview(await engine.runs.read([run]))).rejects.toMatchObject({
      code: 'UnknownLibraryTemplate',
      place: { file: run, line: 4, field: 'templates[1]' },
    })
  })

  it('may be of the user, behind those of the workspace', async () => {
    await engine.templates.save({ text: short }, { scope: 'user' })
    expect(readdirSync(join(scratch, 'config', 'templates'))).toEqual(['pls'])
    await engine.templates.save({ text: short.replace('4]', '2]') })
    expect((await engine.templates.preview('library:pls')).count).toBe(2)
    const records = await engine.templates.library()
    expect(records.map(({ id, scope }) => [id, scope])).toEqual([
      ['library:pls', 'workspace'],
      ['library:pls', 'user'],
    ])
    await engine.templates.remove('pls')
    expect((await engine.templates.preview('library:pls')).count).toBe(4)
  })

  it('takes its name from its text, its file or its models', async () => {
    const names = []
    const unnamed = 'pipeline: [{_or_: [SNV, MSC]}, {_or_: [PLSRegression, Ridge]}]\n'
    for (const source of [
      pls,
      { text: 'name: PLS, all of it\npipeline: [PLSRegression]\n' },
      file('mine.yaml', unnamed),
      { text: unnamed },
      ['SNV'],
    ]) {
      names.push((await engine.templates.save(source)).record.name)
    }
    expect(names).toEqual(['pls', 'PLS_all_of_it', 'mine', 'PLS_Ridge_4_', 'preprocessing'])
  })

  it('is found by tags, which have to be words', async () => {
    await engine.templates.save({ text: short }, { tags: ['fat'] })
    await engine.templates.save({ text: scatter })
    expect((await engine.templates.library({ tag: 'fat' })).map(({ name }) => name)).toEqual(['pls'])
    await engine.templates.tag('library:scatter', { add: ['fat'], remove: ['none'] })
    expect(await engine.templates.library({ tag: 'fat' })).toHaveLength(2)
    await expect(engine.templates.tag('pls', { add: ['a\u001b[2J'] })).rejects.toMatchObject({ code: 'WrongShape' })
  })

  it('is not saved where it is wrong, but may be a part without a model', async () => {
    await expect(engine.templates.save({ text: 'pipeline: [SNVV, PLSRegression]\n' })).rejects.toMatchObject({
      code: 'UnknownOperator',
      place: { line: 1, column: 12 },
    })
    await expect(engine.templates.save({ text: short }, { name: '../pls' })).rejects.toMatchObject({
      code: 'WrongLibraryName',
    })
    expect((await engine.templates.save({ text: scatter })).saved).toBe(true)
    expect(await engine.templates.library()).toHaveLength(1)
  })

  it('tells what each version changed', async () => {
    await engine.templates.save({ text: short })
    await engine.templates.save({ text: short.replace('4]', '9]') })
    expect((await engine.templates.versions('pls')).map(({ version, changes }) => [version, changes])).toEqual([
      [2, ['step 1, _range_ for n_components: _range_ changed from [1,4] to [1,9]']],
      [1, []],
    ])
  })
})

describe('presets', () => {
  it('come from the library, one in another, and the run stores what they stood for', async () => {
    await engine.templates.save({ text: scatter })
    await engine.templates.save({ text: 'name: both\npipeline: [{_preset_: scatter}, StandardScaler]\n' })
    const pipeline = [{ _preset_: 'both' }, { model: { class: 'Ridge', params: { alpha: 1 } } }]
    const run = await engine.runs.start({ templates: [{ name: 'r', pipeline }], datasets: [tecator('fat')] })
    expect(run.total_results).toBe(2)
    expect((await engine.templates.list())[0]!.steps).toEqual([
      [{ _or_: ['SNV', 'MSC'] }, 'StandardScaler'],
      pipeline[1],
    ])
  })

  it('take fields beside them where the library has a single step', async () => {
    await engine.templates.save({ text: scatter })
    const path = file('t.yaml', 'pipeline: [{_preset_: scatter, count: 1}, Ridge]\n')
    expect((await engine.templates.preview(path)).count).toBe(1)
    expect((await engine.templates.expand([{ _preset_: 'scatter' }, 'x'])).count).toBe(2)
  })

  it('are refused where they are unknown or go in a circle', async () => {
    const path = file('t.yaml', 'pipeline:\n  - SNV\n  - _preset_: scater\n')
    await expect(engine.templates.preview(path)).rejects.toMatchObject({
      code: 'UnknownPreset',
      place: { file: path, line: 3, field: 'pipeline[1]' },
    })
    await engine.templates.save({ text: 'name: a\npipeline: [SNV]\n' })
    await engine.templates.save({ text: 'name: b\npipeline: [{_preset_: a}]\n' })
    const circle = { code: 'PresetCycle', message: expect.stringContaining('a > b > a') }
    await expect(engine.templates.save({ text: 'name: a\npipeline: [{_preset_: b}]\n' })).rejects.toMatchObject(circle)
    // A hand may make one all the same.
    await engine.templates.save({ text: 'name: b\npipeline: [SNV]\n' })
    await engine.templates.save({ text: 'name: a\npipeline: [{_preset_: b}]\n' })
    await engine.templates.remove('b@2')
    await expect(engine.templates.preview(['SNV', { _preset_: 'a' }])).rejects.toMatchObject(circle)
  })
})

describe('the limit', () => {
  const many = { name: 'many', pipeline: [{ _range_: [1, 200], param: 'n_components' }, { model: 'PLSRegression' }] }

  it('is in the configuration of a run, and an error tells the count', async () => {
    const request = smallRequest({ templates: [many], config: { max_pipelines: 199 } })
    await expect(engine.runs.preview(request)).rejects.toMatchObject({
      code: 'TooManyPipelines',
      message: expect.stringMatching(/200 pipelines.*199/),
    })
    await expect(engine.runs.preview(smallRequest({ config: { max_pipelines: 0 } }))).rejects.toMatchObject({
      code: 'WrongShape',
      place: { field: 'config.max_pipelines' },
    })
  })

  it('lets a preview count more than it builds', async () => {
    const big = [{ _range_: [1, 1_000_000], param: 'n_components' }, { model: 'PLSRegression' }]
    const preview = await engine.templates.preview(big, 3)
    expect(preview).toMatchObject({ count: 1_000_000, fits: 5_000_001, shared_fits: null, duplicates: null })
    expect(preview.pipelines).toHaveLength(3)
    await expect(engine.templates.preview(big, Infinity)).rejects.toMatchObject({ code: 'TooManyPipelines' })
    await expect(engine.templates.expand(big)).rejects.toMatchObject({ code: 'TooManyPipelines' })
    expect((await engine.templates.expand({ _range_: [1, 20_000] }, { max_pipelines: 20_000 })).count).toBe(20_000)
  })
})

describe('a preview', () => {
  it('estimates fits by the folds, or by the splitter among the steps, and finds duplicates', async () => {
    const steps = [{ _or_: ['SNV', 'StandardNormalVariate', null] }, { model: 'PLSRegression' }]
    const preview = await engine.templates.preview(steps, 20, { folds: 10 })
    expect(preview).toMatchObject({ name: 'PLS (3)', count: 3, folds: 10, refits: 1, fits: 31, shared_fits: 21 })
    expect(preview.duplicates).toEqual([
      {
        pipeline_config_id: preview.pipelines[1]!.pipeline_config_id,
        same_as: preview.pipelines[0]!.pipeline_config_id,
      },
    ])
    const split = [{ split: { class: 'RepeatedKFold', params: { n_splits: 3, n_repeats: 4 } } }, ...steps]
    expect((await engine.templates.preview(split)).fits).toBe(3 * 12 + 1)
  })

  it('counts the models of every branch, with generators and parameters inside them', async () => {
    const branch = [
      [{ _or_: ['SNV', 'MSC'] }, { _range_: [1, 3], param: 'n_components' }, { model: 'PLSRegression' }],
      [{ model: 'Ridge' }],
    ]
    expect(await engine.templates.preview([{ branch }])).toMatchObject({
      name: 'PLS + Ridge (6)',
      count: 6,
      fits: 6 * 2 * 5 + 1,
      duplicates: [],
    })
    const { problems } = await engine.templates.validate([{ branch: [branch[0], ['SNVV', { model: 'Ridge' }]] }])
    expect(problems).toMatchObject([{ code: 'UnknownOperator', line: expect.any(Number) }])
  })

  it('finds no duplicates by chance among ten thousand', async () => {
    const steps = [
      { class: 'SavitzkyGolay', params: { window_length: { _range_: [5, 203, 2] }, polyorder: 2 } },
      { model: { class: 'Ridge', params: { alpha: { _log_range_: [0.001, 1000, 100] } } } },
    ]
    expect(await engine.templates.preview(steps, 1)).toMatchObject({ count: 10_000, duplicates: [] })
  })
})

describe('validation', () => {
  it('tells everything that is wrong, with line and column, as one reads', async () => {
    const text = `name: x
foo: 1
pipeline:
  - _or_:
      - SNVV
      - MSC
      - class: SavitzkyGolay
        params: {window: 3, polyordr: 2}
      - MSCC
  - {_orr_: [1]}
  - {_range_: [1, 3, 0], param: n_components}
  - class: SavitzkyGolay
    params: {window_length: 4, polyorder: 2}
  - model:
      class: PLSRegression
      params:
        n_component: 3
        n_components: -1
`
    const { problems, count } = await engine.templates.validate({ text, file: 'x.yaml' })
    expect(problems.map(({ code, line, column }) => `${line}:${column} ${code}`)).toEqual([
      '2:1 UnknownField',
      '5:9 UnknownOperator',
      '8:18 UnknownParameter',
      '8:29 UnknownParameter',
      '9:9 UnknownOperator',
      '10:6 UnknownGenerator',
      '11:6 RangeNeverEnds',
      '13:5 ParametersConflict',
      '17:9 UnknownParameter',
      '18:9 ParameterOutOfRange',
    ])
    expect(problems[5]!.hint).toContain('_or_')
    expect(count).toBe(4)
  })

  it('tells every place where a text is not YAML', async () => {
    const { problems } = await engine.templates.validate(file('t.yaml', 'a: [1\nb: }\n'))
    expect(problems.length).toBeGreaterThan(1)
    for (const { code, line } of problems) expect([code, line]).toEqual(['UnreadableYaml', expect.any(Number)])
  })

  it('finds nothing in what runs, and lets a part have no model', async () => {
    expect(await engine.templates.validate(pls)).toMatchObject({ problems: [], count: 80 })
    const { problems } = await engine.templates.validate({ text: scatter })
    expect(problems).toMatchObject([{ code: 'PipelineWithoutModel' }])
    expect((await engine.templates.validate({ text: scatter }, { part: true })).problems).toEqual([])
    const free = { text: 'pipeline:\n  - SNV\n  - {_range_: [1, 3], param: n_components}\n' }
    expect((await engine.templates.validate(free, { part: true })).problems).toEqual([])
    expect((await engine.templates.validate(pls, { max_pipelines: 79 })).problems).toMatchObject([
      { code: 'TooManyPipelines' },
    ])
  })

  it('takes objects as well as text, and needs no file', async () => {
    const { problems } = await engine.templates.validate({ pipeline: ['SNV', 'PLSR'] })
    expect(problems).toMatchObject([{ code: 'UnknownOperator', field: 'pipeline[1]' }])
    await expect(engine.templates.validate('nowhere.yaml')).rejects.toMatchObject({ code: 'MissingFile' })
  })
})

describe('a difference', () => {
  it('is told by the meaning of the steps, and by line', async () => {
    const before = file(
      'a.yaml',
      'pipeline:\n  - sklearn.preprocessing.StandardScaler\n  - _or_: [SNV, MSC]\n  - class: SavitzkyGolay\n    params: {window_length: 15, polyorder: 2}\n  - model: PLSRegression\n',
    )
    const after = file(
      'b.yaml',
      'pipeline:\n  - StandardScaler\n  - _or_: [SNV, RSNV]\n  - class: SavitzkyGolay\n    params: {window_length: 11, polyorder: 2, deriv: 1}\n  - Detrend\n  - model: {class: PLSRegression, params: {n_components: 3}}\n',
    )
    const { changes, text } = await engine.templates.diff(before, after)
    expect(changes).toEqual([
      'step 2, _or_: alternative MSC removed',
      'step 2, _or_: alternative RSNV added',
      'step 3, SG: window_length changed from 15 to 11',
      'step 3, SG: deriv added: 1',
      'step 4 added: Detr',
      'step 5, PLS: n_components added: 3',
    ])
    expect(text.split('\n').slice(0, 5)).toEqual([
      '  pipeline:',
      '-   - sklearn.preprocessing.StandardScaler',
      '-   - _or_: [SNV, MSC]',
      '+   - StandardScaler',
      '+   - _or_: [SNV, RSNV]',
    ])
  })

  it('is none where only the spelling differs, and works on versions and on templates of runs', async () => {
    await engine.templates.save({ text: short })
    const run = await engine.runs.start(smallRequest({ datasets: [tecator('fat')] }))
    expect(run.status).toBe('completed')
    const spelled = { text: short.replace('PLSRegression', 'sklearn.cross_decomposition.PLSRegression') }
    const same = await engine.templates.diff('library:pls', spelled)
    expect(same.changes).toEqual([])
    expect(same.text).not.toBe('')
    const { before, after, changes } = await engine.templates.diff('pls', 'library:pls@1')
    expect([before, after]).toEqual([`${run.id} pls`, 'library:pls@1'])
    expect(changes).toEqual(['step 1 removed: _or_ of no step, SNV'])
    expect(await engine.templates.diff('library:pls', 'library:pls')).toMatchObject({ changes: [], text: '' })
  })
})

describe('a composition', () => {
  it('has the steps, presets and comments of both, and runs', async () => {
    const model = 'name: ridge\npresets: {r: {model: Ridge}}\n# what learns\npipeline:\n  - _preset_: r # ridge\n'
    const { name, text } = await engine.templates.compose({ text: scatter }, { text: model })
    expect(name).toBe('scatter + ridge')
    expect(parse(text)).toEqual({
      name: 'scatter + ridge',
      presets: { r: { model: 'Ridge' } },
      pipeline: [{ _or_: ['SNV', 'MSC'] }, { _preset_: 'r' }],
    })
    for (const comment of ['# How scatter is treated', '# one of these', '# both', '# what learns', '# ridge']) {
      expect(text).toContain(comment)
    }
    expect((await engine.templates.preview(file('c.yaml', text))).count).toBe(2)
  })

  it('takes bare steps, JSON and objects, and a parameter that waits for the model', async () => {
    const parts = ['SNV', { _range_: [1, 3], param: 'n_components' }]
    const { text } = await engine.templates.compose(parts, { text: '["PLSRegression"]' })
    expect(parse(text).pipeline).toEqual([...parts, 'PLSRegression'])
  })

  it('is refused where the first has a model, the second has none, or presets disagree', async () => {
    await expect(engine.templates.compose(pls, pls)).rejects.toMatchObject({ code: 'ComposedWithModel' })
    await expect(engine.templates.compose(['SNV'], ['MSC'])).rejects.toMatchObject({ code: 'PipelineWithoutModel' })
    const [one, two] = ['SNV', 'MSC'].map(p => ({ presets: { p }, pipeline: [{ _preset_: 'p' }] }))
    await expect(engine.templates.compose(one!, two!)).rejects.toMatchObject({ code: 'PresetsConflict' })
  })
})

describe('a conversion', () => {
  it('goes from YAML to JSON and back without losing comments', async () => {
    const yaml = readFileSync(pls, 'utf8')
    const json = (await engine.templates.convert(pls, 'json')).text
    expect(JSON.parse(json)).toEqual(parse(yaml))
    expect((await engine.templates.convert({ text: json }, 'yaml', { onto: yaml })).text).toBe(yaml)
    expect((await engine.templates.convert(pls, 'yaml')).text).toBe(yaml)
    expect(parse((await engine.templates.convert({ text: json }, 'yaml')).text)).toEqual(parse(yaml))
  })

  it('is refused for what is no template', async () => {
    await expect(engine.templates.convert({ text: 'just words' }, 'json')).rejects.toMatchObject({ code: 'WrongShape' })
    await expect(engine.templates.compose({ text: '' }, pls)).rejects.toMatchObject({ code: 'WrongShape' })
  })

  it('keeps the comments beside what an edit left alone', async () => {
    const edited = { name: 'renamed', pipeline: ['Detrend', { _or_: ['SNV', 'MSC', 'RSNV'] }] }
    const { text } = await engine.templates.convert(edited, 'yaml', { onto: scatter })
    expect(parse(text)).toEqual(edited)
    expect(text).toContain('# How scatter is treated\nname: renamed')
    expect(text).toContain('_or_: [SNV, MSC, RSNV] # both')
  })
})
