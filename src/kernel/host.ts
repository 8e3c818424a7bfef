import { randomUUID } from 'node:crypto'
import process from 'node:process'
import type { MimeBundle } from './mime-bundle.ts'

/** A place in the notebook that is drawn again and again. */
export type LiveCell = (bundle: MimeBundle) => Promise<void>

/** Where the code runs, and how that place shows things. */
export interface Host {
  readonly name: 'tslab' | 'deno' | 'plain'
  show(bundle: MimeBundle): Promise<void>
  /** Null where only lines of text can be written. */
  liveCell(): LiveCell | null
}

interface TslabDisplay {
  html(text: string): void
}

interface Hosts {
  readonly __tslab__?: {
    readonly require?: (name: 'tslab') => { readonly display: TslabDisplay; readonly newDisplay: () => TslabDisplay }
  }
  readonly Deno?: {
    readonly jupyter?: { readonly broadcast: (type: string, content: Record<string, unknown>) => Promise<void> }
  }
}

const html = (bundle: MimeBundle) => bundle['text/html'] ?? ''

/**
 * tslab, Deno's kernel, or neither. tslab is asked through its own `require`: an imported second copy of it is not
 * connected to the notebook.
 */
export function findHost(global: Hosts = globalThis as Hosts): Host {
  const tslabRequire = global.__tslab__?.require
  if (tslabRequire) {
    const tslab = tslabRequire('tslab')
    return {
      name: 'tslab',
      show: async bundle => tslab.display.html(html(bundle)),
      liveCell: () => {
        const display = tslab.newDisplay()
        return async bundle => display.html(html(bundle))
      },
    }
  }
  // Not a detached function: Deno's namespace objects expect to be called as methods.
  const jupyter = global.Deno?.jupyter
  if (jupyter) {
    return {
      name: 'deno',
      show: bundle => jupyter.broadcast('display_data', { data: bundle, metadata: {}, transient: {} }),
      liveCell: () => {
        const transient = { display_id: randomUUID() }
        let type = 'display_data'
        return bundle => {
          const sent = jupyter.broadcast(type, { data: bundle, metadata: {}, transient })
          type = 'update_display_data'
          return sent
        }
      },
    }
  }
  return {
    name: 'plain',
    show: async bundle => {
      process.stdout.write(`${bundle['text/plain'] ?? ''}\n`)
    },
    liveCell: () => null,
  }
}
