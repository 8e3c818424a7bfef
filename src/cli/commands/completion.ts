import { Argument } from 'commander'
import type { AddCommand } from '../context.ts'
import { completionScripts, shells } from '../output/completion-scripts.ts'

export const addCompletion: AddCommand = (program, context) => {
  program
    .command('completion')
    .summary('print the completion script of a shell')
    .description('Print a script that completes commands and options.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      `
For this session:  source <(n4a completion bash)
For good:          n4a completion bash > ~/.local/share/bash-completion/completions/n4a
                   n4a completion zsh > "\${fpath[1]}/_n4a"
                   n4a completion fish > ~/.config/fish/completions/n4a.fish`,
    )
    .action(async (shell: (typeof shells)[number]) => {
      await context.write(completionScripts[shell](program))
    })
}
