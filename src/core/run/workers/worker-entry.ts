import { parentPort, workerData } from 'node:worker_threads'
import { taskEvaluator } from './evaluate-in-worker.ts'
import type { FromWorker, ToWorker, WorkerBriefing } from './protocol.ts'

/* Where a worker thread begins: the only module of the core that does something when it is loaded. */
let evaluate: ReturnType<typeof taskEvaluator> | null = taskEvaluator(workerData as WorkerBriefing)
const say = (message: FromWorker) => parentPort!.postMessage(message)

parentPort!.on('message', async (message: ToWorker) => {
  if ('briefing' in message) {
    evaluate = message.briefing && taskEvaluator(message.briefing)
    if (evaluate) say({ type: 'ready' })
    return
  }
  for (const task of message.tasks) {
    try {
      say({ type: 'done', id: task.id, outcomes: await evaluate!(task) })
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      say({ type: 'defect', id: task.id, reason })
    }
  }
})
say({ type: 'ready' })
