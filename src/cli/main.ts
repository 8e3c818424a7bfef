import { packageVersion } from './package-root.ts'

const args = process.argv.slice(2)
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${packageVersion()}\n`)
} else {
  // Imported here, so that --version is as quick as Node itself.
  const { runProgram } = await import('./program.ts')
  process.exitCode = await runProgram(args)
}
