import { describe, expect, it } from 'vitest'
import { recordingAhead } from '../../src/core/engine/record-ahead.ts'

const later = () => {
  let [resolve, reject] = [() => {}, (_: Error) => {}]
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve: () => resolve(), reject: (error: Error) => reject(error) }
}

describe('recording while others are computed', () => {
  it('waits for the first results, and then only for more than have been recorded', async () => {
    const ahead = recordingAhead()
    const told: string[] = []
    const [first, second, third] = [later(), later(), later()]
    let waited = true
    const added = ahead
      .add(2, first.promise, () => told.push('first'))
      .then(() => {
        waited = false
      })
    await new Promise(resolve => setImmediate(resolve))
    expect(waited).toBe(true)
    first.resolve()
    await added
    expect(told).toEqual(['first'])
    await ahead.add(2, second.promise, () => told.push('second'))
    expect(told).toEqual(['first'])
    const full = ahead.add(1, third.promise, () => told.push('third'))
    third.resolve()
    second.resolve()
    await full
    await ahead.settle()
    expect(told).toEqual(['first', 'second', 'third'])
  })

  it('tells nothing behind a failure, and throws it', async () => {
    const ahead = recordingAhead()
    const told: string[] = []
    await ahead.add(2, Promise.resolve(), () => told.push('first'))
    const full = later()
    await ahead.add(1, full.promise, () => told.push('second'))
    full.reject(new Error('the disk is full'))
    await expect(ahead.add(5, Promise.resolve(), () => told.push('third'))).rejects.toThrow('the disk is full')
    await expect(ahead.settle()).rejects.toThrow('the disk is full')
    expect(told).toEqual(['first'])
  })
})
