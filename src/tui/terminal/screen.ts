import { Writable } from 'node:stream'
import { type Frame, frameDiff, frameOf } from './frame-diff.ts'

/** What a screen is drawn on. */
export type Output = NodeJS.WritableStream & {
  readonly columns?: number
  readonly rows?: number
}

export interface ScreenOptions {
  readonly output: Output
  /** Milliseconds from one frame to the next at least. Default: as they come. */
  readonly interval?: number
}

const controls = /^(?:\u001b\[[?<>=]?[\d;]*[A-Za-z])+$/
const alternate = '\u001b[?1049h'
const begin = '\u001b[?2026h'
const end = '\u001b[?2026l'
/** Bytes that a terminal shows as one; fewer are there before anybody sees half of them. */
const AT_ONCE = 256

/**
 * The stream that Ink draws on: it is given whole frames (Ink's mode for debugging writes nothing else but sequences that
 * draw nothing) and writes what differs from the frame that is shown. Frames that come faster than the interval, or than
 * the line takes them, are left out but for the last.
 */
export class Screen extends Writable {
  readonly isTTY = true
  /** Bytes written so far. */
  bytes = 0
  private readonly output: Output
  private readonly interval: number
  private shown: Frame | null = null
  private next: string | null = null
  private timer: NodeJS.Timeout | null = null
  private flushed = 0
  private draining = false

  constructor({ output, interval = 0 }: ScreenOptions) {
    super({ decodeStrings: false })
    this.output = output
    this.interval = interval
    output.on('resize', this.resized)
  }

  get columns(): number {
    return this.output.columns ?? 80
  }

  get rows(): number {
    return this.output.rows ?? 24
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const text = String(chunk)
    if (text === '') done()
    else if (controls.test(text)) {
      this.flush()
      this.put(text)
      // Whatever was shown is gone.
      if (text.includes(alternate)) this.shown = null
      done()
    } else {
      this.next = text
      this.schedule()
      done()
    }
  }

  /** Draw everything anew: something else has written on the screen. */
  repaint(): void {
    const { shown } = this
    this.shown = null
    this.next ??= shown?.lines.join('\n') ?? null
    this.flush()
  }

  /** Write what waits. */
  flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (this.next === null) return
    // Text that a library prints comes in front of the frame.
    const lines = this.next.split('\n').slice(-this.rows)
    this.next = null
    const frame = frameOf(lines, this.columns, this.shown)
    const written = frameDiff(this.shown, frame)
    // A program that was run meanwhile may have left the cursor on.
    const all = this.shown === null ? `\u001b[?25l${written}` : written
    this.shown = frame
    this.flushed = performance.now()
    if (all !== '') this.put(all.length > AT_ONCE ? begin + all + end : all)
  }

  /** Let go of the terminal, which is not written on any more. */
  close(): void {
    this.flush()
    this.output.off('resize', this.resized)
  }

  private readonly resized = () => {
    this.shown = null
    this.emit('resize')
  }

  private schedule(): void {
    if (this.timer || this.draining) return
    // A line that does not take more now tells when it does.
    if ('writableNeedDrain' in this.output && this.output.writableNeedDrain) {
      this.draining = true
      this.output.once('drain', () => {
        this.draining = false
        this.schedule()
      })
      return
    }
    const rest = this.interval - (performance.now() - this.flushed)
    this.timer = setTimeout(() => this.flush(), Math.max(0, rest))
  }

  private put(text: string): void {
    this.bytes += Buffer.byteLength(text)
    this.output.write(text)
  }
}
