import { bytes, bytesOf, type Encoded, float, integer, message, nested, packed, text } from './wire.ts'

/** Kinds of elements, by their numbers in `TensorProto.DataType`. */
export const elementTypes = { float: 1, int64: 7, string: 8, bool: 9, double: 11 } as const
export type ElementType = keyof typeof elementTypes

/** A constant. */
export interface TensorConstant {
  readonly name: string
  readonly dims: readonly number[]
  /** Numbers are stored as 64-bit floats, integers as 64-bit integers. */
  readonly data:
    | { readonly numbers: ArrayLike<number> }
    | { readonly integers: ArrayLike<number> }
    | { readonly texts: readonly string[] }
}

export type Attribute =
  | { readonly integer: number }
  | { readonly text: string }
  | { readonly integers: ArrayLike<number> }
  | { readonly texts: readonly string[] }
  | { readonly tensor: TensorConstant }
  | { readonly graph: OnnxGraph }
  | { readonly float: number }

export interface OnnxNode {
  readonly name: string
  readonly op: string
  /** Empty for ONNX's own operators. */
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
}

/** An input or output. A dimension is a number, or a name where it varies. */
export interface OnnxPort {
  readonly name: string
  readonly type: ElementType
  readonly dims: readonly (number | string)[]
  readonly doc?: string
}

export interface OnnxGraph {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly TensorConstant[]
  readonly inputs: readonly OnnxPort[]
  readonly outputs: readonly OnnxPort[]
}

export interface OnnxModel {
  readonly ir_version: number
  /** Version by domain; the empty name is ONNX's own. */
  readonly opsets: Readonly<Record<string, number>>
  readonly producer: { readonly name: string; readonly version: string }
  readonly doc: string
  readonly metadata: Readonly<Record<string, string>>
  readonly graph: OnnxGraph
}

/**
 * A model as the bytes of an ONNX file.
 * @see onnx.proto of ONNX: the numbers of fields are those of its messages
 */
export function encodeModel({
  ir_version,
  opsets,
  producer,
  doc,
  metadata,
  graph,
}: OnnxModel): Uint8Array<ArrayBuffer> {
  const imports = Object.entries(opsets).map(([domain, version]) =>
    nested(8, message(text(1, domain), integer(2, version))),
  )
  const properties = Object.entries(metadata).map(([key, value]) => nested(14, message(text(1, key), text(2, value))))
  return bytesOf(
    message(
      integer(1, ir_version),
      text(2, producer.name),
      text(3, producer.version),
      text(6, doc),
      nested(7, encodeGraph(graph)),
      imports,
      properties,
    ),
  )
}

function encodeGraph({ name, nodes, constants, inputs, outputs }: OnnxGraph): Encoded {
  return message(
    nodes.map(node => nested(1, encodeNode(node))),
    text(2, name),
    constants.map(constant => nested(5, encodeTensor(constant))),
    inputs.map(port => nested(11, encodePort(port))),
    outputs.map(port => nested(12, encodePort(port))),
  )
}

function encodeNode({ name, op, domain, inputs, outputs, attributes }: OnnxNode): Encoded {
  return message(
    inputs.map(input => text(1, input)),
    outputs.map(output => text(2, output)),
    text(3, name),
    text(4, op),
    Object.entries(attributes).map(([key, attribute]) => nested(5, encodeAttribute(key, attribute))),
    domain === '' ? null : text(7, domain),
  )
}

function encodeAttribute(name: string, attribute: Attribute): Encoded {
  const as = (kind: number, value: Encoded | readonly Encoded[]) => message(text(1, name), value, integer(20, kind))
  if ('float' in attribute) return as(1, float(2, attribute.float))
  if ('integer' in attribute) return as(2, integer(3, attribute.integer))
  if ('text' in attribute) return as(3, text(4, attribute.text))
  if ('tensor' in attribute) return as(4, nested(5, encodeTensor(attribute.tensor)))
  if ('graph' in attribute) return as(5, nested(6, encodeGraph(attribute.graph)))
  if ('integers' in attribute) return as(7, packed(8, attribute.integers))
  return as(
    8,
    attribute.texts.map(value => text(9, value)),
  )
}

function encodeTensor({ name, dims, data }: TensorConstant): Encoded {
  const as = (type: ElementType, values: Encoded | readonly Encoded[]) =>
    message(packed(1, dims), integer(2, elementTypes[type]), text(8, name), values)
  if ('numbers' in data) return as('double', bytes(9, littleEndian(data.numbers)))
  if ('integers' in data) return as('int64', bytes(9, littleEndianIntegers(data.integers)))
  return as(
    'string',
    data.texts.map(value => text(6, value)),
  )
}

function littleEndian(values: ArrayLike<number>): Uint8Array {
  const raw = new Uint8Array(8 * values.length)
  const view = new DataView(raw.buffer)
  for (let at = 0; at < values.length; at++) view.setFloat64(8 * at, values[at]!, true)
  return raw
}

function littleEndianIntegers(values: ArrayLike<number>): Uint8Array {
  const raw = new Uint8Array(8 * values.length)
  const view = new DataView(raw.buffer)
  for (let at = 0; at < values.length; at++) view.setBigInt64(8 * at, BigInt(values[at]!), true)
  return raw
}

function encodePort({ name, type, dims, doc }: OnnxPort): Encoded {
  const shape = message(
    dims.map(dim => nested(1, typeof dim === 'number' ? message(integer(1, dim)) : message(text(2, dim)))),
  )
  const tensor = message(integer(1, elementTypes[type]), nested(2, shape))
  return message(text(1, name), nested(2, message(nested(1, tensor))), doc === undefined ? null : text(3, doc))
}
