import { describe, expect, it } from 'vitest'
import { wavelengthsOf } from '../../src/core/datasets/axis.ts'

const valuesOf = (names: readonly string[]) => wavelengthsOf(names).map(stated => stated?.value ?? null)

describe('the wavelengths of headers', () => {
  const forms = ['1100', '1100nm', '1100 nm', '1100.5 cm-1', 'X1100', 'w1450', 'nm_1100', 'wn 4000', '1100,5']
  const values = [1100, 1100, 1100, 1100.5, 1100, 1450, 1100, 4000, 1100.5]
  it.each(forms.map((form, i) => [form, values[i]!] as const))('such as %s are %d', (form, value) => {
    const next = form.replace(/\d{4}/, digits => String(Number(digits) + 2))
    expect(valuesOf(['id', form, next])).toEqual([null, value, value + 2])
  })

  it('with a prefix may name their unit', () => {
    expect(wavelengthsOf(['nm_1100', 'nm_1102'])[0]!.unit).toBe('nm')
    expect(wavelengthsOf(['wn4000', 'wn3998'])[0]!.unit).toBe('cm-1')
    expect(wavelengthsOf(['X4000', 'X3998'])[0]!.unit).toBeNull()
  })

  it('are not the numbers of variables, however many there are', () => {
    const variables = Array.from({ length: 2151 }, (_, i) => `x${i + 1}`)
    expect(valuesOf(variables).every(value => value === null)).toBe(true)
    expect(valuesOf(['PC1', 'PC2', 'batch2024', 'sample1'])).toEqual([null, null, null, null])
  })

  it('with a prefix count only where no header is a plain number', () => {
    expect(valuesOf(['X1100', 'X1102', '1104'])).toEqual([null, null, 1104])
  })
})
