import { describe, expect, it } from 'vitest'
import { expandTemplate, missingPresets, parseTemplate, resolvePresets } from '../../src/core/pipeline/index.ts'

const scatter = { _or_: ['SNV', 'MSC', 'RSNV'] }

describe('presets', () => {
  it('stand for a step, a list of steps or a generator, before anything is expanded', () => {
    const presets = { scatter, chain: ['SNV', { _preset_: 'scatter' }] }
    expect(parseTemplate({ presets, pipeline: [{ _preset_: 'chain' }, 'PLS'] }).steps).toEqual([
      ['SNV', scatter],
      'PLS',
    ])
  })

  it('take the fields that stand beside them', () => {
    const steps = resolvePresets([{ _preset_: 'scatter', count: 2, _tags_: ['a'] }], { scatter })
    expect(steps).toEqual([{ ...scatter, count: 2, _tags_: ['a'] }])
    expect(expandTemplate(steps).count).toBe(2)
    expect(resolvePresets({ _preset_: 'chain', _tags_: ['a'] }, { chain: ['SNV'] })).toEqual(['SNV'])
  })

  it('of the template itself hide those of the library', () => {
    const template = { presets: { a: 'SNV' }, pipeline: [{ _preset_: 'a' }, { _preset_: 'b' }] }
    expect(parseTemplate(template, { a: 'MSC', b: 'Ridge' }).steps).toEqual(['SNV', 'Ridge'])
    expect(missingPresets(template)).toEqual(['b'])
  })

  it('leave a template without them as it was given', () => {
    const steps = ['SNV', { model: { class: 'Ridge' } }]
    expect(parseTemplate(steps).steps).toBe(steps)
  })

  it.each([
    ['an unknown name', { presets: { scatter }, pipeline: ['SNV', { _preset_: 'scater' }] }, 'UnknownPreset', '[1]'],
    [
      'a circle',
      { presets: { a: [{ _preset_: 'b' }], b: { _preset_: 'a' } }, pipeline: [{ _preset_: 'a' }] },
      'PresetCycle',
      '[0]',
    ],
    ['itself', { presets: { a: { _preset_: 'a' } }, pipeline: [{ _preset_: 'a' }] }, 'PresetCycle', '[0]'],
    ['no name', { pipeline: [{ _preset_: 3 }] }, 'WrongGenerator', '[0]._preset_'],
    [
      'fields beside a list',
      { presets: { a: ['SNV'] }, pipeline: [{ _preset_: 'a', count: 2 }] },
      'WrongGenerator',
      '[0]',
    ],
    ['presets that are no names', { presets: ['SNV'], pipeline: ['SNV'] }, 'WrongShape', 'presets'],
  ])('refuse %s', (_, template, code, field) => {
    expect(() => parseTemplate(template)).toThrowError(
      expect.objectContaining({ code, place: expect.objectContaining({ field: expect.stringContaining(field) }) }),
    )
  })

  it('refuse to multiply without end', () => {
    const names = Array.from({ length: 40 }, (_, i) => `p${i}`)
    const presets = Object.fromEntries(
      names.map((name, i) => [name, i === 39 ? 'SNV' : [{ _preset_: names[i + 1] }, { _preset_: names[i + 1] }]]),
    )
    expect(() => resolvePresets({ _preset_: 'p0' }, presets)).toThrowError(
      expect.objectContaining({ code: 'WrongGenerator' }),
    )
  })

  it('are not looked for in what nests without end', () => {
    const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)
    for (const look of [() => resolvePresets(deep, {}), () => missingPresets(deep), () => parseTemplate([deep])]) {
      expect(look).toThrowError(expect.objectContaining({ code: 'TooDeep' }))
    }
  })

  it('names the nearest preset, and the way round a circle', () => {
    const told = (template: unknown) => {
      try {
        return parseTemplate(template)
      } catch (error) {
        return error
      }
    }
    expect(told({ presets: { scatter }, pipeline: [{ _preset_: 'scater' }] })).toMatchObject({
      hint: expect.stringContaining('scatter'),
    })
    const circle = { presets: { a: { _preset_: 'b' }, b: { _preset_: 'a' } }, pipeline: [{ _preset_: 'a' }] }
    expect(told(circle)).toMatchObject({ message: expect.stringContaining('a > b > a') })
  })
})
