import type { Command } from 'commander'

export const shells = ['bash', 'zsh', 'fish'] as const

interface Word {
  readonly word: string
  readonly help: string
}

/** What may follow one command: `runs`, `runs list`; the program itself is ''. */
interface Position {
  readonly chain: string
  readonly words: readonly Word[]
  readonly options: readonly Word[]
}

function positions(command: Command, chain = ''): readonly Position[] {
  const help = command.createHelp()
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])
  const here: Position = {
    chain,
    words: [
      ...help
        .visibleCommands(command)
        .map(child => ({ word: child.name(), help: child.summary() || child.description() })),
      ...choices.map(word => ({ word, help: '' })),
    ],
    options: help
      .visibleOptions(command)
      .map(({ long, short, description }) => ({ word: long ?? short ?? '', help: description })),
  }
  return [here, ...command.commands.flatMap(child => positions(child, `${chain} ${child.name()}`.trim()))]
}

/** Options with a value, and the values where they are known. */
function valuedOptions(command: Command): ReadonlyMap<string, readonly string[]> {
  const own = command.options
    .filter(option => option.required || option.optional)
    .flatMap(option =>
      [option.long, option.short].flatMap(flag => (flag ? [[flag, option.argChoices ?? []] as const] : [])),
    )
  return new Map([...own, ...command.commands.flatMap(child => [...valuedOptions(child)])])
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const wordsOf = (words: readonly Word[]) => words.map(({ word }) => word).join(' ')

function bash(program: Command): string {
  const all = positions(program)
  const valued = valuedOptions(program)
  return `# n4a completion for bash
_n4a() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" chain="" words="" options="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${[...valued.keys()].join('|')}) ((i++)) ;;
      -*) ;;
      *) case "\${chain:+$chain }\${COMP_WORDS[i]}" in
        ${all
          .slice(1)
          .map(({ chain }) => quoted(chain))
          .join('|')}) chain="\${chain:+$chain }\${COMP_WORDS[i]}" ;;
      esac ;;
    esac
  done
  case "$previous" in
${[...valued]
  .map(([flag, choices]) =>
    choices.length > 0
      ? `    ${flag}) COMPREPLY=($(compgen -W ${quoted(choices.join(' '))} -- "$word")); return ;;`
      : `    ${flag}) COMPREPLY=(); return ;;`,
  )
  .join('\n')}
  esac
  case "$chain" in
${all.map(({ chain, words, options }) => `    ${quoted(chain)}) words=${quoted(wordsOf(words))} options=${quoted(wordsOf(options))} ;;`).join('\n')}
  esac
  if [[ "$word" == -* ]]; then words="$options"; fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _n4a n4a
`
}

function zsh(program: Command): string {
  const all = positions(program)
  const valued = valuedOptions(program)
  const described = (words: readonly Word[]) =>
    words.map(({ word, help }) => quoted(`${word.replaceAll(':', '\\:')}:${help}`)).join(' ')
  return `#compdef n4a
# n4a completion for zsh
_n4a() {
  local chain="" i=2
  local -a items options
  while (( i < CURRENT )); do
    case "\${words[i]}" in
      ${[...valued.keys()].join('|')}) (( i++ )) ;;
      -*) ;;
      *) case "\${chain:+$chain }\${words[i]}" in
        ${all
          .slice(1)
          .map(({ chain }) => quoted(chain))
          .join('|')}) chain="\${chain:+$chain }\${words[i]}" ;;
      esac ;;
    esac
    (( i++ ))
  done
  case "\${words[CURRENT-1]}" in
${[...valued]
  .map(([flag, choices]) =>
    choices.length > 0 ? `    ${flag}) compadd -- ${choices.join(' ')}; return ;;` : `    ${flag}) _files; return ;;`,
  )
  .join('\n')}
  esac
  case "$chain" in
${all.map(({ chain, words, options }) => `    ${quoted(chain)}) items=(${described(words)}) options=(${described(options)}) ;;`).join('\n')}
  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    _describe 'option' options
  elif (( \${#items} )); then
    _describe 'command' items
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" == _n4a ]]; then _n4a "$@"; else compdef _n4a n4a; fi
`
}

function fish(program: Command): string {
  const valued = valuedOptions(program)
  const lines = positions(program).flatMap(({ chain, words, options }) => {
    const here = `complete -c n4a -n ${quoted(`__n4a_at ${JSON.stringify(chain)}`)}`
    return [
      ...words.map(({ word, help }) => `${here} -f -a ${quoted(word)} -d ${quoted(help)}`),
      ...options
        .filter(({ word }) => word.startsWith('--'))
        .map(({ word, help }) => {
          const choices = valued.get(word)
          const values = choices && (choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ' -r')
          return `${here} -l ${word.slice(2)} -d ${quoted(help)}${values ?? ''}`
        }),
    ]
  })
  return `# n4a completion for fish
function __n4a_at
  set -l known ${positions(program)
    .slice(1)
    .map(({ chain }) => quoted(chain))
    .join(' ')}
  set -l chain ''
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
    else if contains -- $word ${[...valued.keys()].join(' ')}
      set skip 1
    else if contains -- (string trim -- "$chain $word") $known
      set chain (string trim -- "$chain $word")
    end
  end
  test "$chain" = "$argv[1]"
end
${lines.join('\n')}
`
}

/** Made from the program, so they cannot fall behind it. */
export const completionScripts: Readonly<Record<(typeof shells)[number], (program: Command) => string>> = {
  bash,
  zsh,
  fish,
}
