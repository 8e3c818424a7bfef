import { printable } from '../../core/index.ts'
import type { AddCommand } from '../context.ts'

export const addViewsDelete: AddCommand = (views, context) => {
  views
    .command('delete')
    .summary('forget a saved view')
    .argument('<name>')
    .action(async (name: string) => {
      await (await context.engine()).views.remove(name)
      await context.write(`Forgot ${printable(name)}.\n`)
    })
}
