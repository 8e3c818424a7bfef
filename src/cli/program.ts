import { Command, CommanderError } from 'commander'
import { printable, WrongUsage } from '../core/index.ts'
import { nouns, topLevelCommands } from './commands/registry.ts'
import { type CommandContext, commandContext } from './context.ts'
import { type ExitCode, exitCodeMeanings, exitCodeOf, exitCodes } from './exit-codes.ts'
import { errorText, foreseen } from './output/report-error.ts'
import { packageVersion } from './package-root.ts'
import { processSurroundings } from './process-surroundings.ts'
import type { Surroundings } from './surroundings.ts'

const afterHelp = `
Exit codes:
${exitCodeMeanings.map(([code, meaning]) => `  ${String(code).padEnd(4)} ${meaning}`).join('\n')}

Environment:
  N4A_WORKSPACE  the workspace where --workspace does not name one
  N4A_CONFIG     the folder of your own templates (default: ~/.config/n4a)
  N4A_DEBUG=1    errors show how they came about

Start here: n4a demo`

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)?]$/.test(text) ? '' : '.'}`

/** \`n4a runs list\`, \`n4a run\`. */
export function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name()
}

/** The command and all below it. */
export function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}

/** Commander prints and exits; ours throws, and all errors leave through one door. */
function throwInsteadOfExit(command: Command) {
  command.exitOverride(error => {
    if (error.exitCode === 0 || error.code === 'commander.help') throw error
    const reason = error.message.replace(/^error: /, '').replaceAll('\n', ' ')
    throw WrongUsage({
      reason: sentence(reason),
      usage: `Usage: ${commandPath(command)} ${command.usage()}. More: \`${commandPath(command)} --help\`.`,
    })
  })
}

/** All commands; of a noun that begins the line, only its own, for making the others would take longer than many of them do. */
export function buildProgram(context: CommandContext, [first]: readonly string[] = []): Command {
  const program = new Command('n4a')
    .description('Run, store and triage near-infrared calibrations: templates × datasets → results → predictions.')
    .version(packageVersion())
    .configureOutput({
      writeOut: text => void context.write(text),
      writeErr: context.writeError,
      outputError: () => undefined,
    })
    .addHelpText('after', afterHelp)
  const named = nouns.filter(({ name }) => name === first)
  if (named.length === 0) for (const add of topLevelCommands) add(program, context)
  for (const { name, summary, verbs } of named.length > 0 ? named : nouns) {
    const noun = program.command(name).summary(summary)
    for (const add of verbs) add(noun, context)
  }
  for (const command of everyCommand(program)) {
    // On the program as well, so that it may stand before the noun.
    const acts = command.commands.length === 0 || command === program
    if (acts) command.option('--workspace <folder>', 'where runs are stored (default: N4A_WORKSPACE, or ./workspace)')
    if (command.description() === '') command.description(sentence(command.summary()))
    throwInsteadOfExit(command)
  }
  return program
}

/** What a command says may be less than the workspace held. */
function warnOfOmissions({ omissions, note }: CommandContext): void {
  for (const { path, what, advice } of omissions()) {
    note(`warning: left out, because it is damaged: ${printable(path)}: ${printable(what)}. ${printable(advice)}`)
  }
  if (omissions().length > 0) note('`n4a workspace verify` reads everything and tells what else is wrong.')
}

/** Run one command line; never throws. */
export async function execute(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done
  const options: { workspace?: string } = {}
  const context = commandContext(surroundings, options, code => {
    exitCode = code
  })
  const program = buildProgram(context, args)
  program.hook('preAction', (_, action) => {
    Object.assign(options, { workspace: action.optsWithGlobals().workspace })
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    warnOfOmissions(context)
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongInput
    warnOfOmissions(context)
    const debug = surroundings.env.N4A_DEBUG === '1'
    surroundings.writeError(errorText(foreseen(error), { debug }))
    return exitCodeOf(error)
  }
}

export function runProgram(args: readonly string[]): Promise<ExitCode> {
  return execute(
    args,
    processSurroundings(exitCode => process.exit(exitCode)),
  )
}
