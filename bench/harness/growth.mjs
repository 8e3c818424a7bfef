import { exponent, median } from './statistics.mjs'

/**
 * Time and memory of n4a against one size, each measured in processes of their own, in turn.
 * @returns { name, title, sizes, seconds, bytes, exponents }
 */
export async function measureGrowth({ name, title, sizes, sideOf, rounds }, scratch) {
  const points = sizes.map(size => ({ size, side: sideOf(scratch, size), seconds: [], bytes: [] }))
  for (let round = 0; round < rounds; round++) {
    for (const point of points) {
      const running = await point.side.start()
      try {
        if (round === 0) await running.answer()
        const { seconds, bytes } = await running.measure()
        point.seconds.push(seconds)
        point.bytes.push(bytes)
      } finally {
        running.end()
      }
    }
  }
  const seconds = points.map(point => median(point.seconds))
  const bytes = points.map(point => median(point.bytes))
  const exponents = { time: exponent(sizes, seconds), memory: exponent(sizes, bytes) }
  return { name, title, sizes, seconds, bytes, exponents }
}
