import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runsTable } from '../../src/core/index.ts'
import { findHost } from '../../src/kernel/host.ts'
import { shown } from '../../src/kernel/renderable.ts'
import { runRecord } from '../displays/records.ts'

const run = runRecord()
const object = () => shown(run, [runsTable([run])])

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('a shown record', () => {
  it('is the record for whoever reads it', () => {
    expect(JSON.parse(JSON.stringify(object()))).toEqual(run)
    expect(Object.keys(object())).toEqual(Object.keys(run))
    expect({ ...object() }).toEqual(run)
  })

  it('leaves the record it was made of as it was', () => {
    const frozen = Object.freeze(runRecord())
    shown(frozen, [])
    expect(Reflect.ownKeys(frozen)).not.toContain('show')
  })

  it('stays a list where it was one', () => {
    const list = shown([run, run], [runsTable([run, run])])
    expect(Array.isArray(list)).toBe(true)
    expect(list.map(({ id }) => id)).toEqual([run.id, run.id])
    expect(JSON.parse(JSON.stringify(list))).toEqual([run, run])
  })

  it('is printed as its table by Node', () => {
    expect(inspect(object())).toContain('Tecator')
    expect(inspect(object())).toContain('Status')
    expect(String(object())).toBe(inspect(object()))
  })

  it("gives Deno's kernel HTML and text for a last expression", () => {
    const method = Reflect.get(object(), Symbol.for('Jupyter.display')) as () => Record<string, string>
    const bundle = method()
    expect(bundle['text/html']).toContain('<table')
    expect(bundle['text/plain']).toContain('Tecator')
  })
})

describe('showing', () => {
  it('writes text in plain Node', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    await object().show()
    expect(write.mock.calls.map(([text]) => text).join('')).toContain('Tecator')
  })

  it("goes through tslab's own display as HTML", async () => {
    const html: string[] = []
    const display = { html: (text: string) => void html.push(text) }
    vi.stubGlobal('__tslab__', { require: () => ({ display, newDisplay: () => display }) })
    await object().show()
    expect(html).toHaveLength(1)
    expect(html[0]).toContain('<table')
  })

  it('broadcasts all types in Deno and updates a live cell under one id', async () => {
    const sent: [string, Record<string, unknown>][] = []
    const broadcast = async (type: string, content: Record<string, unknown>) => void sent.push([type, content])
    vi.stubGlobal('Deno', { jupyter: { broadcast } })
    await object().show()
    expect(Object.keys(sent[0]![1].data as object)).toEqual(['text/html', 'text/plain'])
    const cell = findHost().liveCell()!
    await cell({ 'text/plain': '1' })
    await cell({ 'text/plain': '2' })
    expect(sent.slice(1).map(([type]) => type)).toEqual(['display_data', 'update_display_data'])
    expect(sent[1]![1].transient).toEqual(sent[2]![1].transient)
    expect((sent[1]![1].transient as { display_id: string }).display_id).toMatch(/\S/)
  })
})
