import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { exitCodeMeanings } from '../../src/cli/exit-codes.ts'
import { rootPath } from '../support/shared.ts'
import { commandTable } from './support/command-table.ts'
import { wholeProgram } from './support/invoke.ts'

const path = rootPath('README.md')
const generated = /(?<=<!-- commands -->\n).*?(?=<!-- \/commands -->)/s

it('the README has the table of commands that the program has (UPDATE_README=1 writes it)', () => {
  const table = `${commandTable(wholeProgram())}\n`
  const readme = readFileSync(path, 'utf8')
  if (process.env.UPDATE_README === '1') writeFileSync(path, readme.replace(generated, table))
  expect(generated.exec(readFileSync(path, 'utf8'))?.[0]).toBe(table)
})

it('the README has the exit codes that the program has', () => {
  const readme = readFileSync(path, 'utf8')
  for (const [code, meaning] of exitCodeMeanings) expect(readme).toContain(`| ${code} | ${meaning} |`)
})

it('every file the README names is there', () => {
  const readme = readFileSync(path, 'utf8')
  const named = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => match[1]!)
  expect(named.length).toBeGreaterThan(0)
  for (const file of named) expect(() => readFileSync(rootPath(file)), file).not.toThrow()
})
