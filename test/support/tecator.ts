import { readFileSync } from 'node:fs'
import type { RunRequest } from '../../src/core/index.ts'
import { rootPath } from './shared.ts'

const path = rootPath('examples', 'tecator', 'tecator.csv')
const partition = { column: 'set', train: ['C', 'M'], test: ['T'] }

export const tecator = (y: string) => ({ path, y, task_type: 'regression', partition }) as const

/** {raw, SNV} × n_components 1…4 and one ridge, on fat and protein: 18 results. */
export function smallRequest(change: Partial<RunRequest> = {}): RunRequest {
  return {
    name: 'small',
    templates: [
      {
        name: 'pls',
        pipeline: [{ _or_: [null, 'SNV'] }, { _range_: [1, 4], param: 'n_components' }, { model: 'PLSRegression' }],
      },
      { name: 'ridge', pipeline: ['StandardScaler', { model: { class: 'Ridge', params: { alpha: 1 } } }] },
    ],
    datasets: [tecator('fat'), tecator('protein')],
    config: { folds: { splitter: 'KFold', n_splits: 5, shuffle: true, random_state: 42 }, refit: 'best' },
    ...change,
  }
}

/** The lines of Tecator with some changed: the header is line 0. */
export function tecatorLines(change: (lines: string[]) => string[]): string {
  return `${change(readFileSync(path, 'utf8').trimEnd().split('\n')).join('\n')}\n`
}
