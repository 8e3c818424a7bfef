import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  type Encoded,
  integer,
  message,
  nested,
  packed,
  text,
} from '../../../src/core/pipeline/onnx/format/wire.ts'

const hex = (encoded: Encoded) => Buffer.from(bytesOf(encoded)).toString('hex')

/** Varints of a message, read back by the rule of the format. */
function varints(bytes: Uint8Array): bigint[] {
  const found: bigint[] = []
  let [value, shift] = [0n, 0n]
  for (const byte of bytes) {
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80) continue
    found.push(value)
    ;[value, shift] = [0n, 0n]
  }
  return found
}

describe('the wire format', () => {
  it('is that of the examples in its documentation', () => {
    expect(hex(integer(1, 150))).toBe('089601')
    expect(hex(text(2, 'testing'))).toBe('120774657374696e67')
    expect(hex(nested(3, message(integer(1, 150))))).toBe('1a03089601')
    expect(hex(packed(6, [3, 270, 86942]))).toBe('3206038e029ea705')
    expect(hex(integer(1, -2))).toBe('08feffffffffffffffff01')
  })

  it('leaves out what is absent', () => {
    expect(hex(message(integer(1, 1), null, [integer(2, 2), integer(3, 3)]))).toBe('080110021803')
  })

  it('keeps every whole number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), value => {
        const [, read] = varints(bytesOf(message(integer(1, value))))
        expect(BigInt.asIntN(64, read!)).toBe(BigInt(value))
      }),
    )
  })
})
