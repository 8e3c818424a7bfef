/** Where keys have their own meaning. `browse`: pages. The others: a line being typed, the help, the question at quitting. */
export type Mode = 'browse' | 'filter' | 'help' | 'quit' | 'alert'

/** What the availability of a key depends on. */
export interface KeyFacts {
  readonly hasList: boolean
  readonly rows: number
  readonly filtered: boolean
  readonly depth: number
  readonly siblings: number
  readonly position: number
  readonly panes: number
  readonly scrolls: boolean
  /** Why `p` leads nowhere here; null where it leads somewhere. */
  readonly noPredictions: string | null
  readonly subject: boolean
}

export interface KeyBinding {
  readonly id: string
  readonly mode: Mode
  /** `^d` control, `g g` a sequence, else the name of the key or the character. */
  readonly keys: readonly string[]
  /** How the hint line and the help write the keys, where not as they are. */
  readonly shown?: string
  readonly label: string
  readonly help: string
  readonly section: 'Move' | 'Open' | 'List' | 'Go to' | 'General' | 'Filter line' | 'Help' | 'Question'
  /** True, or why the key is off. */
  readonly when?: (facts: KeyFacts) => true | string
  /** Place in the hint line, lowest first; without one only the help names the key. */
  readonly hint?: number
}

const list = ({ hasList }: KeyFacts) => hasList || 'There is no list on this page.'
const rows = ({ hasList, rows }: KeyFacts) =>
  !hasList ? list({ hasList } as KeyFacts) : rows > 0 || 'The list is empty.'
const openable = (facts: KeyFacts) => (facts.hasList ? rows(facts) : (facts.noPredictions ?? true))
const movable = (facts: KeyFacts) =>
  facts.scrolls || (facts.hasList ? rows(facts) : 'Everything on this page is on the screen.')
const sibling = (step: 1 | -1) => (facts: KeyFacts) => {
  if (facts.siblings === 0) return 'Open a record from a list to step through that list.'
  const next = facts.position + step
  if (next < 0) return 'This is the first of its list.'
  return next < facts.siblings || 'This is the last of its list.'
}

export const keyTable = [
  {
    id: 'down',
    mode: 'browse',
    keys: ['j', 'down'],
    shown: 'j ↓',
    label: 'down',
    section: 'Move',
    help: 'One row down; with a number before it, so many rows.',
    when: movable,
  },
  {
    id: 'up',
    mode: 'browse',
    keys: ['k', 'up'],
    shown: 'k ↑',
    label: 'up',
    section: 'Move',
    help: 'One row up; with a number before it, so many rows.',
    when: movable,
  },
  {
    id: 'half-down',
    mode: 'browse',
    keys: ['^d'],
    label: 'half page down',
    section: 'Move',
    help: 'Half a page down.',
    when: movable,
  },
  {
    id: 'half-up',
    mode: 'browse',
    keys: ['^u'],
    label: 'half page up',
    section: 'Move',
    help: 'Half a page up.',
    when: movable,
  },
  {
    id: 'page-down',
    mode: 'browse',
    keys: ['pagedown', '^f'],
    shown: 'PgDn ^f',
    label: 'page down',
    section: 'Move',
    help: 'A page down.',
    when: movable,
  },
  {
    id: 'page-up',
    mode: 'browse',
    keys: ['pageup', '^b'],
    shown: 'PgUp ^b',
    label: 'page up',
    section: 'Move',
    help: 'A page up.',
    when: movable,
  },
  {
    id: 'top',
    mode: 'browse',
    keys: ['g g', 'home'],
    shown: 'gg Home',
    label: 'top',
    section: 'Move',
    help: 'To the first row.',
    when: movable,
  },
  {
    id: 'bottom',
    mode: 'browse',
    keys: ['G', 'end'],
    shown: 'G End',
    label: 'bottom',
    section: 'Move',
    help: 'To the last row; 12G goes to row 12.',
    when: movable,
  },
  {
    id: 'column-left',
    mode: 'browse',
    keys: ['h'],
    label: 'column left',
    section: 'Move',
    help: 'Make the column to the left the current one.',
    when: rows,
  },
  {
    id: 'column-right',
    mode: 'browse',
    keys: ['l'],
    label: 'column',
    shown: 'l',
    section: 'Move',
    help: 'Make the column to the right the current one; columns that did not fit appear.',
    when: rows,
  },
  {
    id: 'open',
    mode: 'browse',
    keys: ['enter', 'right'],
    shown: '↵',
    label: 'open',
    section: 'Open',
    help: 'Open the record under the cursor, or the predictions of the result that is shown (also →).',
    when: openable,
    hint: 1,
  },
  {
    id: 'back',
    mode: 'browse',
    keys: ['esc', 'left', 'backspace'],
    shown: 'Esc',
    label: 'back',
    section: 'Open',
    help: 'Back to where you came from, exactly as it was (also ← and Backspace).',
    when: ({ depth }) => depth > 1 || 'This is Home; q quits.',
    hint: 2,
  },
  {
    id: 'previous',
    mode: 'browse',
    keys: ['['],
    label: 'previous',
    section: 'Open',
    help: 'The record before this one in the list you came from.',
    when: sibling(-1),
    hint: 4,
  },
  {
    id: 'next',
    mode: 'browse',
    keys: [']'],
    label: 'next',
    section: 'Open',
    help: 'The record after this one in the list you came from.',
    when: sibling(1),
    hint: 5,
  },
  {
    id: 'pane',
    mode: 'browse',
    keys: ['tab'],
    shown: 'Tab',
    label: 'next view',
    section: 'Open',
    help: 'The next view of this record.',
    when: ({ panes }) => panes > 1 || 'This page has one view.',
    hint: 3,
  },
  {
    id: 'pane-back',
    mode: 'browse',
    keys: ['backtab'],
    shown: '⇧Tab',
    label: 'previous view',
    section: 'Open',
    help: 'The view of this record before this one.',
    when: ({ panes }) => panes > 1 || 'This page has one view.',
  },
  {
    id: 'predictions',
    mode: 'browse',
    keys: ['p'],
    label: 'predictions',
    section: 'Open',
    help: 'The predictions of the result.',
    when: ({ noPredictions }) => noPredictions ?? true,
    hint: 6,
  },
  {
    id: 'filter',
    mode: 'browse',
    keys: ['/'],
    label: 'filter',
    section: 'List',
    help: 'Filter the list while you type: field:value  <  <=  >  >=  =  !=  ~regex  has:field  -not  | or  (groups).',
    when: list,
    hint: 7,
  },
  {
    id: 'clear-filter',
    mode: 'browse',
    keys: ['\\'],
    label: 'clear filter',
    section: 'List',
    help: 'Show all rows again.',
    when: ({ filtered }) => filtered || 'There is no filter to clear.',
    hint: 8,
  },
  {
    id: 'sort',
    mode: 'browse',
    keys: ['o'],
    label: 'sort',
    section: 'List',
    help: 'Sort by the current column: ascending, descending, off.',
    when: rows,
    hint: 9,
  },
  {
    id: 'copy',
    mode: 'browse',
    keys: ['y'],
    label: 'copy id',
    section: 'List',
    help: 'Copy the id of the record through the terminal (OSC 52); the status line shows it.',
    when: ({ subject }) => subject || 'There is no record to copy the id of.',
  },
  {
    id: 'jump',
    mode: 'browse',
    keys: ['1', '2', '3', '4', '5', '6', '7'],
    shown: '1…7',
    label: 'pages',
    section: 'Go to',
    help: 'Home, Runs, Results, Predictions, Datasets, Templates, Operators.',
    hint: 11,
  },
  {
    id: 'refresh',
    mode: 'browse',
    keys: ['r'],
    label: 'refresh',
    section: 'General',
    help: 'Read the records again; after an error, try again.',
    hint: 12,
  },
  {
    id: 'help',
    mode: 'browse',
    keys: ['?'],
    label: 'help',
    section: 'General',
    help: 'All keys of this page; typing searches them.',
    hint: 0,
  },
  {
    id: 'quit',
    mode: 'browse',
    keys: ['q'],
    label: 'Home / quit',
    section: 'General',
    help: 'Back to Home; from Home, quit.',
    hint: 13,
  },
  {
    id: 'redraw',
    mode: 'browse',
    keys: ['^l'],
    label: 'redraw',
    section: 'General',
    help: 'Draw the screen anew, when something else wrote on it.',
  },
  {
    id: 'interrupt',
    mode: 'browse',
    keys: ['^c'],
    label: 'quit',
    section: 'General',
    help: 'Twice: quit from anywhere. A run that this dashboard executes is paused.',
  },

  {
    id: 'filter-accept',
    mode: 'filter',
    keys: ['enter', 'down'],
    shown: '↵',
    label: 'to the list',
    section: 'Filter line',
    help: 'Keep the filter and go to the list.',
    hint: 1,
  },
  {
    id: 'filter-cancel',
    mode: 'filter',
    keys: ['esc', '^c'],
    shown: 'Esc',
    label: 'as before',
    section: 'Filter line',
    help: 'Give up the change.',
    hint: 2,
  },
  {
    id: 'edit-left',
    mode: 'filter',
    keys: ['left', '^b'],
    shown: '←',
    label: 'left',
    section: 'Filter line',
    help: 'One character left.',
  },
  {
    id: 'edit-right',
    mode: 'filter',
    keys: ['right', '^f'],
    shown: '→',
    label: 'right',
    section: 'Filter line',
    help: 'One character right.',
  },
  {
    id: 'edit-home',
    mode: 'filter',
    keys: ['home', '^a'],
    shown: 'Home ^a',
    label: 'start',
    section: 'Filter line',
    help: 'To the beginning.',
  },
  {
    id: 'edit-end',
    mode: 'filter',
    keys: ['end', '^e'],
    shown: 'End ^e',
    label: 'end',
    section: 'Filter line',
    help: 'To the end.',
  },
  {
    id: 'edit-erase',
    mode: 'filter',
    keys: ['backspace'],
    shown: 'Backspace',
    label: 'erase',
    section: 'Filter line',
    help: 'Erase a character.',
  },
  {
    id: 'edit-erase-word',
    mode: 'filter',
    keys: ['^w'],
    label: 'erase word',
    section: 'Filter line',
    help: 'Erase a word.',
    hint: 3,
  },
  {
    id: 'edit-erase-all',
    mode: 'filter',
    keys: ['^u'],
    label: 'erase all',
    section: 'Filter line',
    help: 'Erase everything.',
    hint: 4,
  },
  {
    id: 'edit-earlier',
    mode: 'filter',
    keys: ['up'],
    shown: '↑',
    label: 'earlier',
    section: 'Filter line',
    help: 'A filter used before.',
    hint: 5,
  },

  {
    id: 'help-close',
    mode: 'help',
    keys: ['esc', 'enter', '?', '^c'],
    shown: 'Esc',
    label: 'close',
    section: 'Help',
    help: 'Close the help.',
    hint: 1,
  },
  {
    id: 'help-down',
    mode: 'help',
    keys: ['down', 'pagedown', '^d'],
    shown: '↓',
    label: 'down',
    section: 'Help',
    help: 'Further down.',
    hint: 2,
  },
  {
    id: 'help-up',
    mode: 'help',
    keys: ['up', 'pageup', '^u'],
    shown: '↑',
    label: 'up',
    section: 'Help',
    help: 'Further up.',
    hint: 3,
  },
  {
    id: 'help-erase',
    mode: 'help',
    keys: ['backspace'],
    shown: 'Backspace',
    label: 'erase',
    section: 'Help',
    help: 'Erase a character of the search.',
  },

  {
    id: 'quit-yes',
    mode: 'quit',
    keys: ['y', 'enter', '^c'],
    shown: 'y',
    label: 'pause the run and quit',
    section: 'Question',
    help: 'Pause the run and quit.',
    hint: 1,
  },
  {
    id: 'quit-no',
    mode: 'quit',
    keys: ['n', 'esc', 'q'],
    shown: 'n Esc',
    label: 'stay',
    section: 'Question',
    help: 'Stay here.',
    hint: 2,
  },

  {
    id: 'alert-close',
    mode: 'alert',
    keys: ['esc', 'enter', 'q'],
    shown: 'Esc',
    label: 'go on to the workspace',
    section: 'Question',
    help: 'Close the message.',
    hint: 1,
  },
  { id: 'alert-interrupt', mode: 'alert', keys: ['^c'], label: 'quit', section: 'Question', help: 'Quit.', hint: 2 },
] as const satisfies readonly KeyBinding[]

export type ActionId = (typeof keyTable)[number]['id']

/** The same, as one type of row. */
export const bindings: readonly (KeyBinding & { readonly id: ActionId })[] = keyTable

/** How the keys of a binding are written. */
export const keysText = ({ keys, shown }: KeyBinding): string => shown ?? keys.join(' ')

/** The binding of a key, or whether the key begins a sequence. */
export function findBinding(mode: Mode, key: string) {
  const own = bindings.filter(binding => binding.mode === mode)
  return {
    binding: own.find(({ keys }) => keys.includes(key)),
    begins: own.some(({ keys }) => keys.some(sequence => sequence.startsWith(`${key} `))),
  }
}
