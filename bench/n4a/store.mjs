import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { built } from './library.mjs'
import { makeRun, makeWorkspace, resultLine } from './made-workspace.mjs'

const { openWorkspace } = await built('workspace/index.js')
const { createEngine } = await built('index.js')
const { readFooter } = await built('workspace/parquet/footer.js')

const makeScript = fileURLToPath(new URL('make-workspace.mjs', import.meta.url))

const tables = path => {
  const folder = join(path, 'predictions')
  return readdirSync(folder)
    .filter(name => name.endsWith('.parquet'))
    .map(name => join(folder, name))
}
let touched = 0
/** Files that have changed are read again: each is replaced, as a checkpoint does it. */
const touch = path => {
  touched += 1
  for (const file of tables(path)) {
    renameSync(file, `${file}.moved`)
    renameSync(`${file}.moved`, file)
    utimesSync(file, 1e9 + touched, 1e9 + touched)
  }
}

/** Every read of a file handle, and of the readers that do not wait, takes `milliseconds` longer, as over a network. */
async function slowReads(path, milliseconds) {
  const file = await open(tables(path)[0])
  const prototype = Object.getPrototypeOf(file)
  const { read } = prototype
  prototype.read = async function (...args) {
    await sleep(milliseconds)
    return read.apply(this, args)
  }
  await file.close()
}

/** What is measured: `(path, options) → { time, before? }`, on a workspace that was made before. */
const tasks = {
  'bare-tails': path => ({
    time: () => {
      const buffer = Buffer.alloc(64 * 1024)
      const files = tables(path)
      for (const name of files) {
        const file = openSync(name, 'r')
        readSync(file, buffer, 0, buffer.length, Math.max(0, fstatSync(file).size - buffer.length))
        closeSync(file)
      }
      return [files.length]
    },
  }),
  summaries: path => ({
    before: () => touch(path),
    time: async () => [(await openWorkspace(path).summaries()).length],
  }),
  unchanged: async path => {
    // Within a tick of its clock a folder may change unseen, so one that has just changed is not believed.
    await sleep(2_500)
    return { time: async () => [(await openWorkspace(path).summaries()).length] }
  },
  'slow-together': async path => {
    await slowReads(path, 3)
    // The first files are found to be far away, as they would be by their own time.
    return { time: async () => [(await Promise.all(tables(path).map(readFooter))).length] }
  },
  'slow-one-by-one': async path => {
    await slowReads(path, 3)
    return {
      time: async () => {
        let n = 0
        for (const file of tables(path)) n += (await readFooter(file)) ? 1 : 0
        return [n]
      },
    }
  },
  'first-screen': path => ({
    before: () => touch(path),
    time: async () => {
      const engine = createEngine({ workspace: path })
      const [runs, summaries] = await Promise.all([engine.runs.list(), openWorkspace(path).summaries()])
      return [runs.length, summaries.reduce((sum, { num_rows }) => sum + num_rows, 0)]
    },
  }),
  'first-page': path => ({
    before: () => touch(path),
    time: async () => pageOf(createEngine({ workspace: path }), 0),
  }),
  'next-page': async path => {
    const engine = createEngine({ workspace: path })
    await pageOf(engine, 0)
    let offset = 0
    return {
      answer: () => pageOf(engine, 50),
      time: () => {
        offset = (offset + 50) % 900
        return pageOf(engine, offset)
      },
    }
  },
  results: path => ({ time: async () => [(await createEngine({ workspace: path }).results.list()).length] }),
  pipelines: path => ({
    time: async () => {
      const workspace = openWorkspace(path)
      const [run] = await workspace.runs.list()
      let n = 0
      for await (const _ of workspace.runs.pipelines(run.id)) n += 1
      return [n]
    },
  }),
  record: async path => {
    const workspace = openWorkspace(path)
    const id = await makeRun(workspace, 900 + (process.pid % 90), ['recorded'], 1e6)
    const writer = await workspace.runs.openWriter(id, { shard: 'bench', attempt: 1, n4a_version: '0.1.0' })
    const shared = writer.array(new Float64Array(100))
    let n = 0
    return {
      // One by one: each is durable before the next is begun.
      time: async () => {
        for (let i = 0; i < 100; i++, n++) {
          await writer.record([resultLine(writer, shared, `n${n}`, id, 'recorded', n, 100)])
        }
        return [100]
      },
    }
  },
  import: path => ({
    before: () => rmSync(path, { recursive: true, force: true }),
    time: async () => {
      await makeWorkspace(path, { runs: 10, datasets: 200, results: 34 })
      return [10 * 200 * 34 * 15]
    },
  }),
}

const pageOf = async (engine, offset) => {
  const { records, total } = await engine.predictions.page({
    where: 'partition:val',
    sort: 'val_score',
    limit: 50,
    offset,
  })
  return [records.length, total]
}

export async function prepare({ task, path, made, pipelines }) {
  // In a process of its own: the memory that making takes is not that of what is measured.
  if (made && !existsSync(path)) execFileSync(process.execPath, [makeScript, path, JSON.stringify(made)])
  if (pipelines) await makePipelines(path, pipelines)
  return tasks[task](path)
}

async function makePipelines(path, count) {
  const workspace = openWorkspace(path)
  await workspace.prepare()
  const all = Array.from({ length: count }, (_, i) => ({
    config_id: `${String(i).padStart(5, '0')}_SNV_PLSRegression_nc${i % 30}`,
    template_id: 'pls',
    steps: [
      'SNV',
      { class: 'SavitzkyGolay', params: { window_length: 11 } },
      { model: { class: 'PLSRegression', params: { n_components: i % 30 } } },
    ],
    generator_choices: [{ _or_: 'SNV' }, { _range_: i % 30 }],
  }))
  await makeRun(workspace, 1, ['one'], count, all)
}
