import { thriftType } from './thrift.ts'

/** Bytes of a footer. */
export interface Span {
  readonly from: number
  readonly to: number
}

export type Rewriter = ReturnType<typeof rewriter>

/** Copies bytes, but for the spans that are replaced; those come in their order. */
export function rewriter(source: Buffer) {
  const parts: Buffer[] = []
  let copied = 0
  return {
    replace({ from, to }: Span, bytes?: Buffer) {
      if (from > copied) parts.push(source.subarray(copied, from))
      if (bytes) parts.push(bytes)
      copied = to
    },
    /** With everything up to `end`, and what ends a struct and a file behind it. */
    finish(end: number): Buffer {
      parts.push(source.subarray(copied, end))
      const length = parts.reduce((sum, part) => sum + part.length, 1)
      const tail = Buffer.from([0, 0, 0, 0, 0, 0x50, 0x41, 0x52, 0x31])
      tail.writeUInt32LE(length, 1)
      return Buffer.concat([...parts, tail])
    },
  }
}

/** The head of a list of structs. */
export function listOf(size: number): Buffer {
  if (size < 15) return Buffer.from([(size << 4) | thriftType.struct])
  return Buffer.concat([Buffer.from([0xf0 | thriftType.struct]), varintBytes(size)])
}

export function varintBytes(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.from([...bytes, rest])
}
