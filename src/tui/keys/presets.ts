/** Keys of actions in place of those of the table, which is vim's. An empty list: only the palette reaches it. */
type Preset = Readonly<Record<string, readonly string[]>>

export const presetNames = ['vim', 'k9s', 'arrows'] as const
export type PresetName = (typeof presetNames)[number]

export const presets: Readonly<Record<PresetName, Preset>> = {
  vim: {},
  // As in k9s: ^d deletes, ^k ends, d describes, ^r reads again, ^u takes the filter away.
  k9s: {
    'half-down': [],
    'half-up': [],
    'delete-run': ['^d'],
    'cancel-run': ['^k'],
    info: ['d', 'i'],
    refresh: ['^r'],
    'clear-filter': ['^u', '\\'],
    quit: ['q'],
  },
  // No letter moves: arrows, Enter and Esc alone.
  arrows: {
    down: ['down'],
    up: ['up'],
    'half-down': [],
    'half-up': [],
    'page-down': ['pagedown'],
    'page-up': ['pageup'],
    top: ['home'],
    bottom: ['end'],
    'column-left': ['left'],
    'column-right': ['right'],
    open: ['enter'],
    back: ['esc', 'backspace'],
    'info-down': ['down', 'pagedown'],
    'info-up': ['up', 'pageup'],
  },
}
