import { type Engine, parseFilter, UnsupportedRequest } from '../../core/index.ts'
import type { DashboardOptions } from '../surroundings.ts'

const lists = ['runs', 'results', 'predictions', 'datasets', 'templates', 'operators', 'jobs'] as const

const records = {
  run: async (engine: Engine, id: string) => (await engine.runs.get(id)).id,
  result: async (engine: Engine, id: string) => (await engine.results.get(id)).id,
  prediction: async (engine: Engine, id: string) => (await engine.predictions.get(id)).id,
  dataset: async (engine: Engine, id: string) => (await engine.datasets.get(id)).id,
  operator: async (engine: Engine, id: string) => engine.operators.get(id).id,
} as const

export const pageWords: readonly string[] = [...lists, ...Object.keys(records)]

const isList = (word: string): word is (typeof lists)[number] => (lists as readonly string[]).includes(word)

export interface AskedPage {
  readonly page: string
  readonly id: string | undefined
  readonly where: string | undefined
}

/** The page that a deep link names. @throws UnknownRecord, AmbiguousRecord, WrongFilter, UnsupportedRequest */
export async function askedPlace(engine: Engine, { page, id, where }: AskedPage): Promise<DashboardOptions['place']> {
  const refuse = (reason: string, instead: string) => {
    throw UnsupportedRequest({ what: `Opening the page ${page}`, reason, instead })
  }
  if (isList(page)) {
    if (id !== undefined)
      refuse('it is a list', `Give a filter with --where, or open one record: \`n4a tui result ID\`.`)
    if (where !== undefined) parseFilter(where)
    return { screen: page, subject: null, ...(where === undefined ? {} : { filter: where }) }
  }
  const screen = page as keyof typeof records
  if (id === undefined) return refuse('no id is given', `Give one: \`n4a tui ${page} ID\`.`)
  if (where !== undefined) refuse('it is one record', 'Leave --where out, or open a list: `n4a tui results --where …`.')
  return { screen, subject: await records[screen](engine, id) }
}
