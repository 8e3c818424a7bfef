import type { Command } from 'commander'
import { readingHeading } from '../../../src/cli/dataset-options.ts'
import { commandPath, everyCommand } from '../../../src/cli/program.ts'

const cell = (text: string) => text.replaceAll('|', '\\|')

/** Arguments as the help writes them: `<file...>`, `[id]`. */
const argumentsOf = ({ registeredArguments }: Command) =>
  registeredArguments
    .map(argument => {
      const name = `${argument.name()}${argument.variadic ? '…' : ''}`.toUpperCase()
      return argument.required ? ` ${name}` : ` [${name}]`
    })
    .join('')

/** The table of commands in the README. */
export function commandTable(program: Command): string {
  const rows = everyCommand(program)
    .filter(command => command.commands.length === 0)
    .map(command => {
      const reading = command.options.filter(({ helpGroupHeading }) => helpGroupHeading === readingHeading)
      const own = command.options.filter(option => option.long !== '--workspace' && !reading.includes(option))
      const options = own.map(({ long }) => `\`${long}\``)
      if (reading.length > 0) options.push('[how the data are read](docs/formats.md#flags)')
      return `| \`${commandPath(command)}${argumentsOf(command)}\` | ${cell(command.summary())} | ${cell(options.join(' '))} |`
    })
  return ['| command | what it does | options |', '|---|---|---|', ...rows].join('\n')
}
