/*
 * Stepping through Thrift's compact protocol, in which Parquet writes its footers: as much as is needed to find values, none
 * of which is decoded. @see Thrift compact protocol
 */

export interface Cursor {
  readonly bytes: Buffer
  position: number
}

/** The types that footers are made of. */
export const thriftType = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const

const endsEarly = () => new RangeError('The footer ends too early.')

export function byte(cursor: Cursor): number {
  const value = cursor.bytes[cursor.position]
  if (value === undefined) throw endsEarly()
  cursor.position += 1
  return value
}

/** Multiplication instead of shifts keeps numbers above 2³¹ right. */
export function varint(cursor: Cursor): number {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const next = byte(cursor)
    value += (next & 127) * factor
    if (next < 128) return value
    if (factor > 2 ** 63) throw new RangeError('A number in the footer is too long.')
  }
}

export function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

export function advance(cursor: Cursor, bytes: number): void {
  cursor.position += bytes
  if (cursor.position > cursor.bytes.length) throw endsEarly()
}

export function listHead(cursor: Cursor): { size: number; type: number } {
  const head = byte(cursor)
  return { size: head >> 4 === 15 ? varint(cursor) : head >> 4, type: head & 15 }
}

/** Calls `visit` for each field until the stop byte; a field that it leaves alone is stepped over. */
export function struct(cursor: Cursor, visit: (field: number, type: number) => boolean): void {
  let field = 0
  for (let head = byte(cursor); head !== 0; head = byte(cursor)) {
    field = head >> 4 === 0 ? zigzag(varint(cursor)) : field + (head >> 4)
    if (!visit(field, head & 15)) skip(cursor, head & 15)
  }
}

/** To behind a value that no list holds. */
export function skip(cursor: Cursor, type: number): void {
  cursor.position = behind(cursor.bytes, cursor.position, type, false)
  if (cursor.position > cursor.bytes.length) throw endsEarly()
}

/** The place behind a value: most of a footer is of row groups, which nobody asks for here, so this is all that it costs. */
function behind(bytes: Buffer, at: number, type: number, inList: boolean): number {
  switch (type) {
    case 1:
    case 2:
      // A boolean is its type, save in a list.
      return inList ? at + 1 : at
    case 3:
      return at + 1
    case 4:
    case thriftType.i32:
    case thriftType.i64:
      return behindVarint(bytes, at)
    case 7:
      return at + 8
    case thriftType.binary: {
      const cursor = { bytes, position: at }
      const length = varint(cursor)
      return cursor.position + length
    }
    case thriftType.list:
    case 10: {
      const cursor = { bytes, position: at }
      const { size, type: element } = listHead(cursor)
      let place = cursor.position
      for (let i = 0; i < size && place <= bytes.length; i++) place = behind(bytes, place, element, true)
      return place
    }
    case thriftType.struct: {
      let place = at
      for (let head = bytes[place]; head !== 0; head = bytes[place]) {
        if (head === undefined) throw endsEarly()
        place = head >> 4 === 0 ? behindVarint(bytes, place + 1) : place + 1
        place = behind(bytes, place, head & 15, false)
      }
      return place + 1
    }
    default:
      throw new RangeError(`The footer has a field of unknown type ${type}.`)
  }
}

function behindVarint(bytes: Buffer, at: number): number {
  let place = at
  while (bytes[place]! >= 128) place++
  return place + 1
}
