import { Worker } from 'node:worker_threads'
import { keepIdle, takeIdle } from './idle-threads.ts'
import type { PortableOutcome } from './portable-outcome.ts'
import type { FromWorker, ToWorker, WorkerBriefing, WorkerTask } from './protocol.ts'

/** What came of a task; `reason` where the worker died of it, or met a defect. */
export type TaskEnd =
  | { readonly id: number; readonly outcomes: readonly PortableOutcome[] }
  | { readonly id: number; readonly reason: string }

interface Member {
  readonly worker: Worker
  readonly atWork: Map<number, WorkerTask>
  ready: boolean
  /** It does a task once more that may have killed another, and nothing beside it. */
  alone: boolean
}

/** Beside this file, as source, as library or in the bundle of the command. */
const entry = (): URL => {
  const { url } = import.meta
  const name = url.endsWith('.ts') ? './worker-entry.ts' : url.endsWith('.mjs') ? './worker.mjs' : './worker-entry.js'
  return new URL(name, url)
}

export interface PoolOptions {
  readonly workers: number
  readonly batch: number
  /** The module of a thread. Default: the one that computes, in threads that stay for the next run. */
  readonly begin?: URL
}

/**
 * Megabytes for what has just been made. With the usual 96, spectra that nobody needs any more wait so long to be given back that
 * memory comes from the system again and again: a third more time, and three times the memory.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 12 }

/** Tasks a worker has at one time: one to do and one to go on with, so that none waits for a message. */
const ahead = 2

/**
 * Threads that do tasks, as many at a time as there are workers. One that dies is replaced; what it was doing is done once more,
 * by itself, and ends with the reason where that kills another.
 */
export class WorkerPool implements AsyncIterable<readonly TaskEnd[]> {
  readonly #members = new Set<Member>()
  readonly #waiting: WorkerTask[]
  /** What workers were doing, or were to do next, when they died. */
  readonly #suspects: WorkerTask[] = []
  readonly #begin: URL | undefined
  readonly #briefing: WorkerBriefing
  readonly #batch: number
  #ended: TaskEnd[] = []
  #left: number
  #wake: () => void = () => undefined
  #failure: { readonly reason: unknown } | null = null
  #closing: Promise<void> | undefined

  /** @param batch tasks in one message: small ones would spend their time on messages */
  constructor(briefing: WorkerBriefing, tasks: readonly WorkerTask[], { workers, batch, begin }: PoolOptions) {
    this.#begin = begin
    this.#briefing = briefing
    this.#waiting = [...tasks].reverse()
    this.#left = tasks.length
    this.#batch = batch
    for (let n = 0; n < Math.min(workers, tasks.length); n++) this.#start()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly TaskEnd[]> {
    try {
      while (this.#left > 0 || this.#ended.length > 0) {
        if (this.#failure) throw this.#failure.reason
        if (this.#ended.length === 0) {
          await new Promise<void>(resolve => {
            this.#wake = resolve
          })
          continue
        }
        const ended = this.#ended
        this.#ended = []
        for (const member of this.#members) if (member.ready) this.#give(member)
        yield ended
      }
    } finally {
      await this.close()
    }
  }

  /** Whoever waits for ends is thrown the reason, at once. */
  interrupt(reason: unknown): void {
    this.#failure ??= { reason }
    this.#wake()
  }

  /** What is not done is left undone. */
  close(): Promise<void> {
    const members = [...this.#members]
    this.#members.clear()
    this.#closing ??= Promise.all(members.map(member => this.#leave(member))).then(() => undefined)
    return this.#closing
  }

  async #leave({ worker, ready, atWork }: Member): Promise<void> {
    if (this.#begin !== undefined || !ready || atWork.size > 0) {
      await worker.terminate()
      return
    }
    worker.postMessage({ briefing: null } satisfies ToWorker)
    keepIdle(worker)
  }

  /** A thread that is left of another run, or a new one. It says when it is ready. */
  #thread(): Worker {
    const idle = this.#begin === undefined ? takeIdle() : undefined
    idle?.postMessage({ briefing: this.#briefing } satisfies ToWorker)
    // Flags of the command are the command's own.
    return idle ?? new Worker(this.#begin ?? entry(), { workerData: this.#briefing, execArgv: [], resourceLimits })
  }

  #start(): void {
    const worker = this.#thread()
    const member: Member = { worker, atWork: new Map(), ready: false, alone: false }
    this.#members.add(member)
    let reason = 'it ended without a word'
    worker.on('error', error => {
      reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    })
    worker.on('exit', () => this.#died(member, reason))
    worker.on('message', (message: FromWorker) => this.#heard(member, message))
  }

  #heard(member: Member, message: FromWorker): void {
    if (message.type === 'ready') member.ready = true
    else {
      member.atWork.delete(message.id)
      this.#end(message.type === 'done' ? message : { id: message.id, reason: message.reason })
    }
    this.#give(member)
  }

  #give(member: Member): void {
    const { worker, atWork } = member
    // Whoever consumes the ends is behind: more would only fill memory.
    if (this.#ended.length > 4 * this.#batch * this.#members.size + 16) return
    const send = (tasks: readonly WorkerTask[]) => {
      for (const task of tasks) atWork.set(task.id, task)
      worker.postMessage({ tasks } satisfies ToWorker)
    }
    if (atWork.size === 0) {
      const suspect = this.#suspects.pop()
      member.alone = suspect !== undefined
      if (suspect) send([suspect])
    }
    while (!member.alone && this.#waiting.length > 0 && atWork.size <= (ahead - 1) * this.#batch) {
      send(this.#waiting.splice(-this.#share()).reverse())
    }
  }

  /** Towards the end in smaller parts, so that no worker is left with the last of it. */
  #share(): number {
    return Math.max(1, Math.min(this.#batch, Math.floor(this.#waiting.length / (2 * this.#members.size))))
  }

  #died(member: Member, reason: string): void {
    if (!this.#members.delete(member)) return
    if (!member.ready) {
      this.#failure = { reason: new Error(`A worker could not start: ${reason}`) }
      this.#wake()
      return
    }
    const [task] = member.atWork.values()
    if (member.alone && task) this.#end({ id: task.id, reason })
    else this.#suspects.push(...member.atWork.values())
    if (this.#suspects.length + this.#waiting.length > 0) this.#start()
  }

  #end(end: TaskEnd): void {
    this.#left -= 1
    this.#ended.push(end)
    this.#wake()
  }
}
