import { describe, expect, it } from 'vitest'
import { failedResult, resultRecord } from '../displays/records.ts'
import { fakeEngine, metricCards, scoreIntervals } from './support/fake-engine.ts'
import { invoke } from './support/invoke.ts'

describe('metrics', () => {
  it('are listed with direction and formula, all of them', async () => {
    const { code, out } = await invoke(['metrics', 'list'])
    expect(code).toBe(0)
    expect(out).toMatch(/^rmse +RMSE +quantities +lower, best 0 +/m)
    expect(out).toMatch(/^bias +Bias +quantities +near 0 +/m)
    expect(out.trimEnd().split('\n')).toHaveLength(metricCards.length + 2)
  })

  it('are listed as records, of one task where asked', async () => {
    expect(JSON.parse((await invoke(['metrics', 'list', '--json'])).out)).toEqual(metricCards)
    const classes = await invoke(['metrics', 'list', '--task', 'classification', '--json'])
    expect(JSON.parse(classes.out)).toEqual(metricCards.filter(({ task }) => task === 'classification'))
    expect((await invoke(['metrics', 'list', '--task', 'classes'])).code).toBe(2)
  })

  it('are shown one by one', async () => {
    const { out } = await invoke(['metrics', 'show', 'r2'])
    expect(out).toMatch(/^Label +R²$/m)
    expect(out).toMatch(/^Better +higher, best 1$/m)
    expect(JSON.parse((await invoke(['metrics', 'show', 'r2', '--json'])).out)).toEqual(metricCards[1])
  })

  it('have near names where one is unknown', async () => {
    const { code, out, err } = await invoke(['metrics', 'show', 'rsme'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('There is no metric "rsme". [UnknownMetric]')
    expect(err).toContain('rmse')
  })
})

describe('results show --intervals', () => {
  const engine = () => fakeEngine({ results: [resultRecord()] })

  it('adds a table of intervals', async () => {
    const { code, out } = await invoke(['results', 'show', 'r1', '--intervals'], { engine: engine() })
    expect(code).toBe(0)
    expect(out).toContain('95 % bootstrap intervals of RMSE (percentile, 2,000 resamples, seed 0)')
    expect(out).toMatch(/^CV \(pooled\) +2\.50 +2\.10 to 3\.00 +172 samples +–$/m)
    expect(out).toMatch(/^Pred\. \(refit\) +2\.75 +2\.00 to 3\.50 +15 groups of 43 samples +Rough/m)
  })

  it('adds them to the record', async () => {
    const { out } = await invoke(['results', 'show', 'r1', '--intervals', '--json'], { engine: engine() })
    expect(JSON.parse(out)).toEqual({ ...resultRecord(), intervals: scoreIntervals })
  })

  it('passes on metric and confidence, which ask for intervals by themselves', async () => {
    const asked = engine()
    await invoke(['results', 'show', 'r1', '--metric', 'sep', '--confidence', '0.9', '--json'], { engine: asked })
    expect(asked.calls).toContainEqual(['results.intervals', 'r1', { metric: 'sep', confidence: 0.9 }])
  })

  it('shows why a result failed instead', async () => {
    const asked = fakeEngine({ results: [failedResult()] })
    const { code, out } = await invoke(['results', 'show', failedResult().id, '--intervals'], { engine: asked })
    expect(code).toBe(0)
    expect(out).toContain('[SingularFit]')
    expect(asked.calls.map(([name]) => name)).not.toContain('results.intervals')
  })

  it('are not made where nobody asks', async () => {
    const asked = engine()
    const { out } = await invoke(['results', 'show', 'r1'], { engine: asked })
    expect(out).not.toContain('bootstrap')
    expect(asked.calls.map(([name]) => name)).not.toContain('results.intervals')
  })
})
