import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEngine, type ResultRecord, type RunRecord } from '../../src/core/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-marks-'))
const folder = join(scratch, 'workspace')
const journals = join(folder, 'marks')
const state = process.env.XDG_STATE_HOME
const pls = (n_components: number) => [{ model: { class: 'PLSRegression', params: { n_components } } }]
const engine = createEngine({ workspace: folder })
const ids = async (where: string) => (await engine.results.list({ where })).map(({ id }) => id)

let run: RunRecord
let first: ResultRecord
let second: ResultRecord

beforeAll(async () => {
  process.env.XDG_STATE_HOME = join(scratch, 'state')
  const templates = [
    { name: 'two', pipeline: pls(2) },
    { name: 'three', pipeline: pls(3) },
  ]
  run = await engine.runs.start(
    smallRequest({ templates, datasets: [tecator('fat')], config: { folds: { splitter: 'KFold', n_splits: 3 } } }),
  )
  ;[first, second] = (await engine.results.list()) as [ResultRecord, ResultRecord]
}, 60_000)
beforeEach(() => rmSync(journals, { recursive: true, force: true }))
afterAll(() => {
  if (state === undefined) delete process.env.XDG_STATE_HOME
  else process.env.XDG_STATE_HOME = state
  rmSync(scratch, { recursive: true, force: true })
})

describe('marks', () => {
  it('say who and when, and filters find what is marked', async () => {
    await engine.marks.set('result', [first.id], { star: true })
    await engine.marks.set('result', [first.id], { tag: 'thesis', present: true })
    await engine.marks.set('result', [second.id], { note: 'odd residuals' })
    await engine.marks.set('result', [second.id], { reject: true })
    expect(await ids('is:starred')).toEqual([first.id])
    expect(await ids('tag:thesis')).toEqual([first.id])
    expect(await ids('has:note')).toEqual([second.id])
    expect(await ids('note:residuals')).toEqual([second.id])
    expect(await ids('-is:rejected')).toEqual([first.id])
    const [last] = await engine.marks.list()
    expect(last).toMatchObject({ subject: 'result', subject_id: second.id, rejected: true, starred: false })
    expect(last!.notes[0]).toMatchObject({ text: 'odd residuals', who: last!.changed_by })
    expect(Date.parse(last!.changed_at)).not.toBeNaN()
  })

  it('have a stamp that tells when anybody has said something', async () => {
    const before = engine.marks.stamp()
    expect(engine.marks.stamp()).toBe(before)
    await createEngine({ workspace: engine.workspace }).marks.set('result', [first.id], { star: true })
    expect(engine.marks.stamp()).not.toBe(before)
  })

  it('take predictions, runs and samples too, by the beginnings of their ids', async () => {
    const [prediction] = await engine.predictions.list({ result: first.id })
    await engine.marks.set('prediction', [prediction!.id], { star: true })
    await engine.marks.set('run', ['latest'], { star: true })
    await engine.marks.set('sample', [`${first.dataset}/s 17`], { reject: true })
    // With a limit they are looked for another way, by columns.
    for (const limit of [null, 5]) {
      for (const where of ['is:starred', 'starred=true', 'has:starred']) {
        expect((await engine.predictions.list({ where, limit })).map(({ id }) => id)).toEqual([prediction!.id])
      }
    }
    expect((await engine.marks.list()).map(({ id }) => id)).toEqual([
      `sample:${first.dataset}/s 17`,
      `run:${run.id}`,
      `prediction:${prediction!.id}`,
    ])
  })

  it('are taken back and brought back, one at a time, until something new is marked', async () => {
    await engine.marks.set('result', [first.id], { star: true })
    await engine.marks.set('result', [second.id], { star: true })
    await engine.marks.undo()
    expect(await ids('is:starred')).toEqual([first.id])
    await engine.marks.undo()
    expect(await ids('is:starred')).toEqual([])
    expect(await engine.marks.undo()).toBeNull()
    await engine.marks.redo()
    expect(await ids('is:starred')).toEqual([first.id])
    await engine.marks.redo()
    expect((await ids('is:starred')).toSorted()).toEqual([first.id, second.id].toSorted())
    expect(await engine.marks.redo()).toBeNull()
    await engine.marks.undo()
    await engine.marks.set('result', [first.id], { reject: true })
    expect(await engine.marks.redo()).toBeNull()
  })

  it('of two people merge by putting their journals together, twice over as well', async () => {
    await engine.marks.set('result', [first.id], { star: true })
    const [name] = readdirSync(journals)
    cpSync(join(journals, name!), join(journals, 'colleague-abcdef.jsonl'))
    await engine.marks.set('result', [second.id], { note: 'mine' })
    expect(await engine.marks.history()).toHaveLength(2)
    expect((await engine.marks.list()).map(({ subject_id }) => subject_id)).toEqual([second.id, first.id])
  })

  it('lose nothing to a write that was torn', async () => {
    await engine.marks.set('result', [first.id], { star: true })
    const [name] = readdirSync(journals)
    appendFileSync(join(journals, name!), '0123abcd {"type":"ma')
    await engine.marks.set('result', [second.id], { star: true })
    expect(await ids('is:starred')).toHaveLength(2)
    expect(engine.care.omissions()).toEqual([])
  })

  it('of a damaged journal are told as left out, and the others stay', async () => {
    await engine.marks.set('result', [first.id], { star: true })
    const damaged = join(journals, 'other-abcdef.jsonl')
    writeFileSync(damaged, '00000000 {"type":"mark"}\n')
    expect(await ids('is:starred')).toEqual([first.id])
    expect(engine.care.omissions()).toMatchObject([{ kind: 'damaged_marks', path: damaged }])
    expect(await engine.care.verify()).toMatchObject([{ kind: 'damaged_marks', path: damaged }])
    rmSync(damaged)
    expect(await engine.care.verify()).toEqual([])
  })

  it('are refused for what is not there or is no tag, before anything is written', async () => {
    const code = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        error => error.code,
      )
    expect(await code(engine.marks.set('result', ['nothing'], { star: true }))).toBe('UnknownRecord')
    expect(await code(engine.marks.set('sample', ['nowhere/1'], { star: true }))).toBe('UnknownRecord')
    expect(await code(engine.marks.set('result', [first.id], { tag: 'a b', present: true }))).toBe('WrongMark')
    expect(await code(engine.marks.set('result', [first.id], { note: ' ' }))).toBe('WrongMark')
    expect(await code(engine.results.list({ where: 'is:stared' }))).toBe('WrongFilter')
    expect(await engine.marks.history()).toEqual([])
  })
})
