import { openWorkspace } from '../../../src/core/workspace/index.ts'

/** `WORKSPACE SUBJECT`: adds marks until it is killed, and prints the id of each once it is durable. */
const [path = '', subject = ''] = process.argv.slice(2)
const { marks } = openWorkspace(path)
for (let n = 0; ; n++) {
  const note = `${n} ${'x'.repeat((n * 37) % 3000)}`
  const { id } = await marks.add('ana', { type: 'mark', subject: 'result', subject_ids: [subject], change: { note } })
  process.stdout.write(`${id}\n`)
}
