import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { acquireLock, locked } from '../../../src/core/workspace/files/lock.ts'

/** `hold LOCK`: take it and keep it. `count LOCK FILE TIMES`: add one to the number in the file, TIMES times. */
const [mode, lock = '', file = '', times = '0'] = process.argv.slice(2)

if (mode === 'hold') {
  await acquireLock(lock)
  process.stdout.write('held\n')
  await sleep(600_000)
} else {
  for (let i = 0; i < Number(times); i++) {
    const add = async () => {
      const before = Number(readFileSync(file, 'utf8'))
      await sleep(1)
      writeFileSync(file, String(before + 1))
    }
    await (mode === 'count' ? locked(lock, lock, add) : add())
  }
}
