#!/usr/bin/env node
// CommonJS and old syntax on purpose: an old Node must get as far as saying what it lacks.
'use strict'

const fs = require('node:fs')
const module_ = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

// The floor that package.json states; below it the command starts, but the dashboard's library is not made for it.
const floor = [22, 13]

const version = process.versions.node.split('.').map(Number)
const asked = process.argv.slice(2)
const old = version[0] < floor[0] || (version[0] === floor[0] && version[1] < floor[1])

if (old && process.stderr.isTTY && (asked[0] === 'tui' || asked[0] === 'demo' || asked.includes('--version'))) {
  process.stderr.write(
    `n4a: this is Node ${process.versions.node}; n4a is made for ${floor.join('.')} and later. ` +
      'Commands work, but the dashboard (n4a tui) is slower and untested here, and start-up is not cached.\n',
  )
}

if (!process.env.UV_THREADPOOL_SIZE) process.env.UV_THREADPOOL_SIZE = '16'
if (!process.env.NODE_ENV) process.env.NODE_ENV = 'production'
if (module_.enableCompileCache) module_.enableCompileCache()

const entry = path.join(__dirname, '..', 'dist', 'bin', 'cli.mjs')
if (fs.existsSync(entry)) {
  import(pathToFileURL(entry).href)
} else {
  process.stderr.write(`n4a is not built yet: run "npm run build" in ${path.dirname(__dirname)}\n`)
  process.exitCode = 1
}
