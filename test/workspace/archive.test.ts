import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, sealModel, type Workspace } from '../../src/core/workspace/index.ts'
import { unpackEntry, zipEntries, zipWriter } from '../../src/core/zip/index.ts'
import { bytesSource } from '../zip/support.ts'
import { audit } from './support/audit.ts'
import { startChild } from './support/child.ts'
import { newRun, refitLine, resultLine, resultRecord, runId } from './support/records.ts'
import { emptyWorkspace, temporaryFolder } from './support/workspace.ts'

const version = { n4a_version: '0.1.0' }
const resultId = (run_id: string, { id }: { readonly id: string }) => `${run_id}-${id}`
const bring = (workspace: Workspace, path: string) =>
  workspace.runs.import(path, { resultId, prepare: workspace.prepare })
const freshPath = (name = 'run.n4a.zip') => join(temporaryFolder(), name)
const model = sealModel({ learned: [1, 2, 3] }, '0.1.0')

/** A run on two datasets with a refit, a failed result and a stored model; partly in tables, partly in a segment. */
async function sourceWorkspace(change: { readonly name?: string } = {}): Promise<Workspace> {
  const workspace = await emptyWorkspace()
  await workspace.runs.create(newRun({ name: 'Example', ...change }))
  await workspace.runs.transition(runId, 'running', { executor: { host: 'elsewhere', pid: 1, attempt: 1 } })
  const writer = await workspace.runs.openWriter(runId, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
  await writer.record([
    resultLine(writer, { id: 'r1' }),
    resultLine(writer, { id: 'r2', dataset: 'protein', score: 3 }),
  ])
  await workspace.checkpoint(runId)
  const failed = {
    ...resultRecord({ id: 'r3' }),
    status: 'failed' as const,
    error: { code: 'SingularFit', message: 'x' },
    best_score: null,
    score_partition: null,
    scores: {},
    predictions_count: 0,
  }
  const stored_models = [
    {
      model: 'final' as const,
      member: 0,
      sha256: model.sha256,
      bytes: model.text.length,
      stored_at: '2026-11-23T09:00:00.000Z',
    },
  ]
  await workspace.models.save('fat', model)
  await writer.record([
    { type: 'result', result: failed, models: [], predictions: [] },
    { ...refitLine(writer, { id: 'r1' }), stored_models },
  ])
  await writer.close()
  return workspace
}

async function contentOf(workspace: Workspace, id = runId) {
  const fresh = openWorkspace(workspace.path)
  const predictions = [...(await fresh.predictions({ run_id: id }))].sort((a, b) => (a.id < b.id ? -1 : 1))
  const arrays = await Promise.all(
    predictions.map(async one => {
      const read = (array_id: string, offset: number, length: number) => fresh.readArray({ array_id, offset, length })
      return [
        ...(await read(one.y_true_array_id, one.y_true_offset, one.y_true_length)),
        ...(await read(one.y_pred_array_id, one.y_pred_offset, one.y_pred_length)),
        ...(await read(one.sample_indices_array_id, one.sample_indices_offset, one.sample_indices_length)),
      ]
    }),
  )
  const pipelines = []
  for await (const pipeline of fresh.runs.pipelines(id)) pipelines.push(pipeline)
  const { archive, status, ...manifest } = await fresh.runs.read(id)
  return {
    manifest,
    results: [...(await fresh.runs.results(id))].sort((a, b) => (a.id < b.id ? -1 : 1)),
    predictions: predictions.map(({ y_true_array_id, y_pred_array_id, sample_indices_array_id, ...one }) => one),
    arrays,
    pipelines,
    templates: await fresh.runs.templates(id),
    given: await fresh.runs.templateText(id, 'pls'),
  }
}

const files = (workspace: Workspace) =>
  readdirSync(workspace.path, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(npy|jsonl|parquet|yaml|json)$/.test(name))
    .sort()

let source: Workspace
let archive: string
let expected: Awaited<ReturnType<typeof contentOf>>

beforeAll(async () => {
  source = await sourceWorkspace()
  archive = freshPath()
  await source.runs.export(runId, archive, version)
  expected = await contentOf(source)
}, 60_000)

describe('a run as one file', () => {
  it('is the same run in another workspace, to the last bit', async () => {
    const target = await emptyWorkspace()
    expect(await bring(target, archive)).toMatchObject({
      source_id: runId,
      run_id: runId,
      outcome: 'imported',
      results: 3,
      predictions: 20,
      stored_models: 1,
    })
    const { executor, ...manifest } = expected.manifest
    expect(await contentOf(target)).toEqual({ ...expected, manifest })
    expect(expected.predictions).toHaveLength(20)
    expect(await target.runs.read(runId)).toMatchObject({ status: 'paused', archive: { run_id: runId } })
    expect(readFileSync(target.models.path('fat', model.sha256), 'utf8')).toBe(model.text)
    expect(await target.care.verify()).toEqual([])
    const told = ['r1', 'r2', 'refit r1']
    expect(await audit(target, runId, told)).toMatchObject({ lost: [], wrongSummaries: [], results: 3 })
    expect(readdirSync(join(target.path, 'runs'))).toEqual([runId])
  })

  it('names each file with its bytes and checksum, and is read by other programs', () => {
    const zip = bytesSource(readFileSync(archive))
    const entries = zipEntries(zip)
    const text = (name: string) => unpackEntry(zip, entries.find(entry => entry.name === name)!).toString('utf8')
    const facts = JSON.parse(text('n4a-run.json'))
    expect(facts).toMatchObject({
      format: 'n4a-run',
      schema_version: '1.0',
      run_id: runId,
      results: 3,
      predictions: 20,
    })
    expect(facts.files.map(({ path }: { path: string }) => path).sort()).toEqual(
      entries
        .map(({ name }) => name)
        .filter(name => name !== 'n4a-run.json')
        .sort(),
    )
    const rows = text('results/0001.jsonl')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(rows.map(({ id }) => id)).toEqual(['r1', 'r2', 'r3'])
    expect(text('templates/pls.yaml')).toBe(expected.given)
  })

  it('is not written over a file that is there unless told to, and leaves no half file', async () => {
    const path = freshPath()
    writeFileSync(path, 'mine')
    await expect(source.runs.export(runId, path, version)).rejects.toMatchObject({ code: 'OutputNotWritable' })
    expect(readFileSync(path, 'utf8')).toBe('mine')
    await source.runs.export(runId, path, { ...version, force: true })
    expect(readdirSync(join(path, '..'))).toEqual(['run.n4a.zip'])
    const nowhere = join(path, '..', 'nowhere', 'x.zip')
    await expect(source.runs.export(runId, nowhere, version)).rejects.toMatchObject({ code: 'OutputNotWritable' })
    await expect(source.runs.export('2026-01-01_No_000000', path, version)).rejects.toMatchObject({
      code: 'UnknownRecord',
    })
  })

  it('is refused while the run is executed', async () => {
    const lock = await source.runs.acquire(runId)
    try {
      await expect(source.runs.export(runId, freshPath(), version)).rejects.toMatchObject({ code: 'WorkspaceLocked' })
    } finally {
      await lock.release()
    }
  })

  it('says which stored models are missing, and brings the rest', async () => {
    const lacking = await emptyWorkspace()
    await lacking.runs.create(newRun())
    const writer = await lacking.runs.openWriter(runId, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
    const line = refitLine(writer, { id: 'r1' })
    const stored = {
      model: 'final' as const,
      member: 0,
      sha256: 'ab'.repeat(32),
      bytes: 1,
      stored_at: '2026-11-23T09:00:00.000Z',
    }
    await writer.record([resultLine(writer, { id: 'r1' }), { ...line, stored_models: [stored] }])
    await writer.close()
    const path = freshPath()
    const made = await lacking.runs.export(runId, path, version)
    expect(made).toMatchObject({ missing_models: [`binaries/fat/${'ab'.repeat(32)}.n4a.json`], stored_models: 0 })
    expect(await bring(await emptyWorkspace(), path)).toMatchObject({ outcome: 'imported', results: 1 })
  })
})

describe('bringing it again', () => {
  it('changes nothing: in the same workspace, twice in another, and where it was exported anew', async () => {
    expect(await bring(source, archive)).toMatchObject({ outcome: 'present', run_id: runId })
    const target = await emptyWorkspace()
    await bring(target, archive)
    const before = files(target)
    expect(await bring(target, archive)).toMatchObject({ outcome: 'present', run_id: runId })
    const again = freshPath()
    await target.runs.export(runId, again, version)
    expect(await bring(target, again)).toMatchObject({ outcome: 'present' })
    expect(await bring(source, again)).toMatchObject({ outcome: 'present' })
    expect(files(target)).toEqual(before)
    expect((await contentOf(target)).predictions).toEqual(expected.predictions)
  })

  it('gives another id where a different run has its own, each time the same', async () => {
    const target = await emptyWorkspace()
    await target.runs.create(newRun({ name: 'Other', created_at: '2026-11-23T11:11:11.000Z' }))
    const writer = await target.runs.openWriter(runId, { shard: 'main', attempt: 1, n4a_version: '0.1.0' })
    await writer.record([resultLine(writer, { id: 'r1', score: 9 })])
    await writer.close()
    const brought = await bring(target, archive)
    expect(brought).toMatchObject({ outcome: 'imported', source_id: runId })
    expect(brought.run_id).toMatch(new RegExp(`^${runId}_[0-9a-f]{6}$`))
    expect(await bring(target, archive)).toMatchObject({ outcome: 'present', run_id: brought.run_id })
    const there = await contentOf(target, brought.run_id)
    expect(there.results.map(({ id, run_id }) => [id, run_id])).toEqual(
      ['r1', 'r2', 'r3'].map(id => [`${brought.run_id}-${id}`, brought.run_id]),
    )
    expect(there.arrays.map(String).sort()).toEqual(expected.arrays.map(String).sort())
    expect(there.templates).toMatchObject([{ run_id: brought.run_id }])
    expect(await target.runs.results(runId)).toMatchObject([{ id: 'r1', best_score: 9 }])
    expect(await target.care.verify()).toEqual([])
  })

  it('is refused while a deleted run has its id, and possible after a compaction', async () => {
    const target = await emptyWorkspace()
    await bring(target, archive)
    await target.runs.delete(runId, 'ana')
    await expect(bring(target, archive)).rejects.toMatchObject({ code: 'RunDeleted' })
    await target.care.compact()
    expect(await bring(target, archive)).toMatchObject({ outcome: 'imported' })
    expect((await contentOf(target)).predictions).toEqual(expected.predictions)
    expect(await target.care.verify()).toEqual([])
  })

  it('by two at once gives one run', async () => {
    const target = await emptyWorkspace()
    const outcomes = await Promise.all([bring(target, archive), bring(openWorkspace(target.path), archive)])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['imported', 'present'])
    expect((await contentOf(target)).predictions).toEqual(expected.predictions)
    expect(await target.care.verify()).toEqual([])
  })
})

describe('a process that is killed while it brings a run', () => {
  const steps = ['import:staged', 'import:array', 'import:model', 'import:before_rename'] as const
  it.each(steps)('at %s leaves nothing to be seen, and the next brings it whole', async step => {
    const target = await emptyWorkspace()
    expect((await startChild('import-child.ts', [target.path, archive, step]).ended).signal).toBe('SIGKILL')
    expect(await openWorkspace(target.path).runs.list()).toEqual([])
    expect(await target.results()).toEqual([])
    expect(await target.predictions()).toEqual([])
    expect((await target.care.verify()).map(({ kind }) => kind)).toEqual([])
    expect(await bring(target, archive)).toMatchObject({ outcome: 'imported', predictions: 20 })
    expect((await contentOf(target)).arrays).toEqual(expected.arrays)
    expect(readdirSync(join(target.path, 'runs'))).toEqual([runId])
    expect(await target.care.verify()).toEqual([])
  })

  it.each(['import:after_rename', 'checkpoint:writing', 'checkpoint:before_rename', 'checkpoint:unlinked'])(
    'at %s leaves a whole run, and the next has nothing to do',
    async step => {
      const target = await emptyWorkspace()
      expect((await startChild('import-child.ts', [target.path, archive, step]).ended).signal).toBe('SIGKILL')
      expect((await contentOf(target)).predictions).toEqual(expected.predictions)
      expect(await bring(target, archive)).toMatchObject({ outcome: 'present' })
      expect((await contentOf(target)).predictions).toEqual(expected.predictions)
      expect(await target.care.verify()).toEqual([])
    },
  )
})

type Files = Map<string, Buffer>
interface Facts {
  readonly files: { readonly path: string }[]
}

/** The same archive with other files, whose facts fit unless `facts` says otherwise. */
async function changed(change: (files: Files) => void, facts: (facts: Facts) => void = () => undefined) {
  const zip = bytesSource(readFileSync(archive))
  const files: Files = new Map(zipEntries(zip).map(entry => [entry.name, unpackEntry(zip, entry)]))
  const said = JSON.parse(files.get('n4a-run.json')!.toString('utf8'))
  files.delete('n4a-run.json')
  change(files)
  said.files = [...files].map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  facts(said)
  return zipped([...files, ['n4a-run.json', Buffer.from(JSON.stringify(said))]])
}

async function zipped(files: Iterable<readonly [string, Buffer]>): Promise<string> {
  const parts: Buffer[] = []
  const zip = zipWriter(async bytes => void parts.push(bytes))
  for (const [name, content] of files) await zip.add(name, content)
  await zip.finish()
  const path = freshPath()
  writeFileSync(path, Buffer.concat(parts))
  return path
}

const edited = (name: string, edit: (text: string) => string) => (files: Files) =>
  void files.set(name, Buffer.from(edit(files.get(name)!.toString('utf8'))))
const eachRow = (edit: (row: Record<string, unknown>) => void) => (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map(line => {
      const row = JSON.parse(line)
      edit(row)
      return JSON.stringify(row)
    })
    .join('\n')

describe('what is refused', () => {
  async function refusal(path: string) {
    const target = openWorkspace(join(temporaryFolder(), 'workspace'))
    const error = await bring(target, path).then(
      () => expect.fail('not refused'),
      reason => reason,
    )
    // Nothing of it is there, not even out of sight.
    if (existsSync(target.path)) expect(files(target)).toEqual([])
    return error
  }

  it.each<[string, RegExp, (files: Files) => void, ((facts: Facts) => void)?]>([
    ['a path that climbs out', /no file of an archive/, files => files.set('../evil.json', Buffer.from('{}'))],
    [
      'a path that climbs out below',
      /no file of an archive/,
      files => files.set('templates/../../x', Buffer.from('x')),
    ],
    ['an absolute path', /no file of an archive/, files => files.set('/etc/passwd', Buffer.from('x'))],
    ['a path of Windows', /no file of an archive/, files => files.set('arrays\\..\\..\\x.npy', Buffer.from('x'))],
    ['a hidden file', /no file of an archive/, files => files.set('templates/.lock', Buffer.from('x'))],
    ['names that differ by case alone', /same name/, files => files.set('templates/PLS.yaml', Buffer.from('x'))],
    [
      'an id that is a path',
      /id that no run/,
      () => undefined,
      facts => void Object.assign(facts, { run_id: '../../x' }),
    ],
    ['another kind of archive', /does not say/, () => undefined, facts => void Object.assign(facts, { format: 'zip' })],
    [
      'a wrong checksum',
      /checksum/,
      () => undefined,
      facts => void Object.assign(facts.files[0]!, { sha256: '0'.repeat(64) }),
    ],
    ['a wrong size', /bytes where/, () => undefined, facts => void Object.assign(facts.files[0]!, { bytes: 1 })],
    ['a file that is not listed', /does not list/, () => undefined, facts => facts.files.pop()],
    [
      'fewer predictions than announced',
      /announced/,
      () => undefined,
      facts => void Object.assign(facts, { predictions: 21 }),
    ],
    ['no manifest', /run_manifest/, files => files.delete('run_manifest.yaml')],
    ['a manifest of another run', /its id is not/, edited('run_manifest.yaml', text => text.replace(runId, 'other'))],
    ['a manifest that is no YAML', /not YAML/, edited('run_manifest.yaml', () => '{{{')],
    ['a template without its text', /missing/, files => files.delete('templates/pls.json')],
    ['a template of no run', /no template/, files => files.set('templates/x.yaml', Buffer.from('x'))],
    ['broken pipelines', /pipelines/, edited('expanded_pipelines.yaml', () => 'pipelines: 3')],
    ['a result that is no JSON', /line 3 of results\/0001/, edited('results/0001.jsonl', text => text.slice(0, -9))],
    [
      'a result of another run',
      /another run/,
      edited(
        'results/0001.jsonl',
        eachRow(row => {
          row.run_id = 'x'
        }),
      ),
    ],
    [
      'a result twice',
      /twice/,
      edited(
        'results/0001.jsonl',
        eachRow(row => {
          row.id = 'r1'
        }),
      ),
    ],
    [
      'a result without scores',
      /no scores/,
      edited(
        'results/0001.jsonl',
        eachRow(row => {
          row.scores = null
        }),
      ),
    ],
    [
      'a record that is nested without end',
      /nested too deeply|not JSON/,
      edited('results/0001.jsonl', text =>
        text.replaceAll('"params":{', `"params":{"deep":${'['.repeat(200_000)}${']'.repeat(200_000)},`),
      ),
    ],
    [
      'a count that is none',
      /n_samples/,
      edited(
        'results/0001.jsonl',
        eachRow(row => {
          row.n_samples = 1e10
        }),
      ),
    ],
    [
      'a model path in a result',
      /checksum/,
      edited(
        'results/0001.jsonl',
        eachRow(row => {
          row.stored_models = [{ sha256: '../../x', member: 0 }]
        }),
      ),
    ],
    [
      'predictions of no result',
      /no result/,
      edited(
        'predictions/0001.jsonl',
        eachRow(row => {
          row.result_id = 'x'
        }),
      ),
    ],
    [
      'predictions with other ids',
      /other ids/,
      edited(
        'predictions/0001.jsonl',
        eachRow(row => {
          row.id = `${row.id}x`
        }),
      ),
    ],
    [
      'a slice behind the end',
      /not there/,
      edited(
        'predictions/0001.jsonl',
        eachRow(row => {
          row.y_pred_length = 1e9
        }),
      ),
    ],
    [
      'a slice before the start',
      /not there/,
      edited(
        'predictions/0001.jsonl',
        eachRow(row => {
          row.y_pred_offset = -1
        }),
      ),
    ],
    [
      'members without end',
      /members/,
      edited(
        'predictions/0001.jsonl',
        eachRow(row => {
          row.member = 2e9
        }),
      ),
    ],
    [
      'an array that is none',
      /64-bit floats/,
      files =>
        void [...files.keys()].filter(name => name.endsWith('.npy')).map(name => files.set(name, Buffer.alloc(200))),
    ],
    [
      'a model that is another',
      /another model/,
      files =>
        void [...files.keys()]
          .filter(name => name.startsWith('models/'))
          .map(name => files.set(name, Buffer.from(sealModel({ other: 1 }, '0.1.0').text))),
    ],
    [
      'a model of no result',
      /no result/,
      files => files.set(`models/fat/${'cd'.repeat(32)}.n4a.json`, Buffer.from('x')),
    ],
  ])('%s', async (_what, reason, change, facts) => {
    const error = await refusal(await changed(change, facts))
    expect(error).toMatchObject({ code: expect.stringMatching(/^(DamagedArchive|DamagedFile)$/) })
    expect(error.message).toMatch(reason)
  })

  it('a later major version, while a later minor one is read', async () => {
    const later = (schema_version: string) =>
      changed(
        () => undefined,
        facts => void Object.assign(facts, { schema_version: schema_version }),
      )
    expect(await refusal(await later('2.0'))).toMatchObject({ code: 'NewerSchema' })
    const manifest = await changed(
      edited('run_manifest.yaml', text => text.replace(/schema_version: .*/, 'schema_version: "2.0"')),
    )
    expect(await refusal(manifest)).toMatchObject({ code: 'NewerSchema' })
    expect(await bring(await emptyWorkspace(), await later('1.9'))).toMatchObject({ outcome: 'imported' })
  })

  it('what is no archive, cut off, or not there', async () => {
    const whole = readFileSync(archive)
    const write = (bytes: Buffer | string) => {
      const path = freshPath()
      writeFileSync(path, bytes)
      return path
    }
    for (const bytes of ['', 'no archive', whole.subarray(0, whole.length - 30), whole.subarray(0, 4000)]) {
      expect(await refusal(write(bytes))).toMatchObject({ code: 'DamagedArchive' })
    }
    expect(await refusal(join(temporaryFolder(), 'none.zip'))).toMatchObject({ code: 'UnreadableFile' })
    expect(await refusal(temporaryFolder())).toMatchObject({ code: 'UnreadableFile' })
  })

  it('bombs: a file that unfolds a thousandfold, and files that share their bytes', async () => {
    const parts: Buffer[] = []
    const zip = zipWriter(async bytes => void parts.push(bytes))
    await zip.add('arrays/a.npy', Buffer.alloc(2 ** 23))
    await zip.add('n4a-run.json', Buffer.from('{}'))
    await zip.finish()
    const bytes = Buffer.concat(parts)
    const directory = bytes.readUInt32LE(bytes.length - 6)
    const path = freshPath()
    const bomb = await changed(files => void files.set('arrays/bomb.npy', Buffer.alloc(2 ** 23)))
    const bombBytes = readFileSync(bomb)
    const at = bombBytes.lastIndexOf('arrays/bomb.npy') - 46
    bombBytes.writeUInt32LE(2 ** 31 - 1, at + 24)
    writeFileSync(bomb, bombBytes)
    expect((await refusal(bomb)).message).toMatch(/bytes where|unfold/)
    // Every file of the list begins where the first does.
    const shared = Buffer.from(bytes)
    shared.writeUInt32LE(shared.length, directory + 20)
    writeFileSync(path, shared)
    expect((await refusal(path)).message).toMatch(/overlap/)
  })

  it('any single byte that is changed: refused, or of no meaning', async () => {
    const whole = readFileSync(archive)
    const step = Math.max(1, Math.floor(whole.length / 60))
    for (let at = 0; at < whole.length; at += step) {
      const bytes = Buffer.from(whole)
      bytes[at] = bytes[at]! ^ 0x41
      const path = freshPath()
      writeFileSync(path, bytes)
      const target = await emptyWorkspace()
      const brought = await bring(target, path).catch(error => error)
      if (brought instanceof Error) expect(brought).toMatchObject({ code: expect.any(String) })
      else expect((await contentOf(target)).arrays).toEqual(expected.arrays)
    }
  }, 60_000)
})
