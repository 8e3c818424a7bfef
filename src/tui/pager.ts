import { spawn } from 'node:child_process'

/** What is written to the terminal around the program: what the dashboard had changed of it. */
interface Around {
  readonly before: string
  readonly after: string
}

/**
 * Run the user's pager on a file, with the terminal to itself: `$PAGER`, which may have arguments, else `less`. The name of the
 * file is an argument of the shell, never a part of its command.
 * @throws where it cannot be started
 */
export async function openPager(path: string, { before, after }: Around, env = process.env): Promise<void> {
  const pager = env.PAGER?.trim() || 'less'
  process.stdout.write(before)
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn('sh', ['-c', `${pager} "$1"`, 'sh', path], { stdio: 'inherit', env })
      child.on('error', reject)
      child.on('close', code =>
        code === 127 ? reject(new Error(`${pager} was not found; PAGER names another.`)) : resolve(),
      )
    })
  } finally {
    process.stdout.write(after)
  }
}
