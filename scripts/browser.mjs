import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/*
 * Chromium by its DevTools protocol over two pipes: one start for any number of pictures, and no package for it.
 * https://chromedevtools.github.io/devtools-protocol
 */

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync', '--hide-scrollbars']
const offline = ['--disable-background-networking', '--disable-component-update', '--disable-quic']

/** Runs `work` with a page that can be shown things and photographed; the browser ends with it. */
export async function withPage(chromium, work) {
  const profile = mkdtempSync(join(tmpdir(), 'n4a-browser-'))
  const args = [...quiet, ...offline, '--remote-debugging-pipe', `--user-data-dir=${profile}`]
  const browser = spawn(chromium, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = new Promise(resolve => browser.on('close', resolve))
  try {
    const send = talk(browser.stdio[3], browser.stdio[4], ended)
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
    return await work(pageOf((method, params) => send(method, params, sessionId)))
  } finally {
    browser.kill()
    await ended
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Messages are JSON, each ended by a NUL. */
function talk(out, input, ended) {
  const waiting = new Map()
  let last = 0
  let rest = ''
  input.setEncoding('utf8').on('data', text => {
    const messages = (rest + text).split('\0')
    rest = messages.pop()
    for (const { id, result, error } of messages.map(message => JSON.parse(message))) {
      const { resolve, reject } = waiting.get(id) ?? {}
      waiting.delete(id)
      if (error) reject?.(new Error(`Chromium: ${error.message}`))
      else resolve?.(result)
    }
  })
  ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium ended before it answered.'))
  })
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject })
      out.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
    })
}

function pageOf(send) {
  const evaluate = async expression => {
    const { result } = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
    return result.value
  }
  return {
    /** A whole page of HTML, as a reader who prefers `theme` sees it. */
    async open(html, theme, width = 900) {
      await send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false })
      await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] })
      const { frameTree } = await send('Page.getFrameTree')
      await send('Page.setDocumentContent', { frameId: frameTree.frame.id, html })
      await evaluate('document.fonts.ready.then(() => true)')
    },
    evaluate,
    /** PNG of the first element that `selector` finds, at most `height` pixels of it, with a margin around. */
    async photograph(selector, { margin = 8, height = 4000 } = {}) {
      const box = await evaluate(
        `(() => { const r = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return [r.x + scrollX, r.y + scrollY, r.width, r.height] })()`,
      )
      const [x, y, w, h] = box
      const clip = {
        x: Math.max(0, x - margin),
        y: Math.max(0, y - margin),
        width: w + 2 * margin,
        height: Math.min(height, h + 2 * margin),
        scale: 1,
      }
      const { data } = await send('Page.captureScreenshot', { clip, captureBeyondViewport: true })
      return Buffer.from(data, 'base64')
    },
  }
}
