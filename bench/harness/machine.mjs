import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from './side.mjs'

const first = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : 'absent'
}

/** Lines on what was measured where. */
export function machineFacts() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const python = process.env.N4A_BENCH_PYTHON ?? '/usr/bin/python3'
  const libraries = first(python, [
    '-c',
    'import sys, numpy, scipy, sklearn; print("Python", sys.version.split()[0] + ", NumPy", numpy.__version__ + ", SciPy", scipy.__version__ + ", scikit-learn", sklearn.__version__)',
  ])
  const r = first('Rscript', ['-e', 'cat("R", format(getRversion()), "with pls", format(packageVersion("pls")))'])
  const commit = first('git', ['-C', root, 'rev-parse', '--short', 'HEAD'])
  return [
    `${cpus()[0].model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    `n4a ${version} (${commit}), Node ${process.versions.node}`,
    libraries,
    r,
    `Load when it began: ${loadavg()[0].toFixed(1)}`,
  ]
}
