import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { N4aError } from '../../src/core/errors/index.ts'
import { openWorkspace, type Workspace } from '../../src/core/workspace/index.ts'
import { describedDataset, newRun, resultLine } from './support/records.ts'
import { emptyWorkspace, temporaryFolder } from './support/workspace.ts'

/** `FUZZ_RUNS=5000 npx vitest run test/workspace/damage-fuzz.test.ts` looks longer. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 60)
let sound: Workspace
let files: readonly string[]

/** Two runs on a dataset each, one checkpointed and then with more in its segment. */
beforeAll(async () => {
  sound = await emptyWorkspace()
  for (const [id, dataset] of [
    ['kept', 'fat'],
    ['hurt', 'protein'],
  ] as const) {
    await sound.runs.create(newRun({ id }))
    for (const attempt of [1, 2]) {
      const writer = await sound.runs.openWriter(id, { shard: 'main', attempt, n4a_version: '0.1.0' })
      await writer.record([resultLine(writer, { id: `${id}-r${attempt}`, run_id: id, dataset })])
      await writer.close()
      if (attempt === 1) await sound.checkpoint()
    }
  }
  await sound.datasets.register(describedDataset())
  // What belongs to the other run stays whole, to be found.
  files = readdirSync(sound.path, { recursive: true, encoding: 'utf8' }).filter(
    name => statSync(join(sound.path, name)).isFile() && !/kept|fat/.test(name) && !/\.lock/.test(name),
  )
})

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
type Damage = (bytes: Buffer) => Buffer
const at = (bytes: Buffer, place: number) => Math.floor(bytes.length * place)
const damages: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(share, fc.nat(255)).map(
    ([place, byte]): Damage =>
      bytes => {
        if (bytes.length > 0) bytes[at(bytes, place)] = byte
        return bytes
      },
  ),
  fc.tuple(share, fc.constantFrom(0, 0x7fffffff, 0xffffffff)).map(
    ([place, value]): Damage =>
      bytes => {
        if (bytes.length >= 4) bytes.writeUInt32LE(value, Math.min(at(bytes, place), bytes.length - 4))
        return bytes
      },
  ),
  share.map(
    (end): Damage =>
      bytes =>
        bytes.subarray(0, at(bytes, end)),
  ),
  fc.tuple(share, share).map(
    ([a, b]): Damage =>
      bytes =>
        Buffer.concat([bytes.subarray(0, at(bytes, a)), bytes.subarray(at(bytes, b))]),
  ),
  fc.constantFrom('&a [*a]\n', '[\n', '{}\n', 'id: [', '\u001b[31m', 'PAR1').map(
    (text): Damage =>
      bytes =>
        Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.from(text)]),
  ),
)

/** What is asked of a damaged file ends in an entry of the catalogue, if not well. */
async function foreseen(work: Promise<unknown>): Promise<void> {
  await work.catch(error => {
    if (!(error instanceof N4aError)) throw error
    expect(['storage', 'input']).toContain(error.kind)
  })
}

it('whatever happens to the files of one run, listings give the other, and nothing else breaks than what they say', async () => {
  const path = join(temporaryFolder(), 'damaged')
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(damages, { minLength: 1, maxLength: 3 }), async (choice, all) => {
      rmSync(path, { recursive: true, force: true })
      cpSync(sound.path, path, { recursive: true })
      const name = files[choice % files.length]!
      writeFileSync(
        join(path, name),
        all.reduce<Buffer>((bytes, damage) => damage(bytes), readFileSync(join(path, name))),
      )
      const workspace = openWorkspace(path)
      expect((await workspace.runs.list()).map(({ id }) => id)).toContain('kept')
      const results = (await workspace.results()).map(({ id }) => id)
      expect(results).toEqual(expect.arrayContaining(['kept-r1', 'kept-r2']))
      const predictions = await workspace.predictions()
      expect(predictions.filter(({ run_id }) => run_id === 'kept').length).toBeGreaterThan(0)
      await workspace.summaries()
      await workspace.runs.allTemplates()
      await workspace.care.verify()
      await workspace.care.info()
      await foreseen(workspace.datasets.list())
      await foreseen(workspace.runs.results('hurt'))
      await foreseen(workspace.predictions({ dataset: 'protein' }))
      for (const prediction of predictions.slice(0, 4)) {
        await foreseen(
          workspace.readArray({
            array_id: prediction.y_pred_array_id,
            offset: prediction.y_pred_offset,
            length: prediction.y_pred_length,
          }),
        )
      }
    }),
    { numRuns },
  )
}, 3_600_000)
