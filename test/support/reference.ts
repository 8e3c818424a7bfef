import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A table of the reference folder: quoted fields hold commas, no field holds a line break. */
export function referenceTable(path: string): Record<string, string>[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [header, ...lines] = text.trimEnd().split(/\r?\n/).map(cells)
  return lines.map(line => Object.fromEntries(header!.map((name, i) => [name, line[i]!])))
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
  )
}

export interface ReferenceRun {
  readonly run_id: string
  readonly preprocessing: readonly Record<string, unknown>[]
  readonly model: string
  readonly params: string
  readonly inner_standard_scaler: boolean
  readonly tol_abs: number
}

export function referenceRuns(folder: string): readonly ReferenceRun[] {
  return JSON.parse(readFileSync(join(folder, 'runs.json'), 'utf8'))
}

/** The steps of a reference run whose operators n4a has, or undefined. */
export function stepsOf(run: ReferenceRun): readonly unknown[] | undefined {
  const model = modelOf(run)
  const steps = run.preprocessing.map(stepOf)
  return model === undefined || run.inner_standard_scaler || steps.includes(undefined) ? undefined : [...steps, model]
}

function stepOf(step: Readonly<Record<string, unknown>>): unknown {
  switch (step.op) {
    case 'snv':
      return { class: 'SNV', params: { ddof: step.ddof } }
    case 'msc':
      return 'MSC'
    case 'savgol':
      return {
        class: 'SavitzkyGolay',
        params: { window_length: step.window, polyorder: step.polyorder, deriv: step.deriv },
      }
    case 'detrend':
      return 'Detrend'
    case 'standard_scaler':
      return 'StandardScaler'
    case 'minmax_scaler':
      return 'MinMaxScaler'
    default:
      return undefined
  }
}

function modelOf({ model, params }: ReferenceRun): unknown {
  const value = Number(params.split('=')[1])
  if (model === 'pls') return { model: { class: 'PLSRegression', params: { n_components: value } } }
  if (model === 'plsns') return { model: { class: 'PLSRegression', params: { n_components: value, scale: false } } }
  if (model === 'ridge') return { model: { class: 'Ridge', params: { alpha: value } } }
  return undefined
}
