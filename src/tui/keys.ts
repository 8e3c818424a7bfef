import type { KeyBinding } from './keys/binding.ts'
import { generalKeys, listKeys, moveKeys, openKeys } from './keys/browse-keys.ts'
import { chooserKeys } from './keys/chooser-keys.ts'
import { confirmKeys, promptKeys } from './keys/dialog-keys.ts'
import { exportKeys } from './keys/export-keys.ts'
import { infoKeys } from './keys/info-keys.ts'
import { jobKeys } from './keys/job-keys.ts'
import { markKeys } from './keys/mark-keys.ts'
import { menuKeys } from './keys/menu-keys.ts'
import { placeKeys } from './keys/place-keys.ts'
import { runKeys } from './keys/run-keys.ts'
import { triageKeys } from './keys/triage-keys.ts'
import { alertKeys, filterKeys, helpKeys, quitKeys } from './keys/typing-keys.ts'
import { viewKeys } from './keys/view-keys.ts'

export type { KeyBinding, KeyFacts, Mode } from './keys/binding.ts'

/** Every key there is. Handlers, the hint line and the help are made from this table. */
const keyTable = [
  ...moveKeys,
  ...openKeys,
  ...placeKeys,
  ...listKeys,
  ...exportKeys,
  ...menuKeys,
  ...markKeys,
  ...triageKeys,
  ...generalKeys,
  ...viewKeys,
  ...infoKeys,
  ...filterKeys,
  ...helpKeys,
  ...quitKeys,
  ...alertKeys,
  ...chooserKeys,
  ...runKeys,
  ...jobKeys,
  ...promptKeys,
  ...confirmKeys,
] as const

export type ActionId = (typeof keyTable)[number]['id']

export const bindings: readonly KeyBinding<ActionId>[] = keyTable

const names: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: '↵',
  esc: 'Esc',
  backspace: 'Backspace',
  tab: 'Tab',
  backtab: 'Shift-Tab',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  ' ': 'space',
}

const keyText = (key: string) => names[key] ?? key.replace(' ', '')

/** How the keys of a binding are written. */
export const keysText = ({ keys, shown }: Pick<KeyBinding, 'keys' | 'shown'>): string =>
  shown ?? keys.map(keyText).join(' ')
