import { type KeyFacts, keysOf } from './binding.ts'

const list = ({ hasList }: KeyFacts) => hasList || 'There is no list on this page.'
const rows = (facts: KeyFacts) => {
  if (!facts.hasList) return list(facts)
  return facts.rows > 0 || (facts.ready ? 'The list is empty.' : 'The list is still being read.')
}
const movable = (facts: KeyFacts) =>
  facts.scrolls || (facts.hasList ? rows(facts) : 'Everything on this page is on the screen.')
const openable = (facts: KeyFacts) => {
  if (facts.choosing !== null) return facts.choosing === 'goes on' || facts.choosing
  return facts.hasList ? rows(facts) : facts.paneEnters || (facts.noPredictions ?? true)
}
const columns = (facts: KeyFacts) => facts.steps > 1 || rows(facts)
const views = ({ panes }: KeyFacts) => panes > 1 || 'This page has one view.'
const sibling = (step: 1 | -1) => (facts: KeyFacts) => {
  if (facts.siblings === 0) return 'Open a record from a list to step through that list.'
  const next = facts.position + step
  if (next < 0) return 'This is the first of its list.'
  return next < facts.siblings || 'This is the last of its list.'
}

const move = keysOf('browse', 'Move', { records: true, counts: true })

export const moveKeys = [
  move('down', ['j', 'down'], 'down', 'One row down; with a number before it, so many rows.', {
    shown: 'j ↓',
    when: movable,
  }),
  move('up', ['k', 'up'], 'up', 'One row up; with a number before it, so many rows.', { shown: 'k ↑', when: movable }),
  move('half-down', ['^d'], 'half page down', 'Half a page down.', { when: movable }),
  move('half-up', ['^u'], 'half page up', 'Half a page up.', { when: movable }),
  move('page-down', ['pagedown', '^f'], 'page down', 'A page down.', { shown: 'PgDn ^f', when: movable }),
  move('page-up', ['pageup', '^b'], 'page up', 'A page up.', { shown: 'PgUp ^b', when: movable }),
  move('top', ['g g', 'home'], 'top', 'To the first row.', { shown: 'gg Home', when: movable }),
  move('bottom', ['G', 'end'], 'bottom', 'To the last row; 12G goes to row 12.', { shown: 'G End', when: movable }),
  move(
    'column-left',
    ['h'],
    'column left',
    'Make the column to the left the current one; of spectra, the step before.',
    { when: columns },
  ),
  move(
    'column-right',
    ['l'],
    'column right',
    'Make the column to the right the current one; columns that did not fit appear. Of spectra, the step after.',
    { when: columns },
  ),
] as const

const open = keysOf('browse', 'Open', { records: true })

export const openKeys = [
  open(
    'open',
    ['enter', 'right'],
    'open',
    'Open the record under the cursor, or the predictions of the result that is shown (also →).',
    { shown: '↵', when: openable, hint: 1 },
  ),
  open(
    'back',
    ['esc', 'left', 'backspace'],
    'back',
    'Back to where you came from, exactly as it was (also ← and Backspace).',
    { shown: 'Esc', when: ({ depth }) => depth > 1 || 'This is Home; q quits.', hint: 2, records: false },
  ),
  open('pane', ['tab'], 'next view', 'The next view of this record.', { shown: 'Tab', when: views, hint: 4 }),
  open('pane-back', ['backtab'], 'previous view', 'The view of this record before this one.', {
    shown: 'Shift-Tab',
    when: views,
  }),
  open('previous', ['['], 'previous', 'The record before this one in the list you came from.', {
    when: sibling(-1),
    hint: 5,
  }),
  open('next', [']'], 'next', 'The record after this one in the list you came from.', { when: sibling(1), hint: 6 }),
  open('predictions', ['p'], 'predictions', 'The predictions of the result.', {
    when: ({ noPredictions }) => noPredictions ?? true,
    hint: 7,
  }),
  open('explain', ['b'], 'explain', 'What the model of the result says of wavelengths and samples, and its charts.', {
    when: ({ noExplanation }) => noExplanation ?? true,
    hint: 7,
  }),
] as const

const listed = keysOf('browse', 'List', { records: true })

export const listKeys = [
  listed(
    'filter',
    ['/'],
    'filter',
    'Filter the list while you type: field:value < <= > >= = != ~regex has:field -not | or (groups).',
    { when: list, hint: 8 },
  ),
  listed('clear-filter', ['\\'], 'clear filter', 'Show all rows again.', {
    when: ({ filtered }) => filtered || 'There is no filter to clear.',
    hint: 9,
  }),
  listed('sort', ['o'], 'sort', 'Sort by the current column: ascending, descending, off.', { when: rows, hint: 11 }),
  listed('sort-then', ['O'], 'then by', 'Sort by the current column where the columns before it are alike.', {
    when: rows,
  }),
  listed('preview', ['w'], 'preview', 'Show the row under the cursor at length, or no longer.', {
    when: ({ noPreview }) => noPreview ?? true,
    hint: 12,
  }),
  listed('sort-best', ['B'], 'simplest', 'The simplest first of those within one standard error of the best.', {
    when: ({ noBest }) => noBest ?? true,
  }),
  listed('undo', ['z'], 'undo', 'Take back the last change of marks, filter, order or columns on this page.', {
    when: ({ undo }) => undo > 0 || 'Nothing was changed on this page.',
  }),
  listed('redo', ['Z'], 'redo', 'Do again what was undone last.', {
    when: ({ redo }) => redo > 0 || 'Nothing was undone on this page.',
  }),
  listed(
    'copy',
    ['y'],
    'copy',
    'Copy ids, a link to this page, the command that shows the record, TSV, Markdown, YAML or a notebook cell.',
    {
      when: ({ targets, subject }) => targets > 0 || subject || 'There is no record to copy.',
    },
  ),
] as const

const general = keysOf('browse', 'Everywhere')

export const generalKeys = [
  general(
    'jump',
    ['1', '2', '3', '4', '5', '6', '7', '8'],
    'pages',
    'Home, Runs, Results, Predictions, Datasets, Templates, Operators, Jobs; each as you left it.',
    { shown: '1-8', hint: 12 },
  ),
  general('refresh', ['r'], 'refresh', 'Read the records again; after an error, try again.', { hint: 13 }),
  general('help', ['?'], 'help', 'All keys of this page; typing searches them.', { hint: 0 }),
  general('quit', ['q'], 'Home / quit', 'Back to Home; from Home, quit.', { hint: 14 }),
  general('redraw', ['^l'], 'redraw', 'Draw the screen anew, when something else wrote on it.'),
  general('interrupt', ['^c'], 'quit', 'Twice: quit from anywhere. A run that this dashboard executes is paused.'),
] as const
