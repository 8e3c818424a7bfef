import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

/* Loaded before a measured process: at its end it leaves the most memory it had, in bytes. */
const file = process.env.N4A_BENCH_MEMORY
if (file && isMainThread) {
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1024)))
}
