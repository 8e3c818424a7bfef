import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { runStatuses, runTransitions } from '../../src/core/records/index.ts'
import { openWorkspace } from '../../src/core/workspace/index.ts'
import { assertTransition } from '../../src/core/workspace/runs/run-manifest.ts'
import { newRun, resultLine, runId } from './support/records.ts'
import { collect, emptyWorkspace, workspaceWithRun } from './support/workspace.ts'

describe('creating a run', () => {
  it('gives back manifest, templates and pipelines as they were', async () => {
    const { workspace, id } = await workspaceWithRun()
    const { manifest, templates, pipelines } = newRun()
    expect(await workspace.runs.read(id)).toEqual(manifest)
    expect(await workspace.runs.templates(id)).toEqual(templates.map(({ record }) => record))
    expect(await workspace.runs.templateText(id, 'pls')).toBe(templates[0]!.given)
    expect(await collect(workspace.runs.pipelines(id))).toEqual([...pipelines])
  })

  it('writes files that any YAML reader takes', async () => {
    const { layout } = await workspaceWithRun()
    const { manifest, pipelines } = newRun()
    expect(parse(readFileSync(join(layout, 'run_manifest.yaml'), 'utf8'))).toEqual(manifest)
    expect(parse(readFileSync(join(layout, 'expanded_pipelines.yaml'), 'utf8'))).toEqual({
      schema_version: '1.0',
      pipelines,
    })
  })

  it('saves a template given as JSON byte for byte, with its normal form beside it', async () => {
    const workspace = await emptyWorkspace()
    const run = newRun()
    const given = '{"pipeline":\t["SNV", "PLSRegression"]}'
    await workspace.runs.create({ ...run, templates: [{ ...run.templates[0]!, given, extension: 'json' }] })
    expect(await workspace.runs.templateText(runId, 'pls')).toBe(given)
    expect(await workspace.runs.templates(runId)).toEqual([run.templates[0]!.record])
  })

  it('makes the whole folder appear at once, or not at all', async () => {
    const seen: string[][] = []
    const workspace = await emptyWorkspace({
      onStep: step => {
        if (step === 'create:before_rename') seen.push(readdirSync(join(workspace.path, 'runs')))
      },
    })
    await workspace.runs.create(newRun())
    expect(seen[0]!.filter(name => !name.startsWith('.'))).toEqual([])
    function* failing() {
      yield* newRun().pipelines
      throw new RangeError('the expansion failed')
    }
    const other = newRun({ id: 'other' })
    await expect(workspace.runs.create({ ...other, pipelines: failing() })).rejects.toThrow('the expansion failed')
    expect(readdirSync(join(workspace.path, 'runs'))).toEqual([runId])
  })

  it('never replaces a run', async () => {
    const { workspace } = await workspaceWithRun()
    await expect(workspace.runs.create(newRun({ name: 'Another' }))).rejects.toMatchObject({ code: 'RunExists' })
    expect((await workspace.runs.read(runId)).name).toBe('Example')
  })

  it('stores no pipelines as well as many', async () => {
    const workspace = await emptyWorkspace()
    const many = Array.from({ length: 5000 }, (_, i) => ({
      config_id: `${i}`,
      template_id: 'pls',
      steps: [{ 'ä: {': `# "${i}` }],
      generator_choices: [],
    }))
    await workspace.runs.create({ ...newRun({ id: 'none' }), pipelines: [] })
    await workspace.runs.create({ ...newRun({ id: 'many' }), pipelines: many })
    expect(await collect(workspace.runs.pipelines('none'))).toEqual([])
    expect(await collect(workspace.runs.pipelines('many'))).toEqual(many)
  })

  it('reads pipelines that were edited by hand', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    const text =
      'schema_version: "1.0"\npipelines:\n  - config_id: mine # kept\n    template_id: pls\n    steps: [SNV, PLSRegression]\n'
    writeFileSync(join(layout, 'expanded_pipelines.yaml'), text)
    expect(await collect(workspace.runs.pipelines(id))).toEqual([
      { config_id: 'mine', template_id: 'pls', steps: ['SNV', 'PLSRegression'], generator_choices: [] },
    ])
    writeFileSync(join(layout, 'expanded_pipelines.yaml'), 'pipelines: 3\n')
    await expect(collect(workspace.runs.pipelines(id))).rejects.toMatchObject({ code: 'DamagedFile' })
  })
})

describe('listing runs', () => {
  it('has the newest first', async () => {
    const workspace = await emptyWorkspace()
    const created = { a: '2026-01-01T00:00:00.000Z', c: '2026-03-01T00:00:00.000Z', b: '2026-03-01T00:00:00.000Z' }
    for (const [id, created_at] of Object.entries(created)) await workspace.runs.create(newRun({ id, created_at }))
    expect((await workspace.runs.list()).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })

  it('tells which manifests are damaged, and lists the others', async () => {
    const workspace = await emptyWorkspace()
    for (const id of ['good', 'torn', 'newer', 'moved', 'state', 'gone']) await workspace.runs.create(newRun({ id }))
    const manifest = (id: string) => join(workspace.path, 'runs', id, 'run_manifest.yaml')
    const edit = (id: string, from: string, to: string) =>
      writeFileSync(manifest(id), readFileSync(manifest(id), 'utf8').replace(from, to))
    writeFileSync(manifest('torn'), 'id: "torn\n')
    edit('newer', 'schema_version: "1.0"', 'schema_version: "2.0"')
    edit('moved', 'id: "moved"', 'id: "elsewhere"')
    edit('state', 'status: "queued"', 'status: "sleeping"')
    rmSync(manifest('gone'))
    mkdirSync(join(workspace.path, 'runs', 'of_another_program'))
    expect((await workspace.runs.list()).map(({ id }) => id)).toEqual(['good'])
    const omitted = workspace.omissions()
    expect(Object.fromEntries(omitted.map(({ path, what }) => [/runs\/(\w+)\//.exec(path)![1], what]))).toEqual({
      torn: expect.stringContaining('not YAML'),
      newer: expect.stringContaining('schema version 2.0'),
      moved: expect.stringContaining('its id is not'),
      state: expect.stringContaining('its status is none of'),
      gone: 'it is missing',
    })
    writeFileSync(manifest('torn'), readFileSync(manifest('good'), 'utf8').replace('id: "good"', 'id: "torn"'))
    expect(await workspace.runs.list()).toHaveLength(2)
    expect(workspace.omissions().map(({ path }) => path)).not.toContain(manifest('torn'))
  })

  it('fills in what an older manifest lacks and keeps what it does not know', async () => {
    const { workspace, id, layout } = await workspaceWithRun()
    writeFileSync(join(layout, 'run_manifest.yaml'), `id: ${id}\nstatus: failed\ncolour: green\n`)
    expect(await workspace.runs.read(id)).toMatchObject({ status: 'failed', name: id, warnings: [], colour: 'green' })
    await workspace.runs.transition(id, 'queued')
    expect(readFileSync(join(layout, 'run_manifest.yaml'), 'utf8')).toContain('colour: "green"')
  })

  it('is empty for a workspace that does not exist', async () => {
    const workspace = await emptyWorkspace()
    const other = openWorkspace(join(workspace.path, 'nothing', 'here'))
    expect(other.exists()).toBe(false)
    expect(await other.runs.list()).toEqual([])
    expect(await other.results()).toEqual([])
    expect(await other.predictions()).toEqual([])
    expect(await other.summaries()).toEqual([])
    expect(await other.summary('fat')).toBeNull()
    expect(await other.datasets.list()).toEqual([])
    expect(existsSync(other.path)).toBe(false)
  })
})

it('takes no id for a path', async () => {
  const { workspace } = await workspaceWithRun()
  for (const id of ['', '.', '..', `../runs/${runId}`, `${runId}/`, '/etc', `${runId}\u0000`]) {
    const unknown = { code: 'UnknownRecord' }
    await expect(workspace.runs.read(id)).rejects.toMatchObject(unknown)
    await expect(workspace.runs.transition(id, 'running')).rejects.toMatchObject(unknown)
    await expect(workspace.runs.acquire(id)).rejects.toMatchObject(unknown)
    await expect(workspace.runs.results(id)).rejects.toMatchObject(unknown)
    await expect(workspace.checkpoint(id)).rejects.toMatchObject(unknown)
    await expect(collect(workspace.runs.pipelines(id))).rejects.toMatchObject(unknown)
    await expect(workspace.runs.openWriter(id, { shard: 'main', attempt: 1, n4a_version: '0' })).rejects.toMatchObject(
      unknown,
    )
  }
})

describe('the states of a run', () => {
  it('change as the table says, for every pair', () => {
    for (const from of runStatuses) {
      for (const to of runStatuses) {
        if (runTransitions[from].includes(to)) expect(() => assertTransition(from, to)).not.toThrow()
        else expect(() => assertTransition(from, to)).toThrow(`A run that is ${from} cannot become ${to}.`)
      }
    }
  })

  it('are stored with what changes along', async () => {
    const { workspace, id } = await workspaceWithRun()
    const started_at = '2026-11-23T09:00:00.000Z'
    const running = await workspace.runs.transition(id, 'running', { started_at })
    expect(running).toEqual({ ...newRun().manifest, status: 'running', started_at })
    expect(await workspace.runs.read(id)).toEqual(running)
    await expect(workspace.runs.transition(id, 'queued')).rejects.toMatchObject({ code: 'WrongTransition' })
    expect(await workspace.runs.read(id)).toEqual(running)
  })

  it('let only one of many at once win', async () => {
    const { workspace, id } = await workspaceWithRun()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) =>
        workspace.runs.transition(id, i % 2 ? 'running' : 'cancelled', { name: `${i}` }),
      ),
    )
    const { status, name } = await workspace.runs.read(id)
    // queued → running → cancelled are two that may follow each other.
    expect(outcomes.filter(outcome => outcome.status === 'fulfilled').length).toBeLessThanOrEqual(2)
    expect(outcomes[Number(name)]).toMatchObject({ status: 'fulfilled', value: { status } })
  })
})

it('writes a manifest of each result for people, in folders of their own', async () => {
  const datasets = ['a b', 'a/b'].map(name => ({ ...newRun().manifest.datasets[0]!, name }))
  const { workspace, id, layout } = await workspaceWithRun({ datasets })
  const writer = await workspace.runs.openWriter(id, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
  const results = ['a/b', 'a b'].map(
    (dataset, i) => resultLine(writer, { id: `r${i}`, dataset, config: '0001_SNV' }).result,
  )
  await writer.close()
  const kept = { model: 'final' as const, member: 0, sha256: 'c0ffee', bytes: 9, stored_at: '2026-11-26T00:00:00.000Z' }
  await workspace.writeResultManifests(id, [results[0]!, { ...results[1]!, stored_models: [kept] }])
  const folders = readdirSync(join(layout, 'results'))
  expect(folders).toHaveLength(2)
  const found = folders.map(folder =>
    parse(readFileSync(join(layout, 'results', folder, '0001_SNV', 'manifest.yaml'), 'utf8')),
  )
  expect(found.map(({ dataset }) => dataset).sort()).toEqual(['a b', 'a/b'])
  const { stored_models, ...fields } = results[0]!
  expect(found.find(({ id: result }) => result === 'r0')).toEqual({ schema_version: '1.0', ...fields })
  expect(found.find(({ id: result }) => result === 'r1').artifacts.items).toEqual([
    { name: 'PLSRegression_final', path: 'binaries/a_b/c0ffee.n4a.json' },
  ])
})
