import { type Engine, printable } from '../../core/index.ts'
import { type Choice, openChooser } from './chooser.ts'
import type { Desk } from './desk.ts'
import { attempt } from './triage.ts'

/** What spectra go through before they are drawn. */
export interface Chain {
  readonly name: string
  readonly steps: readonly unknown[]
}

const derivative = (deriv: number) => ({ class: 'SavitzkyGolay', params: { window_length: 15, polyorder: 2, deriv } })

/** What people try first. */
const usual: readonly Chain[] = [
  { name: 'raw', steps: [] },
  { name: 'SNV', steps: ['SNV'] },
  { name: 'MSC', steps: ['MSC'] },
  { name: 'Detrend', steps: ['Detrend'] },
  { name: 'first derivative', steps: [derivative(1)] },
  { name: 'second derivative', steps: [derivative(2)] },
  { name: 'SNV, first derivative', steps: ['SNV', derivative(1)] },
]

/** More templates, and more pipelines of one, are not read through for a menu. */
const [mostTemplates, mostPipelines] = [12, 6] as const

function isPreprocessing(engine: Engine, step: unknown): boolean {
  const name = typeof step === 'string' ? step : (step as { readonly class?: unknown } | null)?.class
  if (typeof name !== 'string') return false
  try {
    return engine.operators.get(name).kind === 'transform'
  } catch {
    return false
  }
}

/** The steps before the first that is no preprocessing. */
function leading(engine: Engine, value: unknown): readonly unknown[] {
  const steps = (Array.isArray(value) ? value.flat() : []).filter(step => step !== null)
  const end = steps.findIndex(step => !isPreprocessing(engine, step))
  return end < 0 ? steps : steps.slice(0, end)
}

const stepWords = (step: unknown) =>
  String(typeof step === 'string' ? step : (step as { readonly class?: unknown }).class)
    .split('.')
    .at(-1)!

/** Preprocessings of the templates of this workspace, each once. */
async function chainsOfTemplates(engine: Engine): Promise<readonly Chain[]> {
  const templates = await engine.templates.list()
  const chains = new Map<string, Chain>()
  for (const { name, steps } of templates.slice(0, mostTemplates)) {
    const expansion = await engine.templates.expansion(steps).catch(() => null)
    if (!expansion) continue
    let seen = 0
    for (const { value } of expansion.alternatives) {
      if (++seen > mostPipelines) break
      const own = leading(engine, value)
      const key = JSON.stringify(own)
      if (own.length > 0 && !chains.has(key))
        chains.set(key, { name: `${name}: ${own.map(stepWords).join(' > ')}`, steps: own })
    }
  }
  return [...chains.values()]
}

/** Choose what the spectra of a page go through; they are read again with it. */
export function openChains(desk: Desk) {
  const put = (chain: Chain) => {
    const { place } = desk.level()
    desk.changeLevel({ place: { ...place, chain }, step: chain.steps.length })
    desk.readPane()
  }
  const choice = (chain: Chain, detail: string): Choice => ({
    label: printable(chain.name),
    detail,
    run: () => put(chain),
  })
  void attempt(desk, async () => {
    const own = await chainsOfTemplates(desk.engine).catch(() => [])
    openChooser(desk, 'Spectra after which steps?', () => [
      ...usual.map(chain => choice(chain, '')),
      ...own.map(chain => choice(chain, 'of a template')),
    ])
    return null
  })
}
