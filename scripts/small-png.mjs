import { deflateSync, inflateSync } from 'node:zlib'

/*
 * A screenshot with at most 128 colours of its own, by a palette: a quarter of the bytes, and nobody sees it.
 * PNG, third edition (W3C 2025): sections 5 (chunks), 9 (filters), 11.2 (PLTE).
 */

const mostColours = 128

/** @param png 8 bits a channel, RGB or RGBA, not interlaced, as Chromium writes it */
export function smallPng(png) {
  const { width, height, pixels, channels } = decode(png)
  const colours = new Map()
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]
    colours.set(colour, (colours.get(colour) ?? 0) + 1)
  }
  const palette = chosen(colours)
  const nearest = new Map(palette.map((colour, i) => [colour, i]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels
      const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]
      let index = nearest.get(colour)
      if (index === undefined) {
        index = closest(palette, colour)
        nearest.set(colour, index)
      }
      rows[y * (width + 1) + 1 + x] = index
    }
  }
  const header = Buffer.from(png.subarray(16, 29))
  header[9] = 3
  const table = Buffer.from(palette.flatMap(channelsOf))
  const parts = [
    ['IHDR', header],
    ['PLTE', table],
    ['IDAT', deflateSync(rows, { level: 9 })],
    ['IEND', Buffer.alloc(0)],
  ]
  return Buffer.concat([png.subarray(0, 8), ...parts.map(([type, data]) => chunk(type, data))])
}

const channelsOf = colour => [colour >> 16, (colour >> 8) & 255, colour & 255]

const distance = (a, b) => channelsOf(a).reduce((sum, value, i) => sum + (value - channelsOf(b)[i]) ** 2, 0)

function closest(palette, colour) {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  palette.forEach((candidate, i) => {
    const far = distance(candidate, colour)
    if (far < least) [best, least] = [i, far]
  })
  return best
}

/** The most frequent first, leaving out what is hardly another colour than one that is there. */
function chosen(colours) {
  const palette = []
  const ranked = [...colours].sort(([, a], [, b]) => b - a)
  for (const [colour] of ranked) {
    if (palette.length === mostColours) break
    if (palette.every(other => distance(other, colour) > 150)) palette.push(colour)
  }
  return palette
}

function decode(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const channels = { 2: 3, 6: 4 }[png[25]]
  if (png[24] !== 8 || !channels || png[28] !== 0) throw new Error('This PNG is not 8-bit RGB or RGBA.')
  const parts = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * channels
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) unfilter(raw, pixels, y, stride, channels)
  return { width, height, pixels, channels }
}

/** One row: each byte is what its filter expects of those left, above and left above, and a difference. */
function unfilter(raw, pixels, y, stride, channels) {
  const filter = raw[y * (stride + 1)]
  for (let i = 0; i < stride; i++) {
    const left = i < channels ? 0 : pixels[y * stride + i - channels]
    const above = y === 0 ? 0 : pixels[(y - 1) * stride + i]
    const corner = y === 0 || i < channels ? 0 : pixels[(y - 1) * stride + i - channels]
    const expected = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]
    pixels[y * stride + i] = raw[y * (stride + 1) + 1 + i] + expected
  }
}

function paeth(left, above, corner) {
  const estimate = left + above - corner
  const [a, b, c] = [left, above, corner].map(value => Math.abs(estimate - value))
  return a <= b && a <= c ? left : b <= c ? above : corner
}

/** Section 5.5; Node's own came with 22. */
function crc32(bytes) {
  let rest = 0xffffffff
  for (const byte of bytes) {
    rest ^= byte
    for (let k = 0; k < 8; k++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  }
  return (rest ^ 0xffffffff) >>> 0
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
