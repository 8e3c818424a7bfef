import { perform } from './actions.ts'
import { typeInChooser } from './chooser.ts'
import type { Desk } from './desk.ts'
import { editPrompt } from './dialog.ts'
import { editFilter } from './filter-actions.ts'
import { insert } from './text-edit.ts'

/** How long a digit in a list waits for the rest of `12G` before it is a page to jump to, in milliseconds. */
const digitPatience = 300

/** Turns keys into actions: sequences (`gg`), counts (`12G`), text for the lines that are being typed. */
export function createPress(desk: Desk) {
  let waiting: NodeJS.Timeout | undefined
  /** Keys that came before the records they are about. */
  let early: readonly string[] = []

  const pend = (pending: string) => desk.change({ pending, message: null })

  function jump(key: string) {
    clearTimeout(waiting)
    pend('')
    perform(desk, 'jump', { key, count: null })
  }

  function digit(key: string, pending: string): boolean {
    if (!/^\d$/.test(key) || !/^\d*$/.test(pending) || (key === '0' && pending === '')) return false
    if ((desk.page().list?.items.length ?? 0) < 2) return false
    pend(pending + key)
    if (pending === '' && desk.keys.find('browse', key).binding) waiting = setTimeout(() => jump(key), digitPatience)
    return true
  }

  function browse(key: string) {
    clearTimeout(waiting)
    const { pending, message } = desk.state()
    if (digit(key, pending)) return
    const [, digits = '', prefix = ''] = /^(\d*)(.*)$/.exec(pending)!
    const sequence = prefix === '' ? key : `${prefix} ${key}`
    const { binding, begins } = desk.keys.find('browse', sequence)
    if (begins) return pend(digits + sequence)
    // A page was meant by the number, not a count, if the key takes none.
    if (digits !== '' && !binding?.counts && desk.keys.find('browse', digits).binding) {
      jump(digits)
      return press(key)
    }
    if (pending !== '' || message) desk.change({ pending: '', message: null })
    if (binding) perform(desk, binding.id, { key: sequence, count: digits === '' ? null : Number(digits) })
    else desk.say(`${sequence} does nothing here; ? lists the keys.`, 'faint')
  }

  function typed(key: string) {
    const { mode, draft, help } = desk.state()
    const { binding } = desk.keys.find(mode, key)
    if (binding) perform(desk, binding.id, { key, count: null })
    else if ([...key].length > 1) return
    else if (mode === 'filter' && draft) editFilter(desk, insert(draft.edit, key))
    else if (mode === 'choose') typeInChooser(desk, edit => insert(edit, key))
    else if (mode === 'prompt') editPrompt(desk, edit => insert(edit, key))
    else if (mode === 'help') desk.change({ help: { edit: insert(help.edit, key), top: 0 } })
  }

  const reading = () => {
    const { ready, busy } = desk.page().load
    return busy && !ready
  }

  /** Whether a key has to wait for the records. What leads away from here, or quits, never does. */
  function comesEarly(key: string): boolean {
    const { binding, begins } = desk.keys.find('browse', key)
    if (key === 'esc' || key === '^c') return false
    // After / everything is text.
    if (begins || binding?.records || early.includes('/')) return true
    return early.length > 0 && !binding
  }

  function press(key: string) {
    const { mode, leaving } = desk.state()
    if (leaving) return
    if (mode !== 'browse') return typed(key)
    if (reading() && comesEarly(key)) {
      early = [...early, key]
      return
    }
    early = []
    browse(key)
  }

  desk.subscribe(() => {
    if (early.length === 0 || reading()) return
    const keys = early
    early = []
    keys.forEach(press)
  })

  return press
}
