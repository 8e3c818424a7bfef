import { createInterface } from 'node:readline'

/*
 * n4a in a process of its own: `worker.mjs MODULE OPTIONS`, answering as peers/worker.py does. Modules import the built library.
 */
const [name, options] = process.argv.slice(2)
const say = message => process.stdout.write(`${JSON.stringify(message)}\n`)
const { prepare } = await import(`./${name}.mjs`)
const { time, before, answer = time } = await prepare(JSON.parse(options))
say({ ready: true })
for await (const word of createInterface({ input: process.stdin })) {
  if (word === 'answer') {
    say({ answer: Array.from(await answer()) })
    continue
  }
  // What the round before has left is not this one's work; run with --expose-gc.
  globalThis.gc?.()
  // What a measurement needs and is not part of it.
  await before?.()
  const started = performance.now()
  await time()
  const seconds = (performance.now() - started) / 1000
  say({ seconds, bytes: process.resourceUsage().maxRSS * 1024 })
}
process.exit(0)
