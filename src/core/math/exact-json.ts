/**
 * Plain data as JSON, without losing a bit: typed arrays are base64 of their bytes (little-endian), numbers that JSON lacks
 * (−0, NaN, ±∞) and `undefined` are named. What is not plain (functions, instances of classes) is refused with its place.
 */

/** An object with this key alone is one of the things below; keys of users' own that begin with it are doubled. */
const mark = '$'

const typedArrays = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
} as const
type TypedArray = InstanceType<(typeof typedArrays)[keyof typeof typedArrays]>

const namedNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
}

/** @throws TypeError for what is not plain data, naming where it stands */
export function toExactJson(value: unknown, place = 'value'): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (value === undefined) return { [mark]: 'undefined' }
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value
    return { [mark]: 'number', is: Object.is(value, -0) ? '-0' : String(value) }
  }
  if (ArrayBuffer.isView(value) && value.constructor.name in typedArrays) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return { [mark]: value.constructor.name, base64: bytes.toString('base64') }
  }
  if (Array.isArray(value)) return Array.from(value, (one, i) => toExactJson(one, `${place}[${i}]`))
  if (value instanceof Map) {
    const entries = [...value].map(([key, one], i) => [key, one].map(part => toExactJson(part, `${place}[${i}]`)))
    return { [mark]: 'Map', entries }
  }
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    const entries = Object.entries(value).map(([key, one]) => [
      key.startsWith(mark) ? mark + key : key,
      toExactJson(one, `${place}.${key}`),
    ])
    return Object.fromEntries(entries)
  }
  throw new TypeError(`${place} is not plain data`)
}

/** What `toExactJson` was given. @throws TypeError for what it never makes */
export function fromExactJson(json: unknown): unknown {
  if (json === null || typeof json !== 'object') return json
  if (Array.isArray(json)) return json.map(fromExactJson)
  const fields = json as Record<string, unknown>
  const kind = fields[mark]
  if (kind === undefined) {
    const entries = Object.entries(fields).map(([key, one]) => [
      key.startsWith(mark) ? key.slice(mark.length) : key,
      fromExactJson(one),
    ])
    return Object.fromEntries(entries)
  }
  if (kind === 'undefined') return undefined
  if (kind === 'number' && typeof fields.is === 'string' && Object.hasOwn(namedNumbers, fields.is)) {
    return namedNumbers[fields.is]
  }
  if (kind === 'Map' && Array.isArray(fields.entries)) {
    return new Map(fields.entries.map(entry => fromExactJson(entry) as [unknown, unknown]))
  }
  if (typeof kind === 'string' && Object.hasOwn(typedArrays, kind) && typeof fields.base64 === 'string') {
    return typedArrayOf(kind as keyof typeof typedArrays, fields.base64)
  }
  throw new TypeError(`${String(kind)} is no kind of data`)
}

function typedArrayOf(name: keyof typeof typedArrays, base64: string): TypedArray {
  const kind = typedArrays[name]
  // A copy, so that the elements are aligned.
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
  if (bytes.length % kind.BYTES_PER_ELEMENT !== 0) throw new TypeError(`${name} is cut off`)
  return new kind(bytes.buffer)
}
