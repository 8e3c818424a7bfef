import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine, type RunRecord } from '../../src/core/index.ts'
import { runReport } from '../../src/render/index.ts'
import { smallRequest, tecator } from '../support/tecator.ts'

const scratch = mkdtempSync(join(tmpdir(), 'n4a-report-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let engine: Engine
let run: RunRecord
let html: string
beforeAll(async () => {
  engine = createEngine({ workspace: join(scratch, 'workspace') })
  const base = smallRequest()
  const failing = { model: { class: 'PLSRegression', params: { n_components: 3, max_iter: 500 } } }
  run = await engine.runs.start(
    smallRequest({
      name: '<script>alert(1)</script> fat & \u001b[2J',
      templates: [...base.templates, { name: 'window', pipeline: ['SNV', failing] }],
      datasets: [tecator('fat'), tecator('protein')],
    }),
  )
  html = await runReport(engine, run, { n4a_version: '0.1.0' })
}, 60_000)

describe('the report of a run', () => {
  it('stands alone: no script, no other file, nothing from the network', () => {
    expect(html).not.toMatch(/<script|<link|<iframe|<img|@import|url\((?!data:)/i)
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].filter(([, target]) => !target!.startsWith('#'))).toEqual([])
    expect(html).toContain("default-src 'none'")
  })

  it('has every result, the best of each dataset whole, and what was set', async () => {
    for (const { pipeline_config } of await engine.results.list({ run: run.id })) {
      expect(html.replaceAll('&#62;', '>')).toContain(pipeline_config)
    }
    for (const heading of [
      'Settings',
      'Best results',
      'Scores',
      'What makes a difference',
      'All results',
      'Datasets',
    ]) {
      expect(html).toContain(`<h2>${heading}</h2>`)
    }
    expect(html).toContain('KFold n_splits=5 shuffle=true random_state=42')
    const best = await engine.results.list({ run: run.id })
    expect(html).toMatch(new RegExp(`<h2>tecator_fat: ${best[0]!.pipeline_config.split(' ')[0]}`))
    expect(html.match(/<svg/g)!.length).toBeGreaterThan(6)
  })

  it('leads from its contents to each part', () => {
    const targets = [...html.matchAll(/<a href="#([^"]+)"/g)].map(match => match[1]!)
    expect(targets.length).toBeGreaterThan(7)
    for (const target of targets) expect(html).toContain(`id="${target}"`)
  })

  it('shows names as text, whatever they hold', () => {
    expect(html).not.toContain('<script>')
    expect(html).toMatch(/<h1>&#60;script&#62;alert/)
    expect(html).not.toContain('\u001b')
  })

  it('has more rows than a notebook shows, draws a factor once under its first name, and is whole on paper', async () => {
    const n_components = Array.from({ length: 120 }, (_, i) => 1 + (i % 12))
    const [first] = await engine.results.list({ run: run.id })
    const made = n_components.map((value, i) => ({
      ...first!,
      id: `r${i}`,
      pipeline_config: `row-${i}-`,
      params: { n_components: value, twin: value * 2, alone: i === 0 ? 1 : null },
    }))
    const results = { ...engine.results, list: async () => made } as Engine['results']
    const report = await runReport({ ...engine, results }, run, { n4a_version: '0.1.0' })
    for (const { pipeline_config } of made) expect(report).toContain(pipeline_config)
    const effects = /<h2>What makes a difference<\/h2>([\s\S]*?)<\/section>/.exec(report)![1]!
    expect(effects).toContain('number of components')
    expect(effects).not.toMatch(/twin|alone/)
    expect(report).toContain('size:A4 landscape')
  })

  it('tells of what cannot be drawn, of a run whose data are gone', async () => {
    const path = join(scratch, 'gone.csv')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(path, readFileSync(tecator('fat').path))
    const gone = await engine.runs.start(smallRequest({ datasets: [{ ...tecator('fat'), path }], name: 'gone' }))
    rmSync(path)
    const report = await runReport(engine, gone, { n4a_version: '0.1.0' })
    expect(report).toContain('<h2>All results</h2>')
  })
})
