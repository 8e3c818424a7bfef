import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { RunExecutor } from '../core/index.ts'

/** Bytes of memory that a process on this machine holds; null elsewhere, and where the system does not tell. */
export async function residentMemory({ host, pid }: RunExecutor): Promise<number | null> {
  if (host !== hostname()) return null
  if (pid === process.pid) return process.memoryUsage.rss()
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
