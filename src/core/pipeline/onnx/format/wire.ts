/**
 * The wire format of protocol buffers, as far as an ONNX file needs it: a message is its fields one after the other, each a
 * number and a kind in one varint, then a varint, or a length and so many bytes.
 * @see Protocol Buffers documentation, "Encoding"
 */
export interface Encoded {
  readonly length: number
  /** One after the other; large tensors are passed on, not copied. */
  readonly parts: readonly Uint8Array[]
}

const joined = (fields: readonly Encoded[]): Encoded => ({
  length: fields.reduce((sum, { length }) => sum + length, 0),
  parts: fields.flatMap(({ parts }) => parts),
})

/** Fields in the order given; those that are absent are left out, as protocol buffers leave out what is not set. */
export const message = (...fields: readonly (Encoded | null | readonly Encoded[])[]): Encoded =>
  joined(fields.flatMap(field => field ?? []))

/** The bytes of a whole message. */
export function bytesOf({ length, parts }: Encoded): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Seven bits a byte, the lowest first; all but the last have their eighth bit set. Below 0: as 64 bits of two's complement. */
function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  do {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest > 0n ? low | 0x80 : low)
  } while (rest > 0n)
  return bytes
}

const kinds = { varint: 0, bytes: 2, float: 5 } as const
const tag = (field: number, kind: keyof typeof kinds): number[] => varint(field * 8 + kinds[kind])
const part = (bytes: Uint8Array): Encoded => ({ length: bytes.length, parts: [bytes] })

/** An integer field. */
export const integer = (field: number, value: number): Encoded =>
  part(Uint8Array.from([...tag(field, 'varint'), ...varint(value)]))

/** A float field, four bytes. */
export function float(field: number, value: number): Encoded {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return part(Uint8Array.from([...tag(field, 'float'), ...bytes]))
}

/** Bytes as they are. */
export const bytes = (field: number, value: Uint8Array): Encoded =>
  joined([part(Uint8Array.from([...tag(field, 'bytes'), ...varint(value.length)])), part(value)])

/** UTF-8. */
export const text = (field: number, value: string): Encoded => bytes(field, new TextEncoder().encode(value))

/** A message inside of a message. */
export const nested = (field: number, value: Encoded): Encoded =>
  joined([part(Uint8Array.from([...tag(field, 'bytes'), ...varint(value.length)])), value])

/** Integers of one field, packed. */
export const packed = (field: number, values: ArrayLike<number>): Encoded =>
  bytes(field, Uint8Array.from(Array.from(values).flatMap(varint)))
