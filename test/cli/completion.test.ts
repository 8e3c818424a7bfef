import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { everyCommand } from '../../src/cli/program.ts'
import { invoke, wholeProgram } from './support/invoke.ts'

const { out: script } = await invoke(['completion', 'bash'])

/** What bash would offer after these words; the last one is being typed. */
function offered(...words: string[]): string[] {
  const line = words.map(word => `'${word}'`).join(' ')
  const asked = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _n4a; printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['-c', asked], { encoding: 'utf8' }).split('\n').filter(Boolean)
}

describe('bash completion', () => {
  it('offers nouns, then verbs, then options', () => {
    expect(offered('n4a', 'ru')).toEqual(['run', 'runs'])
    const verbs = [
      'list',
      'show',
      'report',
      'compare',
      'watch',
      'pause',
      'resume',
      'retry',
      'cancel',
      'delete',
      'restore',
      'export',
      'import',
      'help',
    ]
    expect(offered('n4a', 'runs', '')).toEqual(verbs)
    expect(offered('n4a', 'results', 'list', '--s')).toEqual(['--sort'])
  })

  it('offers the values an option takes', () => {
    expect(offered('n4a', 'runs', 'list', '--status', 'c')).toEqual(['completed', 'cancelled'])
    expect(offered('n4a', 'completion', '')).toEqual(['bash', 'zsh', 'fish'])
  })

  it('is not led astray by the value of an option', () => {
    expect(offered('n4a', '--workspace', 'results', 'runs', 'w')).toEqual(['watch'])
  })
})

it.each(['bash', 'zsh', 'fish'])('%s completion knows every command and option', async shell => {
  const { code, out } = await invoke(['completion', shell])
  expect(code).toBe(0)
  for (const command of everyCommand(wholeProgram())) {
    expect(out).toContain(command.name())
    for (const { long } of command.options) expect(out).toContain(shell === 'fish' ? ` -l ${long?.slice(2)}` : long)
  }
})
