import type { Command } from 'commander'
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
      const options = command.options.flatMap(({ long }) => (long === '--workspace' ? [] : [`\`${long}\``]))
      return `| \`${commandPath(command)}${argumentsOf(command)}\` | ${cell(command.summary())} | ${cell(options.join(' '))} |`
    })
  return ['| command | what it does | options |', '|---|---|---|', ...rows].join('\n')
}
